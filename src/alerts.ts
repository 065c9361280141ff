import type { AlertWork } from "./console/parts.ts";
import { escalateDue } from "./jobs/escalate.ts";
import { AppError } from "./model/errors.ts";
import { ALERT_NOTE_MAX, type AlertRuling, mayTakeAlert } from "./people/alerts.ts";
import { holdsCpr } from "./people/cpr.ts";
import type { Product } from "./product.ts";
import { onDuty } from "./schedule/duty.ts";
import { allowedBy, asService } from "./store/acting.ts";
import { alertHistory, alertsBefore, type StoredAlert } from "./store/alert-queries.ts";
import { saidAt } from "./store/alert-words.ts";
import {
  ALERTS,
  type AlertAct,
  claimAlert,
  closeAlert,
  markRead,
  noteHeard,
  type Unheard,
  unheardOf,
} from "./store/alerts.ts";
import { recordDenied, recordLooks } from "./store/audit.ts";
import { watchOf } from "./store/duty.ts";

type Parts = Pick<Product, "database" | "receive" | "changes" | "now">;

/** Closed alerts stay in the list so long. */
const CLOSED_MS = 7 * 24 * 60 * 60 * 1000;

/** Policies hide those of others: they have nothing to do with it. */
const HIDDEN: AlertRuling = { allowed: false, rule: "not-on-duty" };
/** The words that raised it are for who has taken it. */
const OF_ANOTHER = { allowed: false, rule: "claimed-by-another" } as const;

export interface Alerts extends AlertWork {
  /** Brings citizens what they have not heard yet of an alert, or of all. */
  tell(alert?: string): Promise<void>;
  /** Tells the next of what nobody has taken in time. */
  escalate(): Promise<void>;
}

export function createAlerts(parts: Parts): Alerts {
  const { database, now } = parts;

  const ruledFor = async (staff: string, which: Parameters<typeof alertsBefore>[2]) => {
    const rows = await alertsBefore(database, staff, which);
    const units = [...new Set(rows.map((it) => it.unit.id))];
    const duty = new Map(
      await Promise.all(
        units.map(async (unit) => [unit, onDuty(await watchOf(database, { unit }), now()).includes(staff)] as const),
      ),
    );
    const rulingOf = (it: StoredAlert): AlertRuling =>
      mayTakeAlert({ ...it.reader, onDuty: duty.get(it.unit.id) ?? false });
    return rows.map((alert) => ({ alert, ruling: rulingOf(alert) }));
  };
  const seenBy = async (...asked: Parameters<typeof ruledFor>) =>
    (await ruledFor(...asked)).filter(({ ruling }) => ruling.allowed);
  const mustSee = async (id: string, staff: string) => {
    const [found] = await ruledFor(staff, { alert: id });
    if (!found?.ruling.allowed) {
      const ruling = found?.ruling ?? HIDDEN;
      await recordDenied(database, { actor: staff, what: "alert", id, ruling }, now());
      throw new AppError("not-found", "alert: expected one that the reader may see");
    }
    allowedBy(found.ruling);
    return found;
  };
  // pages in other processes look again as well
  const announce = (): void => parts.changes.announce(ALERTS, 0);
  const act = (alert: string, staff: string): AlertAct => ({ alert, staff, at: now() });

  const tellOf = async ({ id, conversation, what, by }: Unheard): Promise<void> => {
    const at = now();
    const arrival = { channel: "staff", id: `alert-event-${id}`, at: at.toISOString() };
    await parts.receive.receive(conversation, { kind: "alert-news", ...arrival, what, who: by });
    await noteHeard(database, id, at);
  };
  const tell = (alert?: string): Promise<void> =>
    asService("jobs", async () => {
      // a citizen who cannot be told keeps no other from it
      const failures: unknown[] = [];
      for (const it of await unheardOf(database, alert)) await tellOf(it).catch((error) => failures.push(error));
      if (failures.length > 0) throw failures[0];
    });
  const happened = async (alert: string): Promise<void> => {
    announce();
    // nobody of the staff waits for it: each minute it is tried again
    await tell(alert).catch(() => undefined);
  };

  return {
    waiting: async (staff) =>
      (await seenBy(staff, { since: now() })).filter(({ alert }) => alert.state === "raised").length,
    list: async (staff) =>
      (await seenBy(staff, { since: new Date(now().getTime() - CLOSED_MS) })).map((it) => it.alert),
    async open(id, staff) {
      const { alert, ruling } = await mustSee(id, staff);
      const look = { actor: staff, action: "alert", citizen: alert.citizen.id, rule: ruling.rule } as const;
      await recordLooks(database, [look], now());
      await markRead(database, act(id, staff));
      await happened(id);
      return { alert, history: await alertHistory(database, id) };
    },
    async again(id, staff) {
      const { alert } = await mustSee(id, staff);
      return { alert, history: await alertHistory(database, id) };
    },
    async claim(id, staff, from) {
      await mustSee(id, staff);
      const claim = await claimAlert(database, { ...act(id, staff), ...(from === undefined ? {} : { from }) });
      await happened(id);
      return claim;
    },
    async close(id, staff, note) {
      await mustSee(id, staff);
      const trimmed = note.trim();
      if (trimmed === "" || trimmed.length > ALERT_NOTE_MAX || holdsCpr(trimmed)) {
        throw new AppError("input", `note: expected 1 to ${ALERT_NOTE_MAX} letters, and no CPR number`);
      }
      await closeAlert(database, { ...act(id, staff), note: trimmed });
      await happened(id);
    },
    async words(id, staff) {
      const { alert } = await mustSee(id, staff);
      if (alert.claimedBy?.id !== staff) {
        await recordDenied(database, { actor: staff, what: "alert", id, ruling: OF_ANOTHER }, now());
        throw new AppError("refused", "alert: its words are for who has taken it (alert claimed-by)");
      }
      const look = { actor: staff, action: "alert-words", citizen: alert.citizen.id, rule: "vital-interest" } as const;
      await recordLooks(database, [look], now());
      return await saidAt(database, alert);
    },
    tell,
    async escalate() {
      if (await escalateDue({ database, now })) announce();
    },
  };
}
