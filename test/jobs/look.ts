import { pino } from "pino";
import { sendDue } from "../../src/jobs/due.ts";
import type { Product } from "../../src/product.ts";

/** What each minute does. */
export const lookAtDue = ({ database, now, receive, assignAll }: Product): Promise<void> =>
  sendDue({ database, now, log: pino({ level: "silent" }), receive: receive.receive, assignAll });
