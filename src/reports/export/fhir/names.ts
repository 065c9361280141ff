import type { FlowRef } from "../../../model/conversation.ts";

/** Names of ours in FHIR; docs/export.md lists them. */
export const URN = {
  questionnaire: (id: string) => `urn:skridt:questionnaire:${id}`,
  /** the choices of one question, the same in every version of the exercise */
  choices: (id: string, question: string) => `urn:skridt:choices:${id}:${question}`,
  session: "urn:skridt:session",
  citizen: "urn:skridt:citizen",
  media: (id: string) => `urn:skridt:media:${id}`,
  /** extensions */
  inWords: "urn:skridt:extension:in-words",
  card: "urn:skridt:extension:card",
  round: "urn:skridt:extension:round",
  answeredBy: "urn:skridt:extension:answered-by",
  setting: "urn:skridt:extension:setting",
};

/** Extensions that FHIR itself defines. */
export const STANDARD = {
  absent: "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
  least: "http://hl7.org/fhir/StructureDefinition/minValue",
  most: "http://hl7.org/fhir/StructureDefinition/maxValue",
};

/** What a response says that it answers: the questionnaire at one version. */
export const canonical = ({ id, version }: FlowRef): string => `${URN.questionnaire(id)}|${version}`;

/** An id as FHIR wants it: a hash has "_" where an id may have only "." and "-". */
export const resourceId = ({ id, version }: FlowRef): string => `${id}-${version.replaceAll("_", ".")}`;

/** The place of a voice message or photo, beside that of the question it answers. */
export const mediaLink = (question: string): string => `${question}:media`;

/** Text as FHIR takes it: no control characters, no spaces other than the usual ones; undefined when nothing is left. */
export function fhirText(text: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is them that are taken out
  const clean = text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "").replaceAll(/[^\S \t\r\n]/g, " ");
  return clean.trim() === "" ? undefined : clean.trim();
}
