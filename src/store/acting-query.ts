import pg from "pg";
import type { saidNow } from "./acting.ts";
import type { NameOf } from "./prepared.ts";

/** The statement that says who acts; each connection prepares it once. */
export const ACT = {
  name: "act",
  text: `select set_config('skridt.actor', $1, true), set_config('skridt.person', $2, true),
    set_config('skridt.rule', $3, true)`,
} as const;

/**
 * The same for a statement that finds each row by its key. PostgreSQL keeps its plan, made while a table may be small, for
 * as long as nobody looks how large it has become: every other plan reads all of a table that grows meanwhile.
 */
export const ACT_BY_KEY = {
  name: "act-by-key",
  text: `${ACT.text}, set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true)`,
} as const;

type Saying = NonNullable<ReturnType<typeof saidNow>>;

interface Wire {
  bind(config: { statement: string; values: readonly string[] }): void;
  execute(config: { portal: string; rows: number }): void;
}
interface Inner {
  name?: string;
  prepare(wire: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
}
/** What of the driver's query the types leave out. */
const DriverQuery = pg.Query as unknown as new (text: string, values: unknown, callback: Done) => Inner;
type Done = (error: Error | undefined, result: pg.QueryResult) => void;

/**
 * A query that says first who acts. Both statements go out together and are one transaction, as PostgreSQL ends an
 * implicit transaction at the message "sync" that follows the second: one round trip, and who acted is forgotten with it,
 * whatever stands between us and the server.
 */
class ActingQuery extends DriverQuery {
  readonly #saying: Saying;
  readonly #act: string;
  #said = false;

  constructor(saying: Saying, config: Asked, values: unknown[] | undefined, done: Done) {
    // given the text alone the driver need not copy what it is given
    super(config.text, values ?? config.values, done);
    if (config.name !== undefined) this.name = config.name;
    this.#saying = saying;
    this.#act = (config.byKey ? ACT_BY_KEY : ACT).name;
  }

  requiresPreparation(): boolean {
    return true;
  }

  override prepare(wire: Wire): void {
    wire.bind({ statement: this.#act, values: this.#saying });
    wire.execute({ portal: "", rows: 0 });
    super.prepare(wire);
  }

  override handleDataRow(message: unknown): void {
    if (this.#said) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#said) super.handleCommandComplete(message, wire);
    else this.#said = true;
  }
}

/** Transactions are begun and ended as nobody: what fails in one must not keep it from ending. */
const CONTROL = /^\s*(begin|start|commit|rollback|savepoint|release)\b/i;

/** A statement, as it is asked. */
export interface Statement extends pg.QueryConfig {
  /** it finds each row by its key, however many there are */
  readonly byKey?: true;
}

interface Asked extends Pick<Statement, "text" | "values" | "byKey"> {
  readonly name?: string | undefined;
}

/** Runs one statement and says with it who acts; undefined: nobody. */
export function queryAs(
  client: pg.ClientBase,
  { saying, nameOf }: { readonly saying: Saying | undefined; readonly nameOf: NameOf },
  query: string | Statement,
  values: unknown[] | undefined,
): Promise<pg.QueryResult> {
  const config = typeof query === "string" ? { text: query } : query;
  if (saying === undefined || CONTROL.test(config.text)) return client.query(query, values);
  const asked: Asked = config.name === undefined ? { ...config, name: nameOf(config.text) } : config;
  return new Promise((done, fail) => {
    const finish: Done = (error, result) => (error ? fail(error) : done(result));
    client.query(new ActingQuery(saying, asked, values, finish) as unknown as pg.Submittable);
  });
}
