import { FORMATS, type Format } from "../reports/export/file.ts";
import { isDay } from "../schedule/local.ts";
import { periodOf } from "../schedule/period.ts";
import type { Selection } from "../store/exported.ts";

/** What was chosen on the page, as it was. */
export interface Asked {
  readonly flows: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly format: Format;
}

export interface ExportLacking {
  readonly problem: "day-wrong" | "nothing-found";
  readonly asked: Asked;
}

export interface ExportAsked {
  readonly format: Format;
  readonly selection: Selection;
  readonly asked: Asked;
}

/** Which sessions are asked for, in which form, from the fields of the page. */
export function readExport(form: URLSearchParams): ExportAsked | ExportLacking {
  const [from, to] = [form.get("from") ?? "", form.get("to") ?? ""];
  const format = FORMATS.find((it) => it === form.get("format")) ?? "csv";
  const asked = { flows: form.getAll("flow"), from, to, format };
  if (![from, to].every((day) => day === "" || isDay(day)) || (from && to && to < from)) {
    return { problem: "day-wrong", asked };
  }
  const period = periodOf({ from: from || undefined, to: to || undefined });
  return { format, selection: { flows: asked.flows, ...period }, asked };
}

export function isExportLacking(read: ExportAsked | ExportLacking): read is ExportLacking {
  return "problem" in read;
}
