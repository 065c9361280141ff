import type { Hono } from "hono";
import { type Brought, createBring, type Errand } from "./bring.ts";
import { createEndpoint } from "./endpoint.ts";
import { createSay } from "./say.ts";
import type { Reply, Sdk } from "./sdk.ts";
import { createTake } from "./take.ts";
import type { TeamsParts } from "./wiring.ts";

/** The bot of staff. */
export interface Teams {
  /** to be mounted at `/api/messages` */
  readonly endpoint: Hono;
  /** Tells a member of staff something they did not ask for. Throws only what the card itself threw. */
  bring(errand: Errand): Promise<Brought>;
}

/** Costs nothing until the first activity or notice: the SDK takes half a second to load. */
export function createTeams(parts: TeamsParts): Teams {
  let opening: Promise<Sdk> | undefined;
  const sdk = (): Promise<Sdk> => {
    opening ??= import("./sdk.ts").then(({ openSdk }) => openSdk(parts.credentials, (it): Promise<Reply> => take(it)));
    return opening;
  };
  const say = createSay(parts, sdk);
  const take = createTake(parts, say);
  return { endpoint: createEndpoint(parts, sdk), bring: createBring(parts, say, sdk) };
}
