import { readFileSync } from "node:fs";

/**
 * For a process whose clock is to jump: loaded before the program (`--import`), it adds as many milliseconds to the time of
 * day as stand in the file, read again at SIGUSR2. The clock that only goes forward is left alone, as by a real jump.
 */
const read = (): number => Number(readFileSync(process.env.CLOCK_SHIFT_FILE ?? "", "utf8"));
let shift = read();
process.on("SIGUSR2", () => {
  shift = read();
});
const RealDate = Date;
const now = (): number => RealDate.now() + shift;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made) as Date,
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
});
