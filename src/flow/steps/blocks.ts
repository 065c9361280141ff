import { z } from "zod";
import { type Condition, conditionSchema } from "../condition.ts";
import type { Step } from "../schema.ts";
import { id, type WordKey } from "./common.ts";

/** Steps that hold other steps. The lazy getters let a step contain steps. */
export interface When {
  readonly type: "when";
  readonly if: Condition;
  readonly then: readonly Step[];
  readonly else?: readonly Step[] | undefined;
}
export interface Each {
  readonly type: "each";
  readonly id: string;
  readonly over: string | readonly string[];
  readonly steps: readonly Step[];
}
export interface Repeat {
  readonly type: "repeat";
  readonly id: string;
  readonly max: number;
  readonly picture?: string | undefined;
  readonly steps: readonly Step[];
}
export interface Person {
  readonly type: "person";
  readonly id: string;
  readonly repeat?: number | undefined;
  readonly picture?: string | undefined;
  readonly from?: string | undefined;
  readonly fields: readonly ("name" | "relation" | "ring" | "helps" | "phone" | "support")[];
}
export interface Run {
  readonly type: "run";
  readonly id: string;
  readonly flow: string;
  readonly params?: Readonly<Record<string, string>> | undefined;
}

export const blocks = (steps: z.ZodType<readonly Step[]>) => ({
  /** Branches on an answer or a param. */
  when: z.strictObject({ type: z.literal("when"), if: conditionSchema, then: steps, else: steps.optional() }),
  /**
   * The same steps for every item of a list, for every choice ticked at an earlier `pick`, or for every round of an earlier
   * `person` or `repeat`; `{{item}}` is its words.
   */
  each: z.strictObject({ type: z.literal("each"), id, over: z.union([z.string(), z.array(id).min(1)]), steps }),
  /** The same steps again and again, until the citizen says it is enough or `max` is reached. */
  repeat: z.strictObject({
    type: z.literal("repeat"),
    id,
    max: z.int().min(2).max(50),
    picture: id.optional(),
    steps,
  }),
  /**
   * A small record of one person, or of up to `repeat` persons, with shared words. `from` is a record of persons asked
   * before: those of them who help are offered by name.
   */
  person: z.strictObject({
    type: z.literal("person"),
    id,
    repeat: z.int().min(2).max(25).optional(),
    picture: id.optional(),
    from: z.string().optional(),
    fields: z.array(z.enum(["name", "relation", "ring", "helps", "phone", "support"])).min(1),
  }),
  /** Another flow's steps inside this one. */
  run: z.strictObject({
    type: z.literal("run"),
    id,
    flow: id,
    params: z.record(z.string(), z.string()).optional(),
  }),
  /** Ends the flow here. */
  end: z.strictObject({ type: z.literal("end") }),
});

/** "En mere?" after each round. */
export const repeatWords = (): WordKey[] => [
  { key: "more.text", limit: "bubble" },
  { key: "more.plain", limit: "bubble" },
];
