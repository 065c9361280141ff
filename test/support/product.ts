import { bundle, createLibrary, type FlowBundle, type Library } from "../../src/flow/library.ts";
import { readSources, type Sources } from "../../src/flow/sources.ts";
import type { Pictures } from "../../src/pictures/index.ts";
import { createTranslator, type Translator } from "../../src/render/words.ts";
import type { Safety } from "../../src/safety/around.ts";
import { createLookFor } from "../../src/safety/look-for.ts";
import { loadNumbers } from "../../src/words/numbers.ts";
import { crisisRules } from "../../src/words/safety.ts";
import { openOurs } from "../pictures/open.ts";

/** The product's flows, words and pictures, without its database and channels. */
export interface TestProduct {
  readonly library: Library;
  readonly translator: Translator;
  readonly pictures: Pictures;
  readonly sources: Sources;
  readonly safety: Safety;
}

export async function openTestProduct(): Promise<TestProduct> {
  const sources = readSources({ flowsDir: "flows", localesDir: "locales" });
  const { flows, words } = sources;
  const library = createLibrary(Object.keys(flows).map((id) => bundle(id, flows, words.flows)));
  const translator = createTranslator(library, words.shared);
  const safety = { lookFor: createLookFor(crisisRules(words.shared)), numbers: loadNumbers("locales") };
  return { library, translator, pictures: await openOurs(), sources, safety };
}

/** The same product after a flow was changed: new sessions begin on the new version, running ones stay on theirs. */
export function withNewer(product: TestProduct, id: string, change: (old: FlowBundle) => FlowBundle): TestProduct {
  const all = product.library.all();
  const library = createLibrary(all.map((it) => (it.ref.id === id ? change(it.bundle) : it.bundle)));
  for (const it of all) library.add(it.bundle);
  return { ...product, library, translator: createTranslator(library, product.sources.words.shared) };
}
