import { z } from "zod";

/**
 * The part of the Adaptive Cards 1.5 schema that our cards use, every property by its name there; anything else is wrong.
 * Written after "Adaptive Cards Schema Explorer", version 1.5, with what Teams asks for besides: data of an action is
 * an object, a picture comes by https and says what it shows.
 */
const spacing = z.enum(["none", "small", "default", "medium", "large", "extraLarge", "padding"]);
const around = {
  id: z.string().min(1).optional(),
  isVisible: z.boolean().optional(),
  separator: z.boolean().optional(),
  spacing: spacing.optional(),
};
const size = z.enum(["small", "default", "medium", "large", "extraLarge"]);
const weight = z.enum(["lighter", "default", "bolder"]);
const color = z.enum(["default", "dark", "light", "accent", "good", "warning", "attention"]);
const style = z.enum(["default", "emphasis", "good", "attention", "warning", "accent"]);
const said = z.string().min(1);

const action = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("Action.Execute"),
    title: said.optional(),
    verb: z.string().regex(/^[a-z-]{3,30}$/),
    data: z.record(z.string(), z.unknown()),
    style: z.enum(["default", "positive", "destructive"]).optional(),
    associatedInputs: z.enum(["auto", "none"]).optional(),
    tooltip: said.optional(),
  }),
  z.strictObject({ type: z.literal("Action.OpenUrl"), title: said, url: z.string().regex(/^(https:\/\/|tel:)/) }),
  z.strictObject({
    type: z.literal("Action.ToggleVisibility"),
    title: said,
    targetElements: z.array(z.string().min(1)).min(1),
  }),
]);

const input = {
  ...around,
  id: z.string().min(1),
  label: said,
  isRequired: z.literal(true).optional(),
  errorMessage: said.optional(),
};
const choice = z.strictObject({ title: said, value: z.string().min(1) });

type Element = { readonly type: string };
const element: z.ZodType<Element> = z.lazy(() =>
  z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("TextBlock"),
      ...around,
      text: said,
      wrap: z.literal(true),
      style: z.literal("heading"),
      size: size.optional(),
      weight: weight.optional(),
    }),
    z.strictObject({
      type: z.literal("RichTextBlock"),
      ...around,
      inlines: z
        .array(
          z.strictObject({
            type: z.literal("TextRun"),
            text: said,
            size: size.optional(),
            weight: weight.optional(),
            color: color.optional(),
            isSubtle: z.boolean().optional(),
          }),
        )
        .min(1),
    }),
    z.strictObject({
      type: z.literal("Image"),
      ...around,
      url: z.string().regex(/^(https:\/\/|data:image\/png;base64,)/),
      altText: z.string(),
      width: z
        .string()
        .regex(/^\d+px$/)
        .optional(),
      size: z.literal("stretch").optional(),
      horizontalAlignment: z.enum(["left", "center", "right"]).optional(),
      selectAction: action.optional(),
    }),
    z.strictObject({
      type: z.literal("Container"),
      ...around,
      items: z.array(element).min(1),
      style: style.optional(),
      bleed: z.boolean().optional(),
      selectAction: action.optional(),
    }),
    z.strictObject({
      type: z.literal("ColumnSet"),
      ...around,
      columns: z
        .array(
          z.strictObject({
            type: z.literal("Column"),
            width: z.enum(["auto", "stretch"]),
            items: z.array(element),
            verticalContentAlignment: z.enum(["top", "center", "bottom"]).optional(),
          }),
        )
        .min(1),
      selectAction: action.optional(),
    }),
    // Teams shows six and folds the rest away
    z.strictObject({ type: z.literal("ActionSet"), ...around, actions: z.array(action).min(1).max(6) }),
    z.strictObject({
      type: z.literal("Input.Text"),
      ...input,
      value: z.string().optional(),
      placeholder: said.optional(),
      maxLength: z.int(),
      isMultiline: z.literal(true).optional(),
    }),
    z.strictObject({
      type: z.literal("Input.Date"),
      ...input,
      value: z.iso.date().optional(),
      min: z.iso.date().optional(),
    }),
    z.strictObject({
      type: z.literal("Input.Time"),
      ...input,
      value: z
        .string()
        .regex(/^\d\d:\d\d$/)
        .optional(),
    }),
    z.strictObject({
      type: z.literal("Input.Toggle"),
      ...around,
      id: z.string().min(1),
      title: said,
      value: z.enum(["yes", "no"]),
      valueOn: z.literal("yes"),
      valueOff: z.literal("no"),
      wrap: z.literal(true),
    }),
    z.strictObject({
      type: z.literal("Input.ChoiceSet"),
      ...input,
      value: z.string().optional(),
      choices: z.array(choice).min(1),
      style: z.enum(["compact", "expanded"]),
      wrap: z.literal(true),
      isMultiSelect: z.literal(true).optional(),
    }),
  ]),
);

const card = z.strictObject({
  type: z.literal("AdaptiveCard"),
  $schema: z.literal("http://adaptivecards.io/schemas/adaptive-card.json"),
  version: z.literal("1.5"),
  lang: z.string().regex(/^[a-z]{2}$/),
  body: z.array(element).min(1),
  actions: z.array(action).min(1).max(6).optional(),
  refresh: z.strictObject({ action, userIds: z.array(z.string()).max(60).optional() }).optional(),
});

/** All that is wrong with a card, by its place. */
export function problemsIn(given: unknown): string[] {
  const read = card.safeParse(given);
  if (!read.success) return read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  return [...doubleIds(given), ...brokenToggles(given)];
}

function all(part: unknown, key: string): string[] {
  if (Array.isArray(part)) return part.flatMap((it) => all(it, key));
  if (part === null || typeof part !== "object") return [];
  return Object.entries(part).flatMap(([name, it]) => {
    if (name === "data") return [];
    return name === key ? [it].flat().map(String) : all(it, key);
  });
}

const doubleIds = (given: unknown): string[] => {
  const ids = all(given, "id");
  return ids.filter((it, i) => ids.indexOf(it) !== i).map((it) => `id: expected one "${it}", got two`);
};

const brokenToggles = (given: unknown): string[] => {
  const ids = all(given, "id");
  return all(given, "targetElements")
    .filter((it) => !ids.includes(it))
    .map((it) => `targetElements: expected the id of a part, got "${it}"`);
};
