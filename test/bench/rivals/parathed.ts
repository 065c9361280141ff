import { InlineKeyboard } from "grammy";
import pg from "pg";
import { answersOf } from "../dialogue.ts";
import type { Walker } from "../load.ts";
import { bringing, tapping, writing } from "../telegram.ts";

/** The seven turns of the rivals: the beginning and six questions, as their libraries' own documentation would write it. */
export const RIVAL_TURNS = 7;

interface Question {
  readonly step: string;
  readonly text: string;
  /** none: it is answered in own words */
  readonly choices?: readonly string[];
}

export const QUESTIONS: readonly Question[] = [
  { step: "level", text: "Hvor klar er du?", choices: ["1", "2", "3", "4", "5"] },
  { step: "why-not-top", text: "Hvorfor ikke 5?", choices: ["afraid", "thoughts", "friends", "tired", "unsure"] },
  { step: "why-not-bottom", text: "Hvorfor ikke 1?" },
  { step: "one-up", text: "Hvad kan give et tal mere?", choices: ["help", "talk", "plan", "calm", "friends"] },
  { step: "help-me", text: "Hvad kan jeg hjælpe med?", choices: ["listen", "talk", "plan", "phone"] },
  { step: "help-staff", text: "Hvad kan de voksne?", choices: ["talk", "together", "walk", "be-with-me", "remind"] },
];

export const keyboardOf = ({ choices = [] }: Question): InlineKeyboard =>
  InlineKeyboard.from(choices.map((it) => [InlineKeyboard.text(it, it)]));

/** People who write "/parathed" and answer. */
export function newRivalWalkers(count: number, firstChat: number): Walker[] {
  return Array.from({ length: count }, (_, number) => {
    const chat = firstChat + number;
    const gives = answersOf(number).map(([, give]) =>
      "tap" in give ? tapping(chat, give.tap) : writing(chat, give.words),
    );
    const all = [writing(chat, "/parathed"), ...gives];
    return { give: bringing("/", (turn) => all[turn] as object) };
  });
}

/** What a rival keeps in PostgreSQL: what its library wants to keep of each chat, and the answers. */
export interface Kept {
  read(key: string): Promise<unknown>;
  write(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  answer(chat: number, step: string, value: string): Promise<void>;
  close(): Promise<void>;
}

export async function openKept(url: string): Promise<Kept> {
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  await pool.query(`create table if not exists kept (key text primary key, value json not null)`);
  await pool.query(
    `create table if not exists answered (chat bigint, step text, value text, at timestamptz default now())`,
  );
  return {
    async read(key) {
      const { rows } = await pool.query({ name: "read", text: "select value from kept where key = $1", values: [key] });
      return rows[0]?.value;
    },
    async write(key, value) {
      const text = "insert into kept values ($1, $2) on conflict (key) do update set value = excluded.value";
      await pool.query({ name: "write", text, values: [key, JSON.stringify(value)] });
    },
    async remove(key) {
      await pool.query({ name: "remove", text: "delete from kept where key = $1", values: [key] });
    },
    async answer(chat, step, value) {
      const text = "insert into answered (chat, step, value) values ($1, $2, $3)";
      await pool.query({ name: "answer", text, values: [chat, step, value] });
    },
    close: () => pool.end(),
  };
}

/** Every walker's answers are there once. @throws Error otherwise */
export async function checkRival(pool: pg.Pool, count: number, firstChat: number): Promise<void> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from (select chat from answered where chat >= $1 and chat < $2
       group by chat having count(*) = $3 and count(distinct step) = $3) as whole`,
    [firstChat, firstChat + count, QUESTIONS.length],
  );
  if (rows[0]?.n !== count) throw new Error(`expected ${count} whole dialogues, got ${rows[0]?.n}`);
}
