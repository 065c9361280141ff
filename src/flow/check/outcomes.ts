import type { Finding, Subject } from "./finding.ts";
import { checkSheet, placeOf } from "./sheets.ts";

/** What a flow tells of its outcome is there: the steps of its series, count and sheet. */
export function checkOutcomes(subject: Subject): Finding[] {
  const { series = [], count = [] } = subject.flow;
  const { places } = subject.survey;
  return [
    ...series.flatMap((name, i) => placeOf(places, ["series", i], name, ["scale"])),
    ...count.flatMap((name, i) => placeOf(places, ["count", i], name, ["choose"])),
    ...checkSheet(subject),
  ];
}
