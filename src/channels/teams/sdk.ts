import { PUBLIC } from "@microsoft/teams.api";
import { App, type HttpRouteHandler } from "@microsoft/teams.apps";
import type { Address, Credentials } from "./wiring.ts";

/** What we answer to an activity. Without a body to anything but a tap. */
export interface Reply {
  readonly status: number;
  readonly body?: object;
}

/** A message as the connector takes it. */
export interface OutgoingMessage {
  readonly type: "message";
  readonly text?: string;
  /** what a notification says */
  readonly summary: string;
  readonly attachments?: { readonly contentType: string; readonly content: object }[];
}

/** The Teams SDK, as much of it as we use. */
export interface Sdk {
  /** Checks who signed an activity, and has it taken. */
  readonly handle: HttpRouteHandler;
  /** Resolves with the id of the message. Throws what axios throws. */
  send(to: Address, message: OutgoingMessage): Promise<string>;
  update(to: Address, id: string, message: OutgoingMessage): Promise<void>;
}

const TIMEOUT_MS = 15_000;
const SERVICE_URL = "https://smba.trafficmanager.net/teams";

/** It would log activities, names and all: what matters is logged by us. */
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  trace: () => undefined,
  log: () => undefined,
  child: () => silent,
};

/**
 * Everything the SDK would otherwise look for in the environment is given: one variable there can switch off the check
 * of who signed. It is never started, only mounted.
 */
export async function openSdk(
  credentials: Credentials | undefined,
  take: (activity: unknown) => Promise<Reply>,
): Promise<Sdk> {
  let handle: HttpRouteHandler | undefined;
  const app = new App({
    ...credentials,
    dangerouslyAllowUnauthenticatedRequests: credentials === undefined,
    cloud: PUBLIC,
    serviceUrl: SERVICE_URL,
    messagingEndpoint: "/api/messages",
    client: { timeout: TIMEOUT_MS },
    logger: silent,
    telemetry: { agent365: false },
    httpServerAdapter: {
      registerRoute: (_method, _path, handler) => {
        handle = handler;
      },
    },
  });
  app.use(({ activity }) => take(activity));
  await app.initialize();
  const conversations = ({ serviceUrl }: Address) => app.api.clone({ serviceUrl }).conversations;
  return {
    handle: handle as unknown as HttpRouteHandler,
    send: async (to, message) => (await conversations(to).createActivity(to.conversation, message)).id,
    async update(to, id, message) {
      await conversations(to).updateActivity(to.conversation, id, message);
    },
  };
}
