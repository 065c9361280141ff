/** What is between a member of staff and an alert. */
export interface BeforeAlert {
  readonly role: string;
  /** they are tied to the citizen */
  readonly tied: boolean;
  /** they were told of it, on duty or by escalation */
  readonly told: boolean;
  /** they are on duty for the citizen's unit now */
  readonly onDuty: boolean;
  /** the citizen's unit is theirs */
  readonly sameUnit: boolean;
}

export const ALERT_RULES = [
  "told",
  "on-duty",
  "tied",
  "tovholder-of-unit",
  "aggregates-only",
  "no-content",
  "not-on-duty",
] as const;
export type AlertRule = (typeof ALERT_RULES)[number];

/** Whether it is allowed, and the rule that says so. */
export interface AlertRuling {
  readonly allowed: boolean;
  readonly rule: AlertRule;
}

/**
 * Who may see and take an alert: who was told of it, is on duty for the unit, is tied to the citizen, or is tovholder of the
 * unit. A leder and an administrator only when they were told: somebody has to take it.
 */
export function mayTakeAlert({ role, tied, told, onDuty, sameUnit }: BeforeAlert): AlertRuling {
  const yes = (rule: AlertRule): AlertRuling => ({ allowed: true, rule });
  const no = (rule: AlertRule): AlertRuling => ({ allowed: false, rule });
  if (told) return yes("told");
  if (onDuty) return yes("on-duty");
  if (role === "leder") return no("aggregates-only");
  if (role === "administrator") return no("no-content");
  if (tied) return yes("tied");
  return role === "tovholder" && sameUnit ? yes("tovholder-of-unit") : no("not-on-duty");
}

/** Letters of the note with which an alert is closed. */
export const ALERT_NOTE_MAX = 2000;
