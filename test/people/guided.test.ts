import { expect, test } from "vitest";
import type { Flow } from "../../src/flow/schema.ts";
import type { Aside, Conversation, Frame } from "../../src/model/conversation.ts";
import { ANSWERED_BY } from "../../src/model/value.ts";
import { mayAnswer, mayGuide, shownBeside } from "../../src/people/guided.ts";

const flow = { id: "parathed", guide: { start: ["behandler"] } } as unknown as Flow;
const asksConsent = { consents: {} } as unknown as Partial<Flow>;

const behandler = { role: "behandler", tied: true, sent: false };
const kontaktperson = { role: "socialpaedagog", tied: true, sent: false };

test.each<[string, typeof behandler, Partial<Flow>, string]>([
  ["the role its guide names", behandler, {}, "guide.start"],
  ["another role", kontaktperson, {}, "not-for-role"],
  ["another role, when somebody who may has sent it", { ...kontaktperson, sent: true }, {}, "sent"],
  ["what was sent, without being tied", { ...kontaktperson, tied: false, sent: true }, {}, "not-tied"],
  ["somebody who is not tied to the citizen", { ...behandler, tied: false }, {}, "not-tied"],
  ["an interruption, which begins by itself", behandler, { report: false }, "not-an-exercise"],
  ["a question of consent", { ...behandler, sent: true }, asksConsent, "own-chat-only"],
  ["what nobody may see who answered", behandler, { anonymous: true }, "anonymous"],
])("R30 running side by side: %s", (_, who, more, rule) => {
  expect(mayGuide(who, { ...flow, ...more })).toEqual({ allowed: rule === "guide.start" || rule === "sent", rule });
});

test("R22 R30 who sees it, what is agreed to and the name under it are the citizen's to answer, never staff's", () => {
  for (const by of ANSWERED_BY) {
    for (const kind of ["release", "consent", "sign"]) {
      const rule = by === "staff" ? "citizen-decides" : "answered";
      expect(mayAnswer(by, kind), `${by} ${kind}`).toEqual({ allowed: by !== "staff", rule });
    }
    for (const kind of ["scale", "tell", "review"]) expect(mayAnswer(by, kind).allowed, `${by} ${kind}`).toBe(true);
  }
});

const kim = { id: "kim", name: "Kim" };
const lis = { id: "lis", name: "Lis" };
const frame = (id: string, beside?: typeof kim) =>
  ({ flow: { id, version: "1" }, ...(beside ? { beside } : {}) }) as Frame;
const shown = (frames: readonly Frame[], aside: unknown = null) =>
  shownBeside({ frames, aside: aside as Aside | null } as Conversation, "kim", ({ id }) => id === "trang");

test("R30 on the phone of staff is shown what they run with the citizen, with what interrupts it, and nothing else", () => {
  expect(shown([frame("parathed", kim)])).toBe("running");
  expect(shown([frame("foelelser"), frame("parathed", kim)])).toBe("running");
  expect(shown([frame("parathed", kim), frame("trang")])).toBe("running");
  expect(shown([frame("parathed", kim)], { kind: "paused" })).toBe("running");
  expect(shown([frame("foelelser")], { kind: "switch", begin: { beside: kim } })).toBe("asking");
  expect(shown([], { kind: "ended", beside: kim })).toBe("ended");

  expect(shown([])).toBeUndefined();
  expect(shown([frame("trang")])).toBeUndefined();
  expect(shown([frame("foelelser")])).toBeUndefined();
  expect(shown([frame("parathed", lis)])).toBeUndefined();
  expect(shown([frame("parathed", kim), frame("foelelser")])).toBeUndefined();
  expect(shown([frame("foelelser")], { kind: "switch", begin: {} })).toBeUndefined();
  expect(shown([], { kind: "ended" })).toBeUndefined();
  for (const kind of ["menu", "thing", "who", "no-more", "data"]) {
    expect(shown([frame("parathed", kim)], { kind }), kind).toBeUndefined();
  }
});
