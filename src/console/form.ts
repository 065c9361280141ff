import type { MiddlewareHandler } from "hono";
import { isPlainForm, NUL } from "../http/headers.ts";
import { AppError } from "../model/errors.ts";

/** A form as it was sent: nothing in it is believed. */
export type Form = Readonly<Record<string, unknown>>;

/**
 * A field of few values: one of them, or undefined where it was left out or empty.
 * @throws AppError "input": anything else, which no page of ours sends; nothing is put in its place
 */
export function chosenIn<T extends string>(form: Form, name: string, choices: readonly T[]): T | undefined {
  const given = form[name];
  if (given === undefined || given === "") return undefined;
  const found = choices.find((it) => it === given);
  if (found === undefined) throw new AppError("input", `${name}: expected one of the choices of the form`);
  return found;
}

/** A field of which there may be any number: those of the choices, in their order. @throws AppError "input" as above */
export function allChosenIn<T extends string>(form: Form, name: string, choices: readonly T[]): T[] {
  const given = [form[name] ?? []].flat().filter((it) => it !== "");
  const found = choices.filter((it) => given.includes(it));
  if (given.some((it) => !choices.some((known) => known === it))) {
    throw new AppError("input", `${name}: expected some of the choices of the form`);
  }
  return found;
}

const FORM_WITH_FILES = /^multipart\/form-data\b/i;

/**
 * What cannot be read as a form, or has a NUL character in a text, is refused before anything is looked up by it.
 * @throws AppError "input"
 */
export const readableForm: MiddlewareHandler = async (c, next) => {
  if (isPlainForm(c) && NUL.test(await c.req.text())) refuse();
  if (FORM_WITH_FILES.test(c.req.header("content-type") ?? "")) {
    const form = await c.req.formData().catch(refuse);
    if ([...form].flat().some((it) => typeof it === "string" && it.includes("\0"))) refuse();
  }
  await next();
};

function refuse(): never {
  throw new AppError("input", "form: expected one that can be read, without NUL");
}
