/** Why somebody was not let in, or could not have what they asked for as a citizen. */
export const ENTRY_RULES = [
  /** the sign-in knows them, the staff list does not */
  "not-on-staff-list",
  /** no group of the sign-in allows their role */
  "no-group-for-role",
  /** the sign-in did not vouch for them, or not to us */
  "not-vouched-for",
  /** of another organisation in Teams */
  "not-our-tenant",
  /** more wrong links or codes than anybody mistypes */
  "too-many-codes",
  /** the phone was removed, or its time is over */
  "device-removed",
  /** it belongs to another citizen */
  "not-own",
  /** an exercise that is not offered */
  "not-offered",
] as const;
export type EntryRule = (typeof ENTRY_RULES)[number];

/** A denial by one of them. */
export const refusedBy = (rule: EntryRule): { readonly allowed: false; readonly rule: EntryRule } => ({
  allowed: false,
  rule,
});
