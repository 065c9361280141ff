import { nextStep } from "../schedule/escalation.ts";
import { dueAlerts, stepAlert } from "../store/alerts.ts";
import { watchOf } from "../store/duty.ts";
import type { Database } from "../store/open.ts";

/** Tells the next of what nobody has taken in time. Any number of processes may do it at once: each step is taken once. */
export async function escalateDue({ database, now }: { database: Database; now: () => Date }): Promise<void> {
  const at = now();
  for (const alert of await dueAlerts(database, at)) {
    const step = nextStep(alert, await watchOf(database, { unit: alert.unit }), at);
    await stepAlert(database, { alert, at, ...step, nextAt: step.nextAt ? new Date(step.nextAt) : null });
  }
}
