import type { Card } from "../parts.ts";
import { card, choose, execute, heading, text, typeIn } from "./kit.ts";
import { type CardLook, type Told, told } from "./look.ts";

/** A few words to a citizen about what they showed. */
export interface ReplyView {
  readonly outcome: string;
  readonly name: string;
  readonly title: string;
  /** approved words to choose among, in the citizen's language */
  readonly ready: readonly { readonly id: string; readonly text: string }[];
  readonly nonce: string;
  /** what was typed or picked, when it was not sent */
  readonly pick?: string | undefined;
  readonly words?: string | undefined;
  /** why it was not sent, rule by rule */
  readonly problems?: readonly string[] | undefined;
}

/** Longest message: 3 sentences of 10 words (R1, R2). */
export const REPLY_MOST = 250;
/** The choice of words of one's own. */
export const OWN = "own";

/** Words to pick, or to write. */
export function replyCard(look: CardLook, view: ReplyView, said: Told = {}): Card {
  const { outcome, name, nonce, ready, problems = [] } = view;
  const choices = [
    ...ready.map(({ id, text }) => ({ title: text, value: id })),
    { title: look.say("reply.own"), value: OWN },
  ];
  return card(
    look.language,
    [
      told(said),
      heading(look.say("reply.title", { name }), 1),
      text(look.say("reply.what", { name, title: view.title }), { quiet: true }),
      choose({
        id: "pick",
        label: look.say("reply.pick"),
        choices,
        value: view.pick ?? ready[0]?.id,
        error: look.say("reply.choose"),
      }),
      typeIn({
        id: "words",
        label: look.say("reply.words"),
        value: view.words,
        most: REPLY_MOST,
        lines: true,
        hint: look.say("reply.hint"),
      }),
      ...problems.map((it) => text(it, { color: "attention" })),
    ],
    {
      actions: [
        execute(look.say("reply.send"), "reply-send", { outcome, nonce }, { style: "positive" }),
        execute(look.staff("send.cancel"), "outcome", { outcome }, { inputs: "none" }),
      ],
    },
  );
}
