import { type Command, Option } from "commander";
import { PERSONAS, type Persona } from "../model/picture.ts";
import { STAFF_ROLES, type StaffRole } from "../model/staff.ts";
import * as people from "../store/people.ts";
import { addCourseCommands } from "./course.ts";
import { print, type Terminal, table, withJson, withProduct } from "./output.ts";
import { addRelationCommands } from "./relations.ts";

interface Json {
  json?: boolean;
}

/** Units, staff, citizens and who belongs to whom. */
export function addPeopleCommands(program: Command, terminal: Terminal): void {
  const group = (name: string, text: string) => program.command(name).description(text).exitOverride();

  const unit = group("unit", "tilbud: rusmiddelcentre, bosteder, bostøtte");
  withJson(
    unit
      .command("add")
      .description("adds a unit → {id}")
      .requiredOption("--name <name>", "its name")
      .option("--phone <number>", "its number, for call buttons"),
  ).action(async (options: Json & { name: string; phone?: string }) => {
    const { name, phone } = options;
    const { id } = await withProduct(terminal, ({ database }) => people.addUnit(database, name, phone));
    print(terminal, options, { id }, `unit ${name}: ${id}`);
  });
  withJson(
    unit
      .command("set")
      .description("the number of a unit, for call buttons → {id}")
      .requiredOption("--unit <id>", "id of the unit")
      .requiredOption("--phone <number>", "its number"),
  ).action(async (options: Json & { unit: string; phone: string }) => {
    await withProduct(terminal, ({ database }) => people.setUnitPhone(database, options.unit, options.phone));
    print(terminal, options, { id: options.unit }, "set");
  });
  withJson(unit.command("list").description("all units")).action(async (options: Json) => {
    const units = await withProduct(terminal, ({ database }) => people.listUnits(database));
    print(terminal, options, units, table(units.map(({ id, name }) => ({ name, id }))));
  });

  const staff = group("staff", "behandlere, socialpædagoger and others");
  withJson(
    staff
      .command("add")
      .description("adds a staff member → {id}")
      .requiredOption("--name <name>", "name")
      .addOption(new Option("--role <role>", "role").choices(STAFF_ROLES).makeOptionMandatory())
      .requiredOption("--unit <id>", "id of the unit")
      .option("--aad <id>", "object id in Entra"),
  ).action(async (options: Json & { name: string; role: StaffRole; unit: string; aad?: string }) => {
    const { json: _, ...given } = options;
    const { id } = await withProduct(terminal, ({ database }) => people.addStaff(database, given));
    print(terminal, options, { id }, `${options.role} ${options.name}: ${id}`);
  });
  withJson(staff.command("list").description("all staff")).action(async (options: Json) => {
    const all = await withProduct(terminal, ({ database }) => people.listStaff(database));
    const rows = all.map(({ id, name, role, unit_id, aad, left_at }) => {
      return { id, name, role, unit: unit_id, aad, left: left_at?.toISOString() ?? null };
    });
    print(terminal, options, rows, table(rows.map(({ name, role, id }) => ({ name, role, id }))));
  });

  const citizen = group("citizen", "borgere");
  withJson(
    citizen
      .command("add")
      .description("adds a citizen; a first name or an alias is enough → {id}")
      .requiredOption("--name <name>", "first name or alias")
      .requiredOption("--unit <id>", "id of the unit")
      .option("--language <language>", "da or en", "da")
      .addOption(new Option("--persona <persona>", "the drawn person").choices(PERSONAS)),
  ).action(async (options: Json & { name: string; unit: string; language: string; persona?: Persona }) => {
    const { json: _, ...given } = options;
    const { id } = await withProduct(terminal, ({ database, translator }) =>
      people.addCitizen(database, given, translator.languages),
    );
    print(terminal, options, { id }, `borger ${options.name}: ${id}`);
  });
  withJson(citizen.command("list").description("all citizens")).action(async (options: Json) => {
    const all = await withProduct(terminal, ({ database }) => people.listCitizens(database));
    const rows = all.map(({ id, name, unit_id, language, closed_at }) => {
      return { id, name, unit: unit_id, language, closed: closed_at?.toISOString() ?? null };
    });
    print(terminal, options, rows, table(rows.map(({ name, language, id }) => ({ name, language, id }))));
  });

  addCourseCommands(citizen, terminal);
  addRelationCommands(program, staff, terminal);
}
