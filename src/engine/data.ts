import type { Aside } from "../model/conversation.ts";
import type { Screen, ScreenChoice } from "../model/screen.ts";
import { common, type Text } from "../model/text.ts";
import { type Meaning, meaning } from "./understand.ts";

type Data = Extract<Aside, { kind: "data" }>;
type Button = (id: string, role: ScreenChoice["role"], picture: string, label?: Text) => ScreenChoice;

/** Asks what shall become of all that is known of the citizen (R23), over whatever is on screen. */
export const DATA = { type: "asked-aside", aside: { kind: "data", at: "ask" } } as const;

/** What is said, and its picture. */
const SAID: Readonly<Record<Data["at"], readonly [key: string, picture: string]>> = {
  ask: ["ask", "my-things"],
  sure: ["sure", "remove"],
  copy: ["copied", "letter"],
  erasure: ["erasing", "letter"],
};

/** What is asked, and what became of it: staff is told (R21). */
export function presentData({ at }: Data, button: Button): Omit<Screen, "controls"> {
  const choices = {
    ask: [
      button("copy", "answer", "my-things", common("data.copy")),
      button("erase", "answer", "remove", common("data.erase")),
      button("close", "main", "done"),
    ],
    sure: [button("yes", "answer", "yes", common("data.erase-yes")), button("no", "answer", "no")],
    copy: [button("close", "main", "done")],
    erasure: [button("close", "main", "done")],
  };
  const [key, name] = SAID[at];
  const bubbles = [{ text: common(`data.${key}`), picture: { name } }];
  return { bubbles, choices: choices[at], layout: "list", input: "none" };
}

/** What a button means there; undefined when there is no such button. */
export function chooseData(choice: string, { at }: Data): Meaning | undefined {
  if (at === "sure") {
    if (choice === "yes") return meaning({ type: "asked-for", what: "erasure" });
    return choice === "no" ? meaning(DATA) : undefined;
  }
  if (choice === "close") return meaning({ type: "closed-aside" });
  if (at !== "ask") return undefined;
  if (choice === "copy") return meaning({ type: "asked-for", what: "copy" });
  return choice === "erase" ? meaning({ type: "asked-aside", aside: { kind: "data", at: "sure" } }) : undefined;
}
