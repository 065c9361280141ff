import type { Finding, Subject } from "./finding.ts";
import { checkSheet, placeOf } from "./sheets.ts";

/** What a flow tells of its outcome is there: the steps of its series and sheet. */
export function checkOutcomes(subject: Subject): Finding[] {
  const { series = [] } = subject.flow;
  const { places } = subject.survey;
  return [...series.flatMap((name, i) => placeOf(places, ["series", i], name, ["scale"])), ...checkSheet(subject)];
}
