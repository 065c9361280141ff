import type { Sheet } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import type { Layout } from "../layout.ts";
import { layoutBell } from "./bell.ts";
import { layoutCircle } from "./circle.ts";
import { layoutContract } from "./contract.ts";
import { layoutDiploma } from "./diploma.ts";
import { layoutFeelings } from "./feelings.ts";
import { layoutList } from "./list.ts";
import { withoutEmoji } from "./plain.ts";
import { layoutPlan } from "./plan.ts";
import { layoutStairs } from "./stairs.ts";
import { layoutTable } from "./table.ts";

/** @throws AppError input: the sheet cannot be laid out; not-found: it names a picture that does not exist */
export function layoutSheet(written: Sheet, brush: Brush): Layout {
  const sheet = withoutEmoji(written);
  switch (sheet.sheet) {
    case "feelings":
      return layoutFeelings(sheet, brush);
    case "stairs":
      return layoutStairs(sheet, brush);
    case "bell":
      return layoutBell(sheet, brush);
    case "circle":
      return layoutCircle(sheet, brush);
    case "plan":
      return layoutPlan(sheet, brush);
    case "decision":
    case "compare":
      return layoutTable(sheet, brush);
    case "list":
      return layoutList(sheet, brush);
    case "contract":
      return layoutContract(sheet, brush);
    case "diploma":
      return layoutDiploma(sheet, brush);
  }
}
