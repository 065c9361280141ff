import type { Role } from "./roles.ts";

/** What is done about people, and not about their answers. */
export const ACTIONS = [
  "see-people",
  "add-unit",
  "add-staff",
  "add-citizen",
  "set-profile",
  "relate",
  "hand-over",
  "move",
  "close",
  "reopen",
  "set-duty",
  "copy",
  "erase",
] as const;
export type Action = (typeof ACTIONS)[number];

/** What the action is about, seen from who acts. */
export interface About {
  /** the unit, or the unit of the staff member or citizen, is the actor's own */
  readonly sameUnit: boolean;
  /** the citizen is tied to the actor now, or, for `reopen`, was until the course ended */
  readonly own: boolean;
}

/** "<role>: <action> <condition>", as in "behandler: close own-citizen" or "leder: close never". */
export type AdministerRule = `${Role}: ${Action} ${Condition | "never"}`;

/** Whether somebody may do something, and the rule that said so. */
export interface Decision {
  readonly allowed: boolean;
  readonly rule: AdministerRule;
  readonly condition: Condition | "never";
}

/** What has to be true for a role to do it; absent: not for this role. */
type Condition = "always" | "same-unit" | "own-citizen";

const RULES: Readonly<Record<Role, Readonly<Partial<Record<Action, Condition>>>>> = {
  administrator: Object.fromEntries(ACTIONS.map((it) => [it, "always"])),
  tovholder: {
    "see-people": "same-unit",
    "add-citizen": "same-unit",
    "set-profile": "own-citizen",
    "hand-over": "same-unit",
    close: "own-citizen",
    reopen: "own-citizen",
    "set-duty": "same-unit",
  },
  behandler: {
    "add-citizen": "same-unit",
    "set-profile": "own-citizen",
    close: "own-citizen",
    reopen: "own-citizen",
  },
  socialpaedagog: {},
  leder: { "set-duty": "same-unit" },
};

export function mayAdminister(role: Role, action: Action, about: About): Decision {
  const condition = RULES[role][action] ?? "never";
  const allowed = { always: true, "same-unit": about.sameUnit, "own-citizen": about.own, never: false }[condition];
  return { allowed, rule: `${role}: ${action} ${condition}`, condition };
}
