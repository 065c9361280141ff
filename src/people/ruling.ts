import type { Rule } from "./access.ts";
import type { AdministerRule } from "./administer.ts";
import type { AlertRule } from "./alerts.ts";
import type { EntryRule } from "./entry.ts";
import type { GuidedRuling } from "./guided.ts";
import type { NumbersRule } from "./numbers.ts";

/** Rules that are no decision between people: whoever runs the installation, and the life that is at stake in an alert. */
type Standing = "operation" | "vital-interest" | "claimed-by-another";

/** Every rule that a row of the audit can name; one of these decided what it tells of. */
export type RuleName = Rule | AdministerRule | AlertRule | EntryRule | GuidedRuling["rule"] | NumbersRule | Standing;

/** What was decided, and the rule that decided it. */
export interface Ruled {
  readonly allowed: boolean;
  readonly rule: RuleName;
}
