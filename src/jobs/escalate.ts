import { nextStep } from "../schedule/escalation.ts";
import { dueAlerts, stepAlert } from "../store/alerts.ts";
import { watchOf } from "../store/duty.ts";
import type { Database } from "../store/open.ts";

/**
 * Tells the next of what nobody has taken in time. Any number of processes may do it at once: each step is taken once.
 * @returns whether a step was taken here
 */
export async function escalateDue({ database, now }: { database: Database; now: () => Date }): Promise<boolean> {
  const at = now();
  let taken = false;
  for (const alert of await dueAlerts(database, at)) {
    const step = nextStep(alert, await watchOf(database, { unit: alert.unit }), at);
    const nextAt = step.nextAt ? new Date(step.nextAt) : null;
    taken = (await stepAlert(database, { alert, at, ...step, nextAt })) || taken;
  }
  return taken;
}
