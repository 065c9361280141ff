/** The parts of FHIR R4 that an export uses, named as there. A list there is never empty: it is left out. */
export interface Extension {
  readonly url: string;
  readonly valueCode?: string;
  readonly valueInteger?: number;
  readonly valueString?: string;
  readonly extension?: readonly Extension[];
}

interface Extended {
  readonly extension?: readonly Extension[];
}

export interface Coding extends Extended {
  readonly system?: string;
  readonly version?: string;
  readonly code?: string;
  readonly display?: string;
}

interface Identifier {
  readonly system: string;
  readonly value: string;
}

/** A reference to somebody who is not in the file: by our own id, or only by what they are. */
interface Reference {
  readonly type: string;
  readonly identifier?: Identifier;
  readonly display?: string;
}

interface Attachment {
  /** absent: it was let go of */
  readonly url?: string;
  readonly title: string;
}

export type ItemType = "group" | "display" | "choice" | "open-choice" | "integer" | "string" | "date" | "attachment";

export interface QuestionnaireItem extends Extended {
  readonly linkId: string;
  readonly text?: string;
  readonly type: ItemType;
  readonly repeats?: true;
  readonly answerOption?: readonly { readonly valueCoding: Coding }[];
  readonly item?: readonly QuestionnaireItem[];
}

export interface Questionnaire {
  readonly resourceType: "Questionnaire";
  readonly id: string;
  readonly language: string;
  readonly url: string;
  readonly version: string;
  readonly name: string;
  readonly title: string;
  readonly status: "active";
  readonly subjectType: readonly string[];
  readonly description: string;
  readonly item?: readonly QuestionnaireItem[];
}

/** A value, or in its place why there is none. */
export interface ResponseAnswer extends Extended {
  readonly valueCoding?: Coding;
  readonly valueString?: string;
  readonly valueInteger?: number;
  readonly valueDate?: string;
  readonly valueAttachment?: Attachment;
  readonly _valueString?: Extended;
  readonly _valueInteger?: Extended;
  readonly _valueDate?: Extended;
}

export interface ResponseItem extends Extended {
  readonly linkId: string;
  readonly text?: string;
  readonly answer?: readonly ResponseAnswer[];
  readonly item?: readonly ResponseItem[];
}

export interface QuestionnaireResponse extends Extended {
  readonly resourceType: "QuestionnaireResponse";
  readonly id: string;
  readonly language: string;
  readonly identifier: Identifier;
  readonly questionnaire: string;
  readonly status: "completed";
  readonly subject: Reference;
  readonly authored: string;
  readonly author: Reference;
  readonly source?: Reference;
  readonly item?: readonly ResponseItem[];
}

export interface Bundle {
  readonly resourceType: "Bundle";
  readonly type: "collection";
  readonly timestamp: string;
  readonly entry?: readonly {
    readonly fullUrl: string;
    readonly resource: Questionnaire | QuestionnaireResponse;
  }[];
}
