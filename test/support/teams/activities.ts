import { TENANT_ID } from "./tokens.ts";

export const AAD = "33333333-3333-4333-8333-333333333333";
export const SERVICE_URL = "https://smba.trafficmanager.net/emea/";

let count = 0;

/** An activity as Teams brings it: somebody writes "hej" to the bot alone. */
export function activity(more: object = {}): Record<string, unknown> {
  return {
    type: "message",
    id: `a${++count}`,
    text: "hej",
    channelId: "msteams",
    serviceUrl: SERVICE_URL,
    from: { id: "29:user", name: "Maria", aadObjectId: AAD },
    recipient: { id: "28:bot", name: "Skridt" },
    conversation: { id: "a:1abc", conversationType: "personal", tenantId: TENANT_ID },
    channelData: { tenant: { id: TENANT_ID } },
    ...more,
  };
}

/** A tap on a button of a card. */
export function tap(verb: string, data: object = {}, more: object = {}): Record<string, unknown> {
  const value = { action: { type: "Action.Execute", verb, data }, trigger: "manual" };
  return activity({ type: "invoke", name: "adaptiveCard/action", text: undefined, replyToId: "m0", value, ...more });
}
