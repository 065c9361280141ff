import type { Conversation, Person, Profile } from "../model/conversation.ts";
import type { Region } from "../model/safety.ts";
import type { Verdict } from "../model/turn.ts";
import { acting, asService } from "./acting.ts";
import type { CitizenKey, CitizenKeys, WrappedKey } from "./keys/citizen-keys.ts";
import type { Database } from "./open.ts";
import type { Pool } from "./pool.ts";
import type { StoredState } from "./tables.ts";
import { together } from "./together.ts";

/** A conversation with all a turn needs, loaded by one statement. */
export interface Loaded {
  readonly conversation: Conversation;
  /** seals what is saved of it */
  readonly key: CitizenKey;
  readonly profile: Profile;
  readonly readAloud: boolean;
  /** where the citizen was last: messages nobody asked for go there */
  readonly channel: string;
  readonly address: string;
  /** the verdict of this inbound, when it was taken before */
  readonly seen?: Verdict;
}

/** How a conversation is found: by its id, or by a device that must not be revoked. */
export type Key = { readonly conversation: string } | { readonly device: string; readonly secretHash: string };

/** All that are asked for at the same moment: one row for each that there is. `n`: which it is, from 1. */
const load = (found: string): string => `
  select q.n::int, row_to_json(l) as loaded
  from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality q(key, secret, channel, inbound, n)
    cross join lateral (
      select v.state, v.channel, v.address, c.id as citizen_id, v.id, c.name, c.language, c.persona, c.word_for_use,
        c.choices_at_a_time, c.read_aloud, c.pace, c.region, u.phone as unit_phone, k.wrapped, k.data_key, k.version,
        (select t.verdict from turn t where t.channel = q.channel and t.inbound_id = q.inbound) as seen,
        (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'role', r.role) order by r.from_at), '[]')
           from relation r join staff s on s.id = r.staff_id
           where r.citizen_id = c.id and (r.to_at is null or r.to_at > now())) as people
      from ${found} join citizen c on c.id = v.citizen_id join citizen_key k on k.citizen_id = c.id
        join unit u on u.id = c.unit_id
    ) l`;
const BY_ID = { name: "load-by-id", text: load("(select * from conversation where id = q.key) v") };
const BY_DEVICE = {
  name: "load-by-device",
  text: load(`(select citizen_id from device where id = q.key and (secret_hash = q.secret or previous_hash = q.secret)
        and revoked_at is null and (expires_at is null or expires_at > now())) d
      join conversation v on v.citizen_id = d.citizen_id`),
};

/** As one column: the driver reads a JSON text in much less time than twenty columns. */
interface Row extends WrappedKey {
  id: string;
  state: StoredState;
  channel: string;
  address: string;
  name: string;
  language: string;
  persona: Profile["persona"];
  word_for_use: string | null;
  choices_at_a_time: number;
  read_aloud: boolean;
  pace: Profile["pace"];
  region: Region | null;
  unit_phone: string | null;
  seen: Verdict | null;
  people: (Person & { role: string })[];
}

type Asked = readonly [key: string, secret: string, channel: string, inbound: string];
type LoadRow = (asked: Asked) => Promise<Row | undefined>;

/** Those that come while others are loaded share the next statement; for those `aside` nobody waits. */
interface Loader {
  readonly byId: LoadRow;
  readonly byDevice: LoadRow;
  readonly aside: LoadRow;
}
/** of each pool */
const loaders = new WeakMap<Pool, Loader>();

function loaderOf(pool: Pool): Loader {
  const known = loaders.get(pool);
  if (known) return known;
  const loading = (query: { readonly name: string; readonly text: string }, nobodyWaits = false): LoadRow =>
    together(async (asked: readonly Asked[]) => {
      const values = [0, 1, 2, 3].map((column) => asked.map((one) => one[column]));
      const { rows } = await pool.query<{ n: number; loaded: Row }>({ ...query, values, byKey: true });
      const found = new Map(rows.map(({ n, loaded }) => [n, loaded]));
      return asked.map((_, i) => found.get(i + 1));
    }, nobodyWaits);
  const made = { byId: loading(BY_ID), byDevice: loading(BY_DEVICE), aside: loading(BY_ID, true) };
  loaders.set(pool, made);
  return made;
}

/**
 * Undefined: no such conversation, or no such device any more.
 * @param nobodyWaits for it: a conversation by its id that is loaded apart from those for whom somebody does
 */
export async function loadConversation(
  { pool, keys }: Database,
  key: Key,
  inbound?: { channel: string; id: string },
  nobodyWaits = false,
): Promise<Loaded | undefined> {
  const { byId, byDevice, aside } = loaderOf(pool);
  const load = nobodyWaits ? aside : byId;
  const seen = [inbound?.channel ?? "", inbound?.id ?? ""] as const;
  // whoever asks, and for whom: what is loaded together is nobody's in particular
  const row = await acting(undefined, () =>
    asService("turns", () =>
      "device" in key ? byDevice([key.device, key.secretHash, ...seen]) : load([key.conversation, "", ...seen]),
    ),
  );
  return row && (await loadedOf(row, keys));
}

async function loadedOf(row: Row, keys: CitizenKeys): Promise<Loaded> {
  const { language, persona, citizen_id: citizen } = row;
  const own = await keys.unwrap(row);
  const [audience, others] = peopleOf(row.people);
  const word =
    row.word_for_use === null ? {} : { wordForUse: own.open(row.word_for_use, "citizen.word_for_use", citizen) };
  const calls = {
    ...(row.region ? { region: row.region } : {}),
    ...(row.unit_phone ? { unitPhone: row.unit_phone } : {}),
  };
  return {
    conversation: own.openValue(row.state.sealed, "conversation.state", row.id),
    key: own,
    profile: {
      name: own.open(row.name, "citizen.name", citizen),
      language,
      persona,
      pace: row.pace,
      audience,
      others,
      choicesAtATime: row.choices_at_a_time,
      ...word,
      ...calls,
    },
    readAloud: row.read_aloud,
    channel: row.channel,
    address: row.address,
    ...(row.seen ? { seen: row.seen } : {}),
  };
}

/** Behandlere, who see what the citizen does alone, and those beside them. */
function peopleOf(people: Row["people"]): readonly [Person[], Person[]] {
  const [first, second] = [
    people.filter((it) => it.role === "behandler"),
    people.filter((it) => it.role !== "behandler"),
  ];
  const person = ({ id, name }: Person): Person => ({ id, name });
  const others = second.filter((it, i) => ![...first, ...second.slice(0, i)].some(({ id }) => id === it.id));
  return [first.map(person), others.map(person)];
}
