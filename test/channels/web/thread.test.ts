import { describe, expect, it } from "vitest";
import type { HistoryItem } from "../../../src/channels/web/parts.ts";
import { threadBefore } from "../../../src/channels/web/thread.ts";

const now = new Date("2026-03-27T15:00:00+01:00");
const item = (from: HistoryItem["from"], text: string, at = "2026-03-27T14:00:00+01:00"): HistoryItem => ({
  from,
  text,
  at,
});
const textsOf = (history: HistoryItem[]): string[] => threadBefore(history, now).map(({ text }) => text);

describe("threadBefore", () => {
  it("leaves out what is on the card now: all since the citizen's last word", () => {
    const history = [item("skridt", "Et?"), item("citizen", "Ja"), item("skridt", "Godt."), item("skridt", "To?")];
    expect(textsOf(history)).toEqual(["Et?", "Ja"]);
  });

  it("is empty before the citizen said anything", () => {
    expect(textsOf([item("skridt", "Hej."), item("skridt", "Et?")])).toEqual([]);
  });

  it("shows today only, by the local day", () => {
    const yesterday = "2026-03-26T23:59:00+01:00";
    const justToday = "2026-03-27T00:01:00+01:00";
    const history = [
      item("skridt", "Et?", yesterday),
      item("citizen", "Ja", yesterday),
      item("citizen", "Nej", justToday),
    ];
    expect(textsOf(history)).toEqual(["Nej"]);
  });

  it("says a question once when it was only shown again, as after each tick", () => {
    const history = [
      item("skridt", "Hvilke?"),
      item("citizen", "Vrede"),
      item("skridt", "Hvilke?"),
      item("citizen", "Glad"),
      item("skridt", "Hvilke?"),
      item("citizen", "Færdig"),
      item("skridt", "Hvor meget?"),
      item("citizen", "Lidt"),
      item("skridt", "Hvilke?"),
      item("citizen", "Pause"),
    ];
    expect(textsOf(history)).toEqual(["Hvilke?", "Vrede", "Glad", "Færdig", "Hvor meget?", "Lidt", "Hvilke?", "Pause"]);
  });
});
