import { describe, expect, it } from "vitest";
import { survey } from "../../src/flow/check/survey.ts";
import { at } from "../../src/flow/issues.ts";
import type { Flow } from "../../src/flow/schema.ts";
import { readSources } from "../../src/flow/sources.ts";
import type { Say } from "../../src/flow/steps/say.ts";
import { LEAFLET_FACTS } from "./leaflet-facts.ts";

const { flows, words } = readSources({ flowsDir: "flows", localesDir: "locales" });

/** It invites to the questions and states nothing. */
const INVITATION = "quiz";

function pagesOf(flow: Flow): Say[] {
  return survey(flow, {}).standings.flatMap(({ step }) =>
    step.type === "say" && step.id !== INVITATION ? [step] : [],
  );
}

function textOf(language: string, flow: string, step: string): string {
  const text = at(words.flows, [language, flow, "steps", step, "text"]);
  return typeof text === "string" ? text : "";
}

/** Words stand at their beginning, numbers as a whole: "4" is not found in "14" or "40". */
function states(text: string, said: string): boolean {
  const escaped = said.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\d])${escaped}(?!\\d)`, "iu").test(text);
}

describe.each(Object.entries(LEAFLET_FACTS))("%s", (id, facts) => {
  const flow = flows[id] as Flow;
  const pages = pagesOf(flow);

  it.each(facts.map((it) => [`${it.source}: ${it.fact}`, it] as const))(
    "states: %s",
    (_, { pages: named, says, call }) => {
      for (const name of named) {
        expect.soft(pages.map((it) => it.id)).toContain(name);
        for (const language of ["da", "en"] as const) {
          const text = textOf(language, id, name);
          for (const said of says[language]) {
            expect.soft(states(text, said), `${language} ${name}: "${said}" in "${text}"`).toBe(true);
          }
        }
        if (call === undefined) continue;
        expect.soft(pages.find((it) => it.id === name)?.link, name).toEqual({ call });
      }
    },
  );

  it("has no page without a source", () => {
    const sourced = new Set(facts.flatMap((it) => it.pages));
    expect(pages.map((it) => it.id).filter((it) => !sourced.has(it))).toEqual([]);
  });

  it("cheers at nothing (R28)", () => {
    const cheerful = ["praise", "beloenning", "good", "reached"];
    expect(pages.filter((it) => cheerful.includes(it.picture ?? ""))).toEqual([]);
  });
});
