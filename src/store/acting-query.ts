import pg from "pg";
import type { saidNow } from "./acting.ts";
import type { NameOf } from "./prepared.ts";

/** The statement that says who acts; each connection prepares it once. */
export const ACT = {
  name: "act",
  text: `select set_config('skridt.actor', $1, true), set_config('skridt.person', $2, true),
    set_config('skridt.rule', $3, true)`,
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
  #said = false;

  constructor(saying: Saying, config: Asked, values: unknown[] | undefined, done: Done) {
    // given the text alone the driver need not copy what it is given
    super(config.text, values ?? config.values, done);
    if (config.name !== undefined) this.name = config.name;
    this.#saying = saying;
  }

  requiresPreparation(): boolean {
    return true;
  }

  override prepare(wire: Wire): void {
    wire.bind({ statement: ACT.name, values: this.#saying });
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

interface Asked extends Pick<pg.QueryConfig, "text" | "values"> {
  readonly name?: string | undefined;
}

/** Runs one statement and says with it who acts; undefined: nobody. */
export function queryAs(
  client: pg.ClientBase,
  { saying, nameOf }: { readonly saying: Saying | undefined; readonly nameOf: NameOf },
  query: string | pg.QueryConfig,
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
