import { beforeAll, describe, expect, it } from "vitest";
import type { Conversation } from "../../../src/model/conversation.ts";
import { openTestProduct } from "../../support/product.ts";
import { startTalk } from "../../support/talk.ts";
import { openAudit } from "./audit.ts";
import { placeIn, placeNow, type Reached, reach, shownIn, variantsOf } from "./walker.ts";

const product = await openTestProduct();
const audit = openAudit(product.pictures, 5);

describe.each(variantsOf(product))("every way through $name", (variant) => {
  let all: readonly Reached[];
  beforeAll(() => {
    all = reach(product, variant);
  });
  /** what a check finds at each stand */
  const expectNothing = (check: (reached: Reached) => readonly string[]) => {
    const found = all.flatMap((it) => check(it).map((problem) => `${placeIn(it.key)}: ${problem}`));
    expect([...new Set(found)]).toEqual([]);
  };
  const progressAt = (conversation: Conversation) => startTalk(product, { from: conversation }).screen().progress!;

  it("leads on to an end, as its machine says", () => {
    expectNothing(({ steps }) =>
      steps.flatMap(({ leadsTo, turn }) => {
        const [next, wanted] = [placeNow(product, turn.conversation), placeIn(leadsTo)];
        const verdict = leadsTo === "done" && variant.compiled.flow.report !== false ? "finished" : turn.verdict;
        return next === wanted && turn.verdict === verdict ? [] : [`expected ${wanted}, got ${next} (${turn.verdict})`];
      }),
    );
    expect(all.some((it) => it.steps.some(({ leadsTo }) => leadsTo === "done"))).toBe(true);
  });

  it("shows only what the rules allow, in every language (R1-R4, R7, R8, R11)", () => {
    expectNothing(({ conversation, steps }) =>
      [conversation, ...steps.filter((it) => it.leadsTo === "done").map((it) => it.turn.conversation)].flatMap((at) =>
        shownIn(product, at).flatMap(({ screen, message }) => audit(screen, message)),
      ),
    );
  });

  it("counts its steps: one further by each answer, and all of them at the last (R10)", () => {
    expectNothing(({ conversation, steps }) => {
      const { step, of } = progressAt(conversation);
      const steady = steps.every(({ turn, leadsTo }) => {
        return leadsTo === "done" ? of === step : progressAt(turn.conversation).step === step + 1;
      });
      return steady ? [] : [`got step ${step} of ${of}, with ${steps.map((it) => it.leadsTo).join(" or ")} next`];
    });
  });
});
