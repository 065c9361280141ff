import { refKey } from "../../flow/library.ts";
import type { Words } from "../../model/words.ts";
import type { Exported } from "./answers.ts";
import { canonical, URN } from "./fhir/names.ts";
import { questionnaireOf } from "./fhir/questionnaire.ts";
import type { Bundle } from "./fhir/resources.ts";
import { responseOf } from "./fhir/response.ts";

/**
 * Sessions as FHIR R4: a collection with a Questionnaire for each version of an exercise and a QuestionnaireResponse for
 * each session. Nobody is named: the citizen is our own id.
 * @param at when the file is made
 */
export function exportFhir(sessions: readonly Exported[], at: Date, words: Words): Bundle {
  const versions = new Map(sessions.map(({ compiled }) => [refKey(compiled.ref), compiled]));
  const questionnaires = [...versions.values()].map((it) => ({
    fullUrl: canonical(it.ref).replace("|", ":"),
    resource: questionnaireOf(it, words),
  }));
  const responses = sessions.map((it) => ({
    fullUrl: `${URN.session}:${it.outcome.id}`,
    resource: responseOf(it, words),
  }));
  const entry = [...questionnaires, ...responses];
  return {
    resourceType: "Bundle",
    type: "collection",
    timestamp: at.toISOString(),
    ...(entry.length > 0 ? { entry } : {}),
  };
}
