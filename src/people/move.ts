import { canBe, type MayStart, type Member, type Passed, passOn, type Work } from "./roles.ts";

/** A relation of the citizen who moves. */
export interface Tie {
  readonly staff: Member;
  readonly role: string;
}

/** A citizen moves to another unit. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** who they belong to now */
  readonly ties: readonly Tie[];
  /** what these staff asked and that is not done, with who asked */
  readonly work: readonly (Work & { readonly by: string })[];
  /** the behandler from now on; absent: the one who stays */
  readonly behandler?: Member | undefined;
  /** staff of the old unit who go on with the citizen */
  readonly keep?: readonly string[] | undefined;
  readonly mayStart: MayStart;
}

export interface Moved {
  readonly ends: readonly Tie[];
  readonly begins: readonly Tie[];
  readonly stays: readonly Tie[];
  readonly passed: readonly Passed[];
}

export type MovePlan =
  | ({ readonly ok: true } & Moved)
  /** no-behandler: the citizen would be left without one */
  | { readonly ok: false; readonly lack: "same-unit" | "no-behandler" | "left" | "role" };

/**
 * Relations with staff of the old unit end, unless they go on; those with staff of other units (a bosted, say) stay.
 * Who had a behandler has one afterwards.
 */
export function planMove({ from, to, ties, work, behandler, keep = [], mayStart }: Move): MovePlan {
  if (from === to) return { ok: false, lack: "same-unit" };
  if (behandler?.left) return { ok: false, lack: "left" };
  if (behandler && !canBe(behandler.role, "behandler")) return { ok: false, lack: "role" };
  const goesOn = ({ staff }: Tie) => staff.unit !== from || keep.includes(staff.id);
  const stays = ties.filter((it) => goesOn(it) || isBehandler(it, behandler));
  const ends = ties.filter((it) => !stays.includes(it));
  const already = stays.some((it) => isBehandler(it, behandler));
  const begins: Tie[] = behandler && !already ? [{ staff: behandler, role: "behandler" }] : [];
  const after = [...begins, ...stays].find((it) => it.role === "behandler")?.staff;
  if (!after && ties.some((it) => it.role === "behandler")) return { ok: false, lack: "no-behandler" };
  const gone = ends.map((it) => it.staff.id).filter((id) => !stays.some((it) => it.staff.id === id));
  const passed = work.filter((it) => gone.includes(it.by)).map((it) => passOn(it, after, mayStart));
  return { ok: true, ends, begins, stays, passed };
}

const isBehandler = ({ staff, role }: Tie, behandler: Member | undefined): boolean =>
  role === "behandler" && staff.id === behandler?.id;
