import { type Context, Hono } from "hono";
import { AppError } from "../model/errors.ts";
import { mayStartIn } from "../people/may-start.ts";
import { CLOSINGS, checkProfile } from "../people/profile.ts";
import { canBe, hasCitizens } from "../people/roles.ts";
import { openRequests } from "../store/data-requests.ts";
import { closeCourse, moveCitizen, previewMove, reopenCourse } from "../store/people/course.ts";
import { profileOf, setProfile } from "../store/people/profile.ts";
import { activeOf, members, nowOf, relationsOf, unrelate } from "../store/people/relations.ts";
import { getCitizen, listUnits, relate } from "../store/people.ts";
import { type Administered, administeredBy } from "./administering.ts";
import type { Env } from "./env.ts";
import type { ConsoleParts } from "./parts.ts";
import { textsOf } from "./people-routes.ts";
import { formOf, profileFrom } from "./profile-form.ts";
import type { Problems } from "./view/fields.ts";
import { movePage, SAME } from "./view/move.ts";
import { consolePage, type Html } from "./view/page.ts";
import type { Given } from "./view/people-add.ts";
import { profilePage } from "./view/profile.ts";

/** What a redirect says has been done, or was not: query value → key of the words. */
const TOLD: Readonly<Record<string, string>> = {
  added: "people.added-citizen",
  saved: "people.saved",
  tied: "people.tied-now",
  untied: "people.untied-now",
  moved: "people.moved-now",
  closed: "people.closed-now",
  reopened: "people.reopened-now",
  "reopened-alone": "people.reopened-alone",
  request: "rights.request-done",
  "not-erased": "rights.wrong-name",
  "not-tied": "people.not-tied",
  "not-untied": "people.not-untied",
};

/** A citizen's settings, who belongs to them, and how their course goes on or ends. Nothing of what they answered. */
export function profileRoutes(parts: ConsoleParts): Hono<Env> {
  const { database, library, translator } = parts;
  const mayStart = mayStartIn(library);
  const app = new Hono<Env>();

  const page = (c: Context<Env>, title: string, main: Html, status: 200 | 422 = 200) =>
    c.html(consolePage(c.var.look, { title, main, actor: c.var.actor, at: partOf(c) }), status);
  // who administers people came from there
  const partOf = (c: Context<Env>) => (c.var.actor.role === "administrator" ? "people" : "citizens");
  const to = (c: Context<Env>, query: string) =>
    c.redirect(`/staff/citizens/${c.req.param("citizen")}/profile?${query}`, 303);
  const told = (c: Context<Env>, query: "done" | "problem") => {
    const key = TOLD[c.req.query(query) ?? ""];
    return key === undefined ? undefined : c.var.look.say(key);
  };

  const show = async (c: Context<Env>, { citizen, own, may }: Administered, given: Given, problems: Problems = []) => {
    const { look } = c.var;
    const { say } = look;
    const back = own
      ? { href: `/staff/citizens/${citizen.id}`, text: say("citizen.back-to", { name: citizen.name }) }
      : { href: may("relate") ? "/staff/people" : "/staff", text: say("people.back-out") };
    const staff = (await members(database)).filter((it) => !it.left && hasCitizens(it.role));
    const main = profilePage(look, {
      ...{ citizen, given, problems, back },
      languages: translator.languages.map((it) => [it, ownName(it)]),
      relations: await relationsOf(database, citizen.id),
      now: await nowOf(database),
      done: told(c, "done"),
      problem: told(c, "problem"),
      may: {
        set: may("set-profile"),
        close: may("close"),
        reopen: may("reopen"),
        relate: may("relate"),
        move: may("move"),
        erase: may("erase"),
      },
      requests: may("erase") ? await openRequests(database, [citizen.id]) : [],
      staff: staff.map((it) => [it.id, `${it.name}, ${say(`roles.${it.role}`)}`]),
    });
    return page(c, say("people.settings-of", { name: citizen.name }), main, problems.length > 0 ? 422 : 200);
  };

  app.get("/:citizen/profile", async (c) => {
    const administered = await administeredBy(parts, c, "set-profile", "reopen");
    return show(c, administered, formOf(profileOf(administered.citizen)));
  });

  app.post("/:citizen/profile", async (c) => {
    const administered = await administeredBy(parts, c, "set-profile");
    const given = textsOf(await c.req.parseBody());
    const checked = checkProfile(profileFrom(given), translator.languages);
    if (!checked.ok) return show(c, administered, given, checked.problems);
    await setProfile(database, administered.citizen.id, checked.value, translator.languages);
    return to(c, "done=saved");
  });

  app.post("/:citizen/relations", async (c) => {
    const { citizen } = await administeredBy(parts, c, "relate");
    const { staff = "", role = "" } = textsOf(await c.req.parseBody());
    try {
      await relate(database, { citizen: citizen.id, staff, role });
    } catch (error) {
      // nobody chosen, or one who cannot be that
      if (error instanceof AppError && ["not-found", "refused"].includes(error.code)) return to(c, "problem=not-tied");
      throw error;
    }
    return to(c, "done=tied");
  });

  app.post("/:citizen/relations/end", async (c) => {
    const { citizen } = await administeredBy(parts, c, "relate");
    const { staff = "", role = "" } = textsOf(await c.req.parseBody());
    try {
      await unrelate(database, { citizen: citizen.id, staff, role }, mayStart);
    } catch (error) {
      if (error instanceof AppError && error.code === "refused") return to(c, "problem=not-untied");
      throw error;
    }
    return to(c, "done=untied");
  });

  const movingOf = async (citizen: string, { unit = "", behandler = "" }: Given) => {
    if (behandler !== SAME) return { citizen, unit, ...(behandler ? { behandler } : {}) };
    const now = await activeOf(database, citizen);
    return { citizen, unit, keep: now.filter((it) => it.role === "behandler").map((it) => it.staff.id) };
  };
  const moving = async (c: Context<Env>, { citizen }: Administered, chosen: Given, status: 200 | 422 = 200) => {
    const { unit = "", behandler = "" } = chosen;
    const asked = await movingOf(citizen.id, chosen);
    const plan = unit === "" ? undefined : await previewMove(database, asked, mayStart);
    const { say } = c.var.look;
    const staff = (await members(database)).filter((it) => !it.left && canBe(it.role, "behandler"));
    const units = (await listUnits(database)).filter((it) => it.id !== citizen.unit_id);
    const nameOf = new Map(units.map((it) => [it.id, it.name]));
    const view = {
      ...{ citizen, plan, chosen: { unit, behandler } },
      units: units.map((it) => [it.id, it.name] as const),
      behandlere: staff.flatMap((it) => {
        const place = nameOf.get(it.unit);
        return place === undefined ? [] : [[it.id, `${it.name}, ${place}`] as const];
      }),
    };
    return page(c, say("people.moves", { name: citizen.name }), movePage(c.var.look, view), status);
  };

  app.get("/:citizen/move", async (c) => moving(c, await administeredBy(parts, c, "move"), c.req.query()));

  app.post("/:citizen/move", async (c) => {
    const administered = await administeredBy(parts, c, "move");
    const chosen = textsOf(await c.req.parseBody());
    const plan = await moveCitizen(database, await movingOf(administered.citizen.id, chosen), mayStart);
    return plan.ok ? to(c, "done=moved") : moving(c, administered, chosen, 422);
  });

  app.post("/:citizen/close", async (c) => {
    const { citizen } = await administeredBy(parts, c, "close");
    const { reason } = textsOf(await c.req.parseBody());
    const known = CLOSINGS.find((it) => it === reason);
    if (!known) throw new AppError("input", `reason: expected one of ${CLOSINGS.join(", ")}`);
    if (!citizen.closed_at) await closeCourse(database, citizen.id, known);
    return to(c, "done=closed");
  });

  app.post("/:citizen/reopen", async (c) => {
    const { citizen } = await administeredBy(parts, c, "reopen");
    if (!(await getCitizen(database, citizen.id)).closed_at) return to(c, "done=reopened");
    const { behandler } = await reopenCourse(database, citizen.id);
    return to(c, behandler ? "done=reopened" : "done=reopened-alone");
  });

  return app;
}

/** What a language is called by those who speak it: "Dansk", "English". */
function ownName(language: string): string {
  const name = new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
