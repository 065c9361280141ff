import { type Finding, listed, type Subject } from "./finding.ts";

/**
 * Every exercise has its instruction card in every language that has any, and the card says something only of steps that
 * there are.
 */
export function checkGuides({ flow, survey, words }: Subject): Finding[] {
  const steps = new Set([...survey.places.values()].map(({ step }) => step.id));
  return words.languages.flatMap((language): Finding[] => {
    const cards = words.shared[language]?.guides?.flows as Readonly<Record<string, Card>> | undefined;
    if (cards === undefined) return [];
    const finding = (path: readonly string[], message: string): Finding => ({
      path,
      message,
      language,
      shared: "guides",
    });
    const card = cards[flow.id];
    if (card === undefined) return [finding(["flows", flow.id], "expected an instruction card, got none")];
    return Object.keys(card.steps ?? {})
      .filter((step) => !steps.has(step))
      .map((step) =>
        finding(["flows", flow.id, "steps", step], `expected a step of the flow (${listed(steps)}), got none`),
      );
  });
}

interface Card {
  readonly steps?: Readonly<Record<string, readonly string[]>>;
}
