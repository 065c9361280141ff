import { aroundAll, aroundEach } from "vitest";
import { asService } from "../../src/store/acting.ts";

/**
 * What a test asks of the store itself it asks as whoever runs the installation does at the command line. What comes over
 * HTTP, from channels and in time is as whoever the product finds out that it is.
 */
aroundAll((run) => asService("command-line", run));
aroundEach((run) => asService("command-line", run));
