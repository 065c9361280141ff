import { expect, it } from "vitest";
import { createLintReply } from "../../src/words/lint-reply.ts";
import { loadProjectWords } from "../../src/words/project-words.ts";

const lint = createLintReply(["da", "en"], (language) => loadProjectWords("locales", language));
const rules = (words: string, language = "da") => [...new Set(lint(language, words).map(({ rule }) => rule))];

it("lets short and plain words through", () => {
  for (const words of ["Tak for din tid.", "Jeg har læst dine svar. Vi taler om det på fredag."])
    expect(lint("da", words)).toEqual([]);
  expect(lint("en", "Thank you. We will talk on Friday.")).toEqual([]);
});

it("names the rule and what breaks it (R1-R6)", () => {
  expect(rules("Det er en meget lang sætning med alt for mange ord i sig.")).toEqual(["R2"]);
  expect(rules("Ja. Nej. Tak. Hej.")).toEqual(["R1"]);
  expect(rules("Har du ikke tid?")).toEqual(["R3"]);
  expect(rules("Vi ses kl. 10.")).toEqual(["R3"]);
  expect(rules("Du har tre svar.")).toEqual(["R4"]);
  expect(rules("Du burde ringe.")).toEqual(["R5"]);
  expect(rules("Hej! Tak!")).toEqual(["R6"]);
  expect(lint("da", "Du burde ringe.")).toEqual([{ rule: "R5", got: "burde" }]);
});

it("refuses praise of abstinence, which judges the days without it (R5, R28)", () => {
  for (const words of [
    "Flot, du er ædru.",
    "Godt, du ikke drak.",
    "Flot, du holdt dig fra hash.",
    "Godt, du lod være.",
  ]) {
    expect(rules(words), words).toContain("R5");
  }
  expect(rules("Well done, you are sober.", "en")).toEqual(["R5"]);
});
