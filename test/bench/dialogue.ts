/** One answer of the dialogue: a button by the id at the end of its token, or own words. */
export type Give = { readonly tap: string } | { readonly words: string };

const pickFrom = (ids: readonly string[], citizen: number): string => ids[citizen % ids.length] as string;

/** What a citizen answers to the six questions of *Parathed 1-5*; those of two neighbours differ. */
export function answersOf(citizen: number): readonly (readonly [step: string, give: Give])[] {
  const helps = ["talk", "together", "walk", "be-with-me", "remind"];
  return [
    // 2, 3 and 4 lead past all six questions; the ends of the stairs skip some
    ["level", { tap: pickFrom(["2", "3", "4"], citizen) }],
    ["why-not-top", { tap: pickFrom(["afraid", "thoughts", "friends", "tired", "unsure"], citizen) }],
    ["why-not-bottom", { words: `Min lille søster er ${(citizen % 9) + 1} år, og jeg savner hende` }],
    ["one-up", { tap: pickFrom(["help", "talk", "plan", "calm", "friends"], citizen) }],
    ["help-me", { tap: pickFrom(["listen", "talk", "plan", "phone"], citizen) }],
    ["help-staff", { tap: pickFrom(helps, citizen) }],
  ];
}

/** The whole dialogue, from the menu to the end: begun, read, answered, confirmed and sent to the behandler. */
export function dialogueOf(citizen: number): readonly Give[] {
  const answers = answersOf(citizen).map(([, give]) => give);
  const begun = [{ tap: "group+exercise+0" }, { tap: "parathed" }, { tap: "go-on" }];
  return [...begun, ...answers, { tap: "yes" }, { tap: "send" }];
}

export const TURNS = dialogueOf(0).length;

/** What the store should hold for an answer. */
export function storedValue(step: string, give: Give): unknown {
  if ("words" in give) return { kind: "words", words: give.words };
  return step === "level" ? { kind: "number", number: Number(give.tap) } : { kind: "choice", id: give.tap };
}
