import { type Command, Option } from "commander";
import { AppError } from "../model/errors.ts";
import { PERSONAS, type Persona } from "../model/picture.ts";
import { REGIONS, type Region } from "../model/safety.ts";
import { mayStartIn } from "../people/may-start.ts";
import { type CitizenProfile, CLOSINGS, type Closing, PACES, type Pace } from "../people/profile.ts";
import { closeCourse, moveCitizen, reopenCourse } from "../store/people/course.ts";
import { setProfile } from "../store/people/profile.ts";
import { print, type Terminal, withJson, withProduct } from "./output.ts";

interface Json {
  json?: boolean;
}

interface SetOptions {
  name?: string;
  language?: string;
  persona?: Persona;
  word?: string;
  pace?: Pace;
  choices?: string;
  readAloud?: "yes" | "no";
  hours?: string;
  region?: Region;
  firstContact?: string;
  firstTalk?: string;
}

/** What is set of a citizen, and how their course moves on or ends: `citizen set|move|close|reopen`. */
export function addCourseCommands(citizen: Command, terminal: Terminal): void {
  withJson(
    citizen
      .command("set")
      .description("sets what is given of a citizen's profile → {id, …profile}")
      .requiredOption("--citizen <id>", "id of the citizen")
      .option("--name <name>", "first name or alias")
      .option("--language <language>", "da or en")
      .addOption(new Option("--persona <persona>", "the drawn person").choices(PERSONAS))
      .option("--word <word>", "the citizen's own word for their use; empty: none")
      .addOption(new Option("--pace <pace>", "how fast").choices(PACES))
      .option("--choices <number>", "choices at a time, 2 to 7")
      .addOption(new Option("--read-aloud <yes>", "read aloud by itself").choices(["yes", "no"]))
      .option("--hours <from-to>", "when the citizen may be written to, such as 8-20")
      .addOption(new Option("--region <region>", "for the lægevagt").choices(REGIONS))
      .option("--first-contact <day>", "such as 2026-11-27")
      .option("--first-talk <day>", "such as 2026-11-27"),
  ).action(async (options: Json & SetOptions & { citizen: string }) => {
    const { citizen: id } = options;
    const profile = await withProduct(terminal, ({ database, translator }) =>
      setProfile(database, id, changeOf(options), translator.languages),
    );
    const lines = Object.entries(profile).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
    print(terminal, options, { id, ...profile }, lines.join("\n"));
  });

  withJson(
    citizen
      .command("move")
      .description("to another unit; who had a behandler has one afterwards → {id, ended, begun}")
      .requiredOption("--citizen <id>", "id of the citizen")
      .requiredOption("--unit <id>", "id of the new unit")
      .option("--behandler <id>", "id of the behandler from now on")
      .option("--keep <id...>", "staff of the old unit who go on with the citizen"),
  ).action(async (options: Json & { citizen: string; unit: string; behandler?: string; keep?: string[] }) => {
    const { citizen: id } = options;
    const plan = await withProduct(terminal, ({ database, library }) =>
      moveCitizen(database, options, mayStartIn(library)),
    );
    if (!plan.ok) throw new AppError("refused", `citizen ${id}: not moved (${plan.lack})`);
    const ids = (ties: typeof plan.ends) => ties.map(({ staff, role }) => ({ staff: staff.id, role }));
    print(terminal, options, { id, ended: ids(plan.ends), begun: ids(plan.begins) }, "moved");
  });

  withJson(
    citizen
      .command("close")
      .description("ends the course: plans stop, relations end, the chat stays → {id}")
      .requiredOption("--citizen <id>", "id of the citizen")
      .addOption(new Option("--reason <reason>", "why").choices(CLOSINGS).makeOptionMandatory()),
  ).action(async (options: Json & { citizen: string; reason: Closing }) => {
    const { citizen: id, reason } = options;
    await withProduct(terminal, ({ database }) => closeCourse(database, id, reason));
    print(terminal, options, { id }, "the course has ended");
  });

  withJson(
    citizen
      .command("reopen")
      .description("takes the course up again, with the staff it ended with → {id, behandler}")
      .requiredOption("--citizen <id>", "id of the citizen"),
  ).action(async (options: Json & { citizen: string }) => {
    const { citizen: id } = options;
    const { behandler } = await withProduct(terminal, ({ database }) => reopenCourse(database, id));
    print(
      terminal,
      options,
      { id, behandler },
      behandler ? "open again" : "open again; the citizen has no behandler yet",
    );
  });
}

function changeOf(options: SetOptions): Partial<CitizenProfile> {
  const { word, choices, readAloud, hours, firstContact, firstTalk, name, language, persona, pace, region } = options;
  const given = {
    ...{ name, language, persona, pace, region },
    wordForUse: word === "" ? null : word,
    choicesAtATime: choices === undefined ? undefined : Number(choices),
    readAloud: readAloud === undefined ? undefined : readAloud === "yes",
    hours: hours === undefined ? undefined : hoursOf(hours),
    firstContactOn: firstContact,
    firstTalkOn: firstTalk,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function hoursOf(text: string): { from: number; to: number } {
  const [, from, to] = /^(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  if (from === undefined || to === undefined)
    throw new AppError("input", `--hours: expected such as 8-20, got "${text}"`);
  return { from: Number(from), to: Number(to) };
}
