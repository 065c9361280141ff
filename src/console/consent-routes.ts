import { type Context, Hono } from "hono";
import { titleOf } from "../engine/answer-text.ts";
import { ALL } from "../model/consent.ts";
import { RELATION_ROLES } from "../people/roles.ts";
import { consentRecords, consentsOf } from "../store/consents.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { activeOf } from "../store/people/relations.ts";
import { listUnits } from "../store/people.ts";
import { wordsAbout } from "./citizen.ts";
import type { Env } from "./env.ts";
import { citizenOf } from "./own.ts";
import type { AskedReceiver, ConsoleParts } from "./parts.ts";
import { type ConsentView, consentPage } from "./view/consent.ts";
import { consolePage } from "./view/page.ts";

/** Who may see what of a citizen's: what they said, and asking them. Only the citizen decides. */
export function consentRoutes(parts: ConsoleParts): Hono<Env> {
  const { database } = parts;
  const app = new Hono<Env>();

  const page = async (c: Context<Env>, citizen: OwnCitizen, problem?: ConsentView["problem"]) => {
    const { look, actor } = c.var;
    const view = await readConsents(parts, c, citizen);
    const main = consentPage(look, {
      ...view,
      ...(problem ? { problem } : {}),
      asked: c.req.query("done") === "asked",
    });
    const title = look.say("consent.title");
    return c.html(consolePage(look, { title, actor, at: "citizens", main }), problem ? 422 : 200);
  };

  app.get("/:citizen/consent", async (c) => page(c, await citizenOf(parts, c)));

  app.post("/:citizen/consent", async (c) => {
    const citizen = await citizenOf(parts, c);
    const form = await c.req.parseBody();
    const receiver = receiverIn(String(form.receiver ?? ""));
    if (!receiver) return page(c, citizen, "choose");
    const exercise = String(form.exercise ?? ALL);
    const wanted = { ...(exercise === ALL ? {} : { exercise }), ...(form.earlier === "yes" ? { earlier: true } : {}) };
    await parts.askConsent({ citizen: citizen.id, receiver, ...wanted, by: c.var.actor.id });
    return c.redirect(`/staff/citizens/${citizen.id}/consent?done=asked`, 303);
  });

  async function readConsents({ library }: ConsoleParts, c: Context<Env>, citizen: OwnCitizen): Promise<ConsentView> {
    const words = wordsAbout(parts, c.var.actor, citizen);
    const [given, records, tied, units] = await Promise.all([
      consentsOf(database, citizen.id),
      consentRecords(database, citizen.id),
      activeOf(database, citizen.id),
      listUnits(database),
    ]);
    const title = (id: string) => {
      const compiled = library.latest(id);
      return compiled ? words.say(titleOf(compiled)) : id;
    };
    const people = tied.map(({ staff, role }) => ({
      receiver: staff.id,
      name: staff.name,
      role,
      consent: given[staff.id],
    }));
    const others = Object.entries(given)
      .filter(([receiver]) => !people.some((it) => it.receiver === receiver))
      .map(([receiver, consent]) => ({ receiver, name: consent.name, role: undefined, consent }));
    const said = (name: string) => c.var.look.say(name);
    const groups = units.flatMap((unit) =>
      RELATION_ROLES.map(
        (role) => [`${role}@${unit.id}`, `${said(`consent.everyone.${role}`)}, ${unit.name}`] as const,
      ),
    );
    const exercises = library
      .all()
      .filter(({ flow }) => flow.report !== false && !flow.consents && !flow.anonymous && flow.brief !== "reading")
      .map(({ flow }) => [flow.id, title(flow.id)] as const);
    const unique = people.filter((it, i) => people.findIndex(({ receiver }) => receiver === it.receiver) === i);
    return {
      citizen,
      rows: [...unique, ...others],
      records: records.map((it) => ({ ...it, about: Object.keys(it.kinds).filter((kind) => it.kinds[kind] !== null) })),
      receivers: [...unique.map((it) => [it.receiver, it.name] as const), ...groups],
      exercises,
      title,
    };
  }
  return app;
}

function receiverIn(value: string): AskedReceiver | undefined {
  const [, role, unit] = /^(\w+)@(.+)$/.exec(value) ?? [];
  if (role !== undefined && unit !== undefined) return { role, unit };
  return value === "" ? undefined : { staff: value };
}
