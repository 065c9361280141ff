import { type Finding, listed, type Subject } from "./finding.ts";

/**
 * Every exercise has its instruction card in every language that has any, with names for its material, and the card says
 * something only of steps that there are.
 */
export function checkGuides({ flow, survey, words }: Subject): Finding[] {
  const steps = new Set([...survey.places.values()].map(({ step }) => step.id));
  return words.languages.flatMap((language): Finding[] => {
    const guides = words.shared[language]?.guides as Guides | undefined;
    if (guides === undefined) return [];
    const finding = (path: readonly string[], message: string): Finding => {
      return { path, message, language, shared: "guides" };
    };
    const unnamed = (flow.guide.material ?? [])
      .filter((name) => guides.materials?.[name] === undefined)
      .map((name) => finding(["materials", name], `expected words for the material of ${flow.id}, got none`));
    const card = guides.flows?.[flow.id];
    if (card === undefined) return [...unnamed, finding(["flows", flow.id], "expected an instruction card, got none")];
    const lost = Object.keys(card.steps ?? {}).filter((step) => !steps.has(step));
    const expected = `expected a step of the flow (${listed(steps)}), got none`;
    return [...unnamed, ...lost.map((step) => finding(["flows", flow.id, "steps", step], expected))];
  });
}

/** What may be in the file; it may have problems of its own. */
interface Guides {
  readonly materials?: Readonly<Record<string, string>>;
  readonly flows?: Readonly<Record<string, { readonly steps?: object }>>;
}
