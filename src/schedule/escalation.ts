import type { CrisisUrgency } from "../model/safety.ts";
import { type DutyPlan, nextDuty, onDuty, stepAt, watchAt } from "./duty.ts";

/** Who is told besides those on duty; null: nobody. */
export interface EscalationPlan extends DutyPlan {
  readonly tovholder: string | null;
  readonly leder: string | null;
  /** minutes from the tovholder to the leder */
  readonly thenMinutes: number;
}

/** An alert that nobody has taken by the time that was given. */
export interface Untaken {
  readonly urgency: CrisisUrgency;
  /** those on duty were told */
  readonly staffed: boolean;
  /** 0: those on duty; 1: deputies and tovholder; 2: leder */
  readonly level: number;
  /** who was told */
  readonly told: readonly string[];
}

/** Who is told now. */
export interface Step {
  readonly level: number;
  readonly tell: readonly string[];
  /** those who are told are told because others did not take it */
  readonly escalated: boolean;
  /** ISO; absent: nobody more */
  readonly nextAt?: string;
}

/**
 * The next step: when duty begins those on duty; then the deputies and the tovholder; then the leder, or without one all
 * once more. After that each new shift is told as it begins.
 */
export function nextStep(alert: Untaken, plan: EscalationPlan, at: Date): Step {
  const { urgency, staffed, level, told } = alert;
  const untold = (ids: readonly (string | null)[]) =>
    [...new Set(ids)].filter((it): it is string => it !== null && !told.includes(it));
  if (!staffed) {
    const { tell, nextAt } = watchAt(plan, at, urgency);
    return { level: 0, tell, escalated: false, ...(nextAt ? { nextAt } : {}) };
  }
  const now = onDuty(plan, at);
  if (level === 0) {
    const tell = untold([...now, plan.tovholder]);
    if (tell.length > 0) return { level: 1, tell, escalated: true, nextAt: stepAt(at, plan.thenMinutes, urgency) };
  }
  const begins = nextDuty(plan, at)?.toISOString();
  const then = begins ? { nextAt: begins } : {};
  if (level === 2) return { level, tell: untold(now), escalated: false, ...then };
  const all = [...new Set([...told, ...now, plan.tovholder])].filter((it) => it !== null);
  return { level: 2, tell: plan.leder === null ? all : [plan.leder], escalated: true, ...then };
}
