import { type Context, Hono } from "hono";
import { AppError } from "../model/errors.ts";
import { PERSONAS } from "../model/picture.ts";
import { STAFF_ROLES } from "../model/staff.ts";
import { mayAdminister } from "../people/administer.ts";
import { mayStartIn } from "../people/may-start.ts";
import { checkName } from "../people/profile.ts";
import { canBe, type Held, hasCitizens, type Member } from "../people/roles.ts";
import { openRequests } from "../store/data-requests.ts";
import { handOver, leave, previewHandover } from "../store/people/handover.ts";
import { peopleOf } from "../store/people/overview.ts";
import { heldBy, members, workBy } from "../store/people/relations.ts";
import { addCitizen, addStaff, addUnit, listUnits, relate } from "../store/people.ts";
import { unreachedInTeams } from "../store/teams.ts";
import { inTransaction } from "../store/transaction.ts";
import { actorOf, mustBeAllowed } from "./administering.ts";
import type { Env } from "./env.ts";
import { chosenIn } from "./form.ts";
import type { ConsoleParts } from "./parts.ts";
import type { Option } from "./view/fields.ts";
import { handoverPage } from "./view/handover.ts";
import { consolePage, type Html } from "./view/page.ts";
import { memberPage, peoplePage } from "./view/people.ts";
import { addPage, type Given } from "./view/people-add.ts";

/** What a redirect says has been done: query value → key of the words. */
const DONE: Readonly<Record<string, string>> = {
  added: "people.added",
  handed: "people.handed",
  left: "people.left-now",
  erased: "rights.erased",
};

/** Units, staff and citizens: adding them, and giving citizens to others when somebody stops. */
export function peopleRoutes(parts: ConsoleParts): Hono<Env> {
  const { database, library } = parts;
  const mayStart = mayStartIn(library);
  const app = new Hono<Env>();

  const page = (c: Context<Env>, title: string, main: Html, status: 200 | 422 = 200) =>
    c.html(consolePage(c.var.look, { title, main, actor: c.var.actor, at: "people" }), status);
  const done = (c: Context<Env>) => {
    const key = DONE[c.req.query("done") ?? ""];
    return key === undefined ? undefined : c.var.look.say(key);
  };

  app.get("/", async (c) => {
    const actor = await actorOf(parts, c);
    const may = (action: Parameters<typeof mayAdminister>[1], sameUnit: boolean, own = false) =>
      mayAdminister(actor.role, action, { sameUnit, own }).allowed;
    mustBeAllowed(actor, "see-people", { sameUnit: true, own: false });
    const units = await peopleOf(database, may("see-people", false) ? undefined : actor.unit);
    const own = new Set((await heldBy(database, actor.id)).map((it) => it.citizen.id));
    const rights = {
      addUnit: may("add-unit", true),
      addStaff: may("add-staff", true),
      addCitizen: may("add-citizen", true),
      settings: ({ id, unit }: { id: string; unit: string }) => may("set-profile", unit === actor.unit, own.has(id)),
    };
    const ids = units.flatMap(({ citizens }) => citizens.map(({ id }) => id));
    const asked = { requests: await openRequests(database, ids), done: done(c) };
    return page(c, c.var.look.say("people.title"), peoplePage(c.var.look, units, rights, asked));
  });

  /** The lists of an adding form, by what the actor may. */
  const adding = async (c: Context<Env>, what: "units" | "staff" | "citizens") => {
    const actor = await actorOf(parts, c);
    const action = ({ units: "add-unit", staff: "add-staff", citizens: "add-citizen" } as const)[what];
    const allowed = (unit: string) =>
      mayAdminister(actor.role, action, { sameUnit: unit === actor.unit, own: false }).allowed;
    mustBeAllowed(actor, action, { sameUnit: true, own: false });
    const all = await members(database);
    const units = (await listUnits(database)).filter((it) => allowed(it.id)).map((it) => [it.id, it.name] as const);
    const { say } = c.var.look;
    const behandlere = all.filter((it) => !it.left && it.role === "behandler" && allowed(it.unit));
    const choose = what === "citizens" && actor.role !== "behandler";
    const lists = {
      units,
      back: mayAdminister(actor.role, "see-people", { sameUnit: true, own: false }).allowed
        ? "/staff/people"
        : "/staff",
      ...(what === "staff" ? { roles: STAFF_ROLES.map((it) => [it, say(`roles.${it}`)] as const) } : {}),
      ...(choose
        ? { behandlere: [["", say("people.none-yet")] as const, ...behandlere.map((it) => [it.id, it.name] as const)] }
        : {}),
    };
    return { actor, lists, say };
  };
  const title = (what: string) => `people.add-${what}`;

  for (const what of ["units", "staff", "citizens"] as const) {
    app.get(`/${what}/new`, async (c) => {
      const { lists, say } = await adding(c, what);
      return page(c, say(title(what)), addPage(c.var.look, what, {}, lists));
    });

    app.post(`/${what}/new`, async (c) => {
      const { actor, lists, say } = await adding(c, what);
      const given = textsOf(await c.req.parseBody());
      const name = checkName(given.name);
      if (!name.ok) {
        return page(c, say(title(what)), addPage(c.var.look, what, given, lists, { problems: name.problems }), 422);
      }
      const unit = chosenIn(given, "unit", idsOf(lists.units)) ?? lists.units[0]?.[0] ?? "";
      const made = { ...given, name: name.value, unit };
      if (what === "units") await addUnit(database, made.name);
      if (what === "staff") await addStaff(database, { ...made, role: roleOf(given) });
      if (what !== "citizens") return c.redirect("/staff/people?done=added", 303);
      const behandler =
        actor.role === "behandler" ? actor.id : chosenIn(given, "behandler", idsOf(lists.behandlere ?? []));
      const id = await addTied(made, actor, behandler);
      return c.redirect(`/staff/citizens/${id}/profile?done=added`, 303);
    });
  }

  /** A citizen who was added by their behandler or tovholder belongs to them from the start. */
  const addTied = (made: Given & { name: string; unit: string }, actor: Member, behandler?: string): Promise<string> =>
    inTransaction(database, async (inside) => {
      const persona = chosenIn(made, "persona", PERSONAS) ?? PERSONAS[0];
      const { id } = await addCitizen(inside, { name: made.name, unit: made.unit, persona });
      if (behandler) await relate(inside, { citizen: id, staff: behandler, role: "behandler" });
      if (actor.role === "tovholder") await relate(inside, { citizen: id, staff: actor.id, role: "tovholder" });
      return id;
    });

  const memberOfPage = async (c: Context<Env>, action: "see-people" | "hand-over") => {
    const actor = await actorOf(parts, c);
    const all = await members(database);
    const member = all.find((it) => it.id === c.req.param("staff"));
    if (!member) throw new AppError("not-found", "staff: expected one who is known");
    const sameUnit = member.unit === actor.unit;
    // who never has citizens is not among those whom a unit hands over
    const about = { sameUnit: sameUnit && (action === "see-people" || hasCitizens(member.role)), own: false };
    mustBeAllowed(actor, action, about);
    const takers = all.filter(
      (it) =>
        !it.left &&
        it.id !== member.id &&
        mayAdminister(actor.role, "hand-over", { sameUnit: it.unit === actor.unit, own: false }).allowed,
    );
    const handable = { sameUnit: sameUnit && hasCitizens(member.role), own: false };
    const mayHandOver = mayAdminister(actor.role, "hand-over", handable).allowed;
    return { member, held: await heldBy(database, member.id), takers, mayHandOver };
  };

  app.get("/staff/:staff", async (c) => {
    const { member, held, mayHandOver } = await memberOfPage(c, "see-people");
    const unitName = (await listUnits(database)).find((it) => it.id === member.unit)?.name ?? "";
    const shown = { ...member, unitName, unreached: (await unreachedInTeams(database)).get(member.id) };
    return page(c, member.name, memberPage(c.var.look, shown, held, mayHandOver, done(c)));
  });

  const handing = (member: Member, takers: readonly Member[], held: readonly Held[], chosen: Given) => {
    // only who the actor may choose, and only citizens of the one who stops
    const taker = (name: string) =>
      chosenIn(
        chosen,
        name,
        takers.map((it) => it.id),
      );
    const each = held.flatMap(({ citizen }) => {
      const id = taker(`each-${citizen.id}`);
      return id === undefined ? [] : [[citizen.id, id] as const];
    });
    const leave = chosenIn(chosen, "leave", ["yes", "no"]) !== "no";
    return { staff: member.id, to: taker("to"), each: Object.fromEntries(each), leave };
  };
  const leaving = async (c: Context<Env>, chosen: Given, status: 200 | 422) => {
    const { member, held, takers } = await memberOfPage(c, "hand-over");
    const fit = takers.filter((it) => held.length === 0 || held.some(({ role }) => canBe(it.role, role)));
    const plan = await previewHandover(database, handing(member, takers, held, chosen), mayStart);
    const workCount = (await workBy(database, member.id)).length;
    const { say } = c.var.look;
    const view = { member, held, chosen, workCount, takers: takerOptions(fit, member, say) };
    const main = handoverPage(c.var.look, { ...view, ...("to" in chosen ? { plan } : {}) });
    return page(c, say("people.stops", { name: member.name }), main, status);
  };

  app.get("/staff/:staff/leave", (c) => leaving(c, c.req.query(), 200));

  app.post("/staff/:staff/leave", async (c) => {
    const { member, held, takers } = await memberOfPage(c, "hand-over");
    const chosen = textsOf(await c.req.parseBody());
    const handed = handing(member, takers, held, chosen);
    if (held.length === 0) await leave(database, member.id);
    else {
      const plan = await handOver(database, handed, mayStart);
      if (!plan.ok) return leaving(c, { ...chosen, to: chosen.to ?? "" }, 422);
      await parts.askForTakers(plan.moves.map((it) => ({ citizen: it.citizen.id, role: it.role, to: it.to.id })));
    }
    const only = held.length > 0 && chosen.leave === "no";
    return c.redirect(`/staff/people?done=${only ? "handed" : "left"}`, 303);
  });

  return app;
}

function takerOptions(takers: readonly Member[], { unit }: Member, say: (key: string) => string): Option[] {
  const near = takers.filter((it) => it.unit === unit);
  const far = takers.filter((it) => it.unit !== unit);
  return [...near, ...far].map((it) => [it.id, `${it.name}, ${say(`roles.${it.role}`)}`]);
}

/** The texts of a form. */
export function textsOf(form: Readonly<Record<string, unknown>>): Given {
  return Object.fromEntries(Object.entries(form).flatMap(([name, it]) => (typeof it === "string" ? [[name, it]] : [])));
}

const idsOf = (options: readonly Option[]): string[] => options.map(([id]) => id);

function roleOf(given: Given): (typeof STAFF_ROLES)[number] {
  const known = chosenIn(given, "role", STAFF_ROLES);
  if (!known) throw new AppError("input", `role: expected one of ${STAFF_ROLES.join(", ")}`);
  return known;
}
