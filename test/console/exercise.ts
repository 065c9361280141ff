import type { Inbound } from "../../src/model/inbound.ts";
import type { Media } from "../../src/model/value.ts";
import { loadConversation } from "../../src/store/load-conversation.ts";
import type { Installation, TestCitizen } from "../support/installation.ts";
import { idOf } from "../support/talk.ts";

/** More screens than any exercise has. */
const MOST_SCREENS = 80;

/** What the citizen does at the screens that take own answers, in order, and whether they let it be seen at the end. */
export interface Course {
  readonly release: boolean;
  readonly own?: readonly (string | Media)[];
}

/** The citizen runs an exercise to its end: own answers where asked for, else the first choice. */
export async function complete(
  { product, staff }: Installation,
  citizen: TestCitizen,
  flow: string,
  { release, own = [] }: Course,
): Promise<void> {
  await citizen.take({
    kind: "begin",
    begin: { flow: product.library.latest(flow)!.ref, params: {}, audience: [staff] },
  });
  const left = [...own];
  for (let i = 0; i < MOST_SCREENS; i++) {
    const loaded = (await loadConversation(product.database, { conversation: citizen.conversation }))!;
    if (loaded.conversation.frames.length === 0) return;
    const { message } = await product.receive.view(loaded);
    const next = left[0];
    if (message.input !== "none" && next !== undefined) {
      left.shift();
      await (typeof next === "string" ? citizen.say(next) : citizen.take(mediaOf(next)));
      continue;
    }
    const ids = message.choices.map(({ token }) => idOf(token));
    const wanted = release ? "send" : "keep";
    const main = message.choices.find((choice) => choice.role === "main") ?? message.choices[0];
    await citizen.tap(ids.includes(wanted) ? wanted : idOf(main!.token));
  }
  throw new Error(`${flow}: expected an end after ${MOST_SCREENS} screens`);
}

function mediaOf(media: Media): Extract<Parameters<TestCitizen["take"]>[0], { kind: "media" }> {
  return { kind: "media", media } satisfies Partial<Inbound> & { kind: "media" };
}
