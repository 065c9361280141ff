import { describe, expect, it } from "vitest";
import { bundle, createLibrary } from "../../src/flow/library.ts";
import { AppError } from "../../src/model/errors.ts";
import { flowOf } from "../support/way.ts";

const inner = flowOf("\n  - { type: say, id: hello }", "inner");
const outer = flowOf("\n  - { type: run, id: part, flow: inner }", "outer");
const other = flowOf("\n  - { type: say, id: hello }", "other");
const flows = { inner, outer, other };
const words = { da: { inner: { title: "Inderst" }, outer: { title: "Yderst" }, other: {} }, en: { inner: {} } };

describe("a bundle", () => {
  it("holds the flow and what runs inside it, and the words of these", () => {
    const made = bundle("outer", flows, words);
    expect(Object.keys(made.flows).sort()).toEqual(["inner", "outer"]);
    expect(Object.keys(made.words.da!).sort()).toEqual(["inner", "outer"]);
  });
});

describe("a version", () => {
  const versionOf = (...given: Parameters<typeof bundle>) => createLibrary([bundle(...given)]).all()[0]!.ref.version;

  it("is the same for the same content, whatever its order", () => {
    const turned = { en: words.en, da: { outer: words.da.outer, inner: words.da.inner } };
    expect(versionOf("outer", flows, turned)).toBe(versionOf("outer", flows, words));
  });
  it("is another when a word changes, also of a flow inside", () => {
    const changed = { ...words, da: { ...words.da, inner: { title: "Indre" } } };
    expect(versionOf("outer", flows, changed)).not.toBe(versionOf("outer", flows, words));
    expect(versionOf("other", flows, changed)).toBe(versionOf("other", flows, words));
  });
});

describe("a library", () => {
  it("keeps an older version beside the newest, which new sessions begin on", () => {
    const library = createLibrary([bundle("other", flows, words)]);
    const newest = library.latest("other")!.ref;
    const older = library.add(bundle("other", flows, { da: { other: { title: "Før" } } })).ref;
    expect(library.latest("other")!.ref).toEqual(newest);
    expect(library.get(older).bundle.words.da?.other?.title).toBe("Før");
    expect(library.all().map((it) => it.ref)).toEqual([newest]);
    expect(library.has(older)).toBe(true);
  });
  it("says which version is missing", () => {
    const missing = () => createLibrary([]).get({ id: "other", version: "x" });
    expect(missing).toThrow(new AppError("not-found", "flow other: version x is not loaded"));
  });
});
