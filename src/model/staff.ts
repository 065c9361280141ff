/** What staff are in a unit. */
export const STAFF_ROLES = ["behandler", "socialpaedagog", "tovholder", "leder", "administrator"] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
