/** What staff is; `STAFF_ROLES` are the same words. */
export type Role = "behandler" | "socialpaedagog" | "tovholder" | "leder" | "administrator";

/** What a member of staff can be to a citizen. */
export const RELATION_ROLES = ["behandler", "socialpaedagog", "tovholder"] as const;
export type RelationRole = (typeof RELATION_ROLES)[number];

/** Who can be what to a citizen: a tovholder stands in for a behandler; a leder and an administrator have no citizens. */
const CAN_BE: Readonly<Record<RelationRole, readonly Role[]>> = {
  behandler: ["behandler", "tovholder"],
  socialpaedagog: ["socialpaedagog", "behandler", "tovholder"],
  tovholder: ["tovholder", "behandler"],
};

export function canBe(role: Role, to: string): boolean {
  return RELATION_ROLES.some((it) => it === to && CAN_BE[it].includes(role));
}

export const hasCitizens = (role: Role): boolean => RELATION_ROLES.some((it) => canBe(role, it));

/** A member of staff who may get citizens. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly unit: string;
  readonly left: boolean;
}

/** A citizen as these rules name them. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a member of staff is to a citizen now. */
export interface Held {
  readonly citizen: Named;
  readonly role: string;
}

/** What a member of staff asked of a citizen and that is not done yet. */
export interface Work {
  readonly kind: "schedule" | "assignment";
  readonly id: string;
  readonly citizen: string;
  readonly flow: string;
}

/** Whether the guide of an exercise lets a role ask it. */
export type MayStart = (flow: string, role: Role) => boolean;

/** Who asks for something from now on; null: nobody in particular, the citizen's behandlere see it. */
export interface Passed {
  readonly work: Work;
  readonly to: string | null;
}

/** Work goes to the successor when their role may ask it, else to nobody in particular. */
export function passOn(work: Work, successor: Member | undefined, mayStart: MayStart): Passed {
  return { work, to: successor && mayStart(work.flow, successor.role) ? successor.id : null };
}
