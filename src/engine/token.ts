import { CONTROLS, type Control } from "../model/screen.ts";

/**
 * What a button means, small enough for every channel (64 bytes). A token never holds an answer's words.
 * `step`: a choice at a place of a session. `aside`, `control`: good at one revision only. `menu`: starts an exercise.
 */
export type Token =
  | { readonly kind: "step"; readonly serial: number; readonly asked: number; readonly choice: string }
  | { readonly kind: "aside"; readonly revision: number; readonly choice: string }
  | { readonly kind: "control"; readonly revision: number; readonly control: Control }
  | { readonly kind: "menu"; readonly choice: string };

const number = (value: number): string => value.toString(36);

/** @param conversation its id; the first characters tell buttons of other conversations apart */
export function encode(conversation: string, token: Token): string {
  const head = conversation.slice(0, 6);
  switch (token.kind) {
    case "step":
      return `${head}.s.${number(token.serial)}.${number(token.asked)}.${token.choice}`;
    case "aside":
      return `${head}.a.${number(token.revision)}.${token.choice}`;
    case "control":
      return `${head}.c.${number(token.revision)}.${token.control}`;
    case "menu":
      return `${head}.m.${token.choice}`;
  }
}

/** Undefined for anything that is no token of this conversation. */
export function decode(conversation: string, text: string): Token | undefined {
  const [head, kind, ...rest] = text.split(".");
  if (head !== conversation.slice(0, 6)) return undefined;
  const numbers = rest.map((part) => Number.parseInt(part, 36));
  if (kind === "s" && rest.length === 3 && Number.isInteger(numbers[0]) && Number.isInteger(numbers[1])) {
    return { kind: "step", serial: numbers[0] as number, asked: numbers[1] as number, choice: rest[2] as string };
  }
  if (kind === "m" && rest.length === 1) return { kind: "menu", choice: rest[0] as string };
  if (rest.length !== 2 || !Number.isInteger(numbers[0])) return undefined;
  const revision = numbers[0] as number;
  if (kind === "a") return { kind: "aside", revision, choice: rest[1] as string };
  const control = CONTROLS.find((it) => it === rest[1]);
  return kind === "c" && control ? { kind: "control", revision, control } : undefined;
}

/** Whether it is a button of another conversation. */
export const isForeign = (conversation: string, text: string): boolean =>
  /^[^.]+\.[samc]\./.test(text) && text.split(".", 1)[0] !== conversation.slice(0, 6);

/** What a button of the menu chooses; undefined: it is none. */
export function menuChoice(conversation: string, text: string): string | undefined {
  const token = decode(conversation, text);
  return token?.kind === "menu" ? token.choice : undefined;
}
