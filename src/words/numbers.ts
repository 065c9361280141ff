import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseYaml } from "../flow/parse.ts";
import { AppError } from "../model/errors.ts";
import { CRISIS_NUMBERS, type CrisisNumbers } from "../model/safety.ts";

const numbersSchema: z.ZodType<CrisisNumbers> = z.record(
  z.enum(CRISIS_NUMBERS),
  z.strictObject({
    number: z.string().regex(/^\+?\d+( \d+)*$/, "expected digits in groups"),
    owner: z.string().min(1),
    review: z.iso.date(),
  }),
);

/**
 * Reads `<localesDir>/numbers.yaml`.
 * @throws AppError config: it is missing, or something in it is
 */
export function loadNumbers(localesDir: string): CrisisNumbers {
  const file = join(localesDir, "numbers.yaml");
  if (!existsSync(file)) throw new AppError("config", `${file}: expected the numbers to call, got no such file`);
  const { value, problems } = parseYaml(file, readFileSync(file, "utf8"), numbersSchema);
  if (value) return value;
  throw new AppError("config", problems.map((it) => `${it.file}:${it.line} ${it.message}`).join("\n"));
}
