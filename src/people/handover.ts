import { canBe, type Held, type MayStart, type Member, type Named, type Passed, passOn, type Work } from "./roles.ts";

/** A member of staff gives up citizens, and who takes each. */
export interface Handover {
  readonly leaving: Pick<Member, "id">;
  /** what the one who leaves is to citizens now */
  readonly held: readonly Held[];
  /** what they asked and that is not done */
  readonly work: readonly Work[];
  readonly staff: readonly Member[];
  /** for all citizens without one of their own */
  readonly to?: string | undefined;
  /** citizen → the one who takes them */
  readonly each?: Readonly<Record<string, string>> | undefined;
  readonly mayStart: MayStart;
}

/** Why a citizen would be left without anybody. */
export type Lack = "nobody" | "unknown" | "left" | "same" | "role";

export interface Orphan {
  readonly citizen: Named;
  readonly role: string;
  readonly lack: Lack;
}

/** What happens: each relation ends and begins anew at the same moment, and work changes hands. */
export interface HandedOver {
  readonly moves: readonly { readonly citizen: Named; readonly role: string; readonly to: Member }[];
  readonly passed: readonly Passed[];
}

export type HandoverPlan =
  | ({ readonly ok: true } & HandedOver)
  | { readonly ok: false; readonly orphans: readonly Orphan[] };

/** Works out a handover of all citizens at once. Not one is handed over when one of them would be left without anybody. */
export function planHandover(handover: Handover): HandoverPlan {
  const { leaving, held, work, staff, to, each = {}, mayStart } = handover;
  const chosenFor = (citizen: string) => each[citizen] ?? to;
  const takerOf = (citizen: string) => staff.find((it) => it.id === chosenFor(citizen));
  const lackOf = ({ citizen, role }: Held): Lack | undefined => {
    const chosen = chosenFor(citizen.id);
    if (chosen === undefined) return "nobody";
    if (chosen === leaving.id) return "same";
    const taker = takerOf(citizen.id);
    if (!taker) return "unknown";
    if (taker.left) return "left";
    return canBe(taker.role, role) ? undefined : "role";
  };
  const orphans = held.flatMap((it) => {
    const lack = lackOf(it);
    return lack ? [{ ...it, lack }] : [];
  });
  if (orphans.length > 0) return { ok: false, orphans };
  const ids = new Set(held.map((it) => it.citizen.id));
  return {
    ok: true,
    moves: held.map(({ citizen, role }) => ({ citizen, role, to: takerOf(citizen.id) as Member })),
    // of citizens who are no longer theirs, what they once asked belongs to nobody in particular
    passed: work.map((it) => passOn(it, ids.has(it.citizen) ? takerOf(it.citizen) : undefined, mayStart)),
  };
}
