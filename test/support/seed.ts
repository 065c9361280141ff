import fc from "fast-check";
import { SEED } from "./frozen.ts";

/** Every property is tried with the same values in every run. */
fc.configureGlobal({ seed: SEED });
