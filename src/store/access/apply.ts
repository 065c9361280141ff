import { createHash } from "node:crypto";
import { AppError } from "../../model/errors.ts";
import type { Querying } from "../pool.ts";
import { FUNCTIONS, functionsSql } from "./functions.ts";
import { notedSql } from "./noted.ts";
import { POLICIES, policiesSql } from "./policies.ts";

/** What the application is in the database: it sees and changes rows only by policies, and cannot change tables. */
export const APP_ROLE = "skridt_app";

/** The tables of pg-boss: the application's own to make and change. They hold what is to be done, and nobody. */
export const BOSS_SCHEMA = "pgboss";

/** One process at a time; the number is our own. */
const LOCK = 7_316_016;

/** By the names of those in it: whether a user may become the role. */
export const MAY_BECOME = `pg_has_role(current_user, '${APP_ROLE}',
  case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)`;

/**
 * Gives every table its policies and the role its rights, when they are not as the program says already. As the owner of
 * the tables. Roles belong to the whole server: it is made by whoever comes first.
 */
export async function applyAccess(client: Querying): Promise<void> {
  if (await isApplied(client)) return;
  await client.query("begin");
  try {
    await client.query(`select pg_advisory_xact_lock(${LOCK})`);
    if (!(await isApplied(client))) await apply(client);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function apply(client: Querying): Promise<void> {
  const { rows } = await client.query<{ user: string; superuser: boolean }>(
    `select rolname as user, rolsuper as superuser from pg_roles where rolname = current_user`,
  );
  const { user, superuser } = rows[0] as (typeof rows)[number];
  await makeRole(client, user);
  await dropAll(client);
  await makeBossSchema(client);
  const statements = await statementsIn(client);
  for (const statement of statements) await client.query(statement);
  // under FORCE the owner needs a policy: functions of policies read as the owner, and migrations write
  const owned = superuser ? [] : Object.keys(POLICIES);
  for (const table of owned) {
    await client.query(`create policy "owner" on "${table}" to "${user}" using (true) with check (true)`);
  }
  await client.query(`comment on function ${FIRST}() is '${digestOf(statements)}'`);
}

async function statementsIn(client: Querying): Promise<string[]> {
  const { rows } = await client.query<{ schema: string }>("select current_schema() as schema");
  const schema = rows[0]?.schema as string;
  return [
    ...functionsSql(schema),
    `grant usage on schema "${schema}" to ${APP_ROLE}`,
    `grant usage on all sequences in schema "${schema}" to ${APP_ROLE}`,
    `grant execute on all functions in schema "${schema}" to ${APP_ROLE}`,
    ...policiesSql(),
    ...notedSql(schema),
    // a program whose user only is a member sees whether the tables are as new as itself
    `grant select on kysely_migration to ${APP_ROLE}`,
  ];
}

const digestOf = (statements: readonly string[]) => createHash("sha256").update(statements.join(";\n")).digest("hex");

const [FIRST] = Object.keys(FUNCTIONS) as [string];

/** Whether it is as the program says, and still there: a restored database can have lost what names a role. */
export async function isApplied(client: Querying): Promise<boolean> {
  const { rows } = await client.query<{ applied: boolean }>(
    `select exists (select from pg_roles where rolname = '${APP_ROLE}')
      and obj_description(to_regproc($1), 'pg_proc') = $2
      and not exists (select from unnest($3::text[]) name where not exists (
        select from pg_class c join pg_policy p on p.polrelid = c.oid
        where c.oid = to_regclass(name) and c.relrowsecurity and c.relforcerowsecurity and p.polname = 'see')) as applied`,
    [FIRST, digestOf(await statementsIn(client)), Object.keys(POLICIES)],
  );
  return rows[0]?.applied ?? false;
}

/**
 * Made by whoever comes first; the databases of a server share it.
 * @throws AppError "config": the user may not make it, or not become it
 */
async function makeRole(client: Querying, user: string): Promise<void> {
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${APP_ROLE}') then
      create role ${APP_ROLE} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
    end if;
    if not ${MAY_BECOME} then grant ${APP_ROLE} to current_user; end if;
  exception when duplicate_object or unique_violation or insufficient_privilege then null;
  end $$`);
  const { rows } = await client.query("select from pg_roles where rolname = $1", [APP_ROLE]);
  if (rows.length === 0) throw cannotBecome(user, `CREATE ROLE ${APP_ROLE} NOLOGIN; `);
  const found = await client.query<{ may: boolean }>(`select ${MAY_BECOME} as may`);
  if (!found.rows[0]?.may) throw cannotBecome(user);
}

export function cannotBecome(user: string, first = ""): AppError {
  const text = `DATABASE_URL: the user "${user}" may not become the role ${APP_ROLE}, which holds the program to who may see what.`;
  return new AppError("config", `${text} As an administrator of the database: ${first}GRANT ${APP_ROLE} TO "${user}"`);
}

/** One that somebody else owns is made anew: what waits in it is looked for each minute anyway. */
async function makeBossSchema(client: Querying): Promise<void> {
  await client.query(`do $$ begin
    if exists (select from pg_namespace where nspname = '${BOSS_SCHEMA}' and nspowner <> '${APP_ROLE}'::regrole) then
      drop schema ${BOSS_SCHEMA} cascade;
    end if;
    create schema if not exists ${BOSS_SCHEMA} authorization ${APP_ROLE};
  end $$`);
}

async function dropAll(client: Querying): Promise<void> {
  await client.query(`do $$ declare it record; begin
    for it in select polname, polrelid::regclass as of from pg_policy p join pg_class c on c.oid = p.polrelid
      where c.relnamespace = current_schema()::regnamespace
    loop execute format('drop policy %I on %s', it.polname, it.of); end loop;
    for it in select oid::regprocedure as of from pg_proc
      where pronamespace = current_schema()::regnamespace and starts_with(proname, 'skridt_')
    loop execute format('drop function %s', it.of); end loop;
  end $$`);
}
