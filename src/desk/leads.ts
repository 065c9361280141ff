import type { Doing } from "./parts.ts";

/** Whether somebody begins and leads what a group does together: that is a tovholder's. */
export const leads = ({ actor }: Pick<Doing, "actor">): boolean => actor.role === "tovholder";
