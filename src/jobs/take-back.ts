import type { Receive } from "../channels/channel.ts";
import { removeAssignment } from "../store/assignments.ts";
import type { Database } from "../store/open.ts";

interface Parts {
  readonly database: Database;
  readonly receive: Receive;
  now(): Date;
}

/** Takes back what was asked and not begun: the citizen is not asked any more. What was begun stays. */
export async function takeBack(
  { database, receive, now }: Parts,
  { conversation, assignment }: { readonly conversation: string; readonly assignment: string },
): Promise<void> {
  const at = now().toISOString();
  await receive(conversation, { kind: "withdraw", channel: "staff", id: `${assignment}-gone`, at, assignment });
  await removeAssignment(database, assignment);
}
