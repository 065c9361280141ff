import { setTimeout as sleep } from "node:timers/promises";
import { type Activity, kindOf, readActivity, tappedOf, tenantOf, wordsOf } from "./activity.ts";
import type { Answered, Asked, Card, TeamsStaff } from "./parts.ts";
import type { Listener, Say } from "./say.ts";
import type { Reply } from "./sdk.ts";
import type { TeamsParts } from "./wiring.ts";

/** So many taps are remembered with what was answered to them. */
const REMEMBERED = 500;
const OK: Reply = { status: 200 };

const LATER = Symbol("later");

/** Takes what Teams brings, once it is known that Teams brings it. Never throws. */
export function createTake(parts: TeamsParts, say: Say): (activity: unknown) => Promise<Reply> {
  const lately = new Map<string, Promise<Reply>>();

  /** What the desk does is done once; the same activity again gets the same answer. */
  const once = (id: string, tapped: boolean, language: string, work: () => Promise<Reply>): Promise<Reply> => {
    const known = lately.get(id);
    if (known) return known;
    const first = lately.keys().next().value;
    if (first !== undefined && lately.size >= REMEMBERED) lately.delete(first);
    const taken = parts.isNew(id).then((isNew) => {
      if (isNew) return work();
      return tapped ? message(parts.words(language, "taken-before")) : OK;
    });
    lately.set(id, taken);
    // what could not even be looked up may be tried again
    taken.catch(() => lately.delete(id));
    return taken;
  };

  const atDesk = async (asked: Asked, staff: TeamsStaff): Promise<Answered> => {
    try {
      return await parts.inOrder(staff.id, () => parts.desk(asked, staff));
    } catch (error) {
      parts.failed(error);
      return { text: parts.words(staff.language, "trouble") };
    }
  };

  const tap = async (activity: Activity, asked: Asked, staff: TeamsStaff): Promise<Reply> => {
    const to = listener(activity, staff);
    const working = atDesk(asked, staff);
    const waiting = new AbortController();
    const late = sleep(parts.patienceMs, LATER, { signal: waiting.signal }).catch(() => LATER);
    const answered = await Promise.race([working, late]);
    waiting.abort();
    if (answered === LATER) {
      void working.then((it) => say.below(to, it, it.replaces ? activity.replyToId : undefined));
      return message(parts.words(staff.language, "wait"));
    }
    const { card, text, replaces, everyone } = answered as Answered;
    if (!card) return message(text ?? parts.words(staff.language, "done"));
    if (replaces) {
      // who tapped is answered first: Teams waits five seconds for that, and may take longer for a message
      if (everyone && activity.replyToId) void say.below(to, { card: everyone }, activity.replyToId);
      return shown(say.fitting(card, staff.language));
    }
    void say.below(to, answered as Answered);
    return message(text ?? parts.words(staff.language, "below"));
  };

  const reply = async (activity: Activity, staff: TeamsStaff): Promise<Reply> => {
    const tapped = tappedOf(activity);
    const about = { id: activity.id ?? "", chat: kindOf(activity), conversation: activity.conversation.id };
    if (activity.type === "invoke") {
      return tapped ? await tap(activity, { ...about, kind: "action", ...tapped }, staff) : { status: 501 };
    }
    const asked: Asked = tapped
      ? { ...about, kind: "action", ...tapped }
      : activity.type === "message"
        ? { ...about, kind: "words", text: wordsOf(activity) }
        : { ...about, kind: "installed" };
    const answered = await atDesk(asked, staff);
    await say.below(listener(activity, staff), answered, answered.replaces ? activity.replyToId : undefined);
    return OK;
  };

  /** Anybody else gets one sentence, and nothing of theirs is kept. */
  const stranger = async (activity: Activity): Promise<Reply> => {
    const language = activity.locale?.startsWith("en") ? "en" : "da";
    const text = parts.words(language, "stranger");
    if (activity.type === "invoke") return message(text);
    if (activity.type === "message") await say.below({ ...placeOf(activity), language }, { text });
    return OK;
  };

  const welcome = (activity: Activity): boolean => {
    const { credentials } = parts;
    if (!parts.mayCall(activity.serviceUrl)) return false;
    if (!credentials) return true;
    return activity.channelId === "msteams" && isSame(tenantOf(activity), credentials.tenantId);
  };

  const take = async (activity: Activity): Promise<Reply> => {
    const staff = await parts.staff(activity.from.aadObjectId ?? "");
    const removed = activity.type === "installationUpdate" && activity.action !== "add";
    const heard = activity.type === "message" || activity.type === "invoke" || activity.type === "installationUpdate";
    if (!heard) return OK;
    if (!staff && removed) return OK;
    if (!staff) {
      await parts.refused("not-on-staff-list");
      return await stranger(activity);
    }
    const personal = kindOf(activity) === "personal";
    if (removed) {
      if (personal) await parts.closeChat(staff.id, "removed");
      return OK;
    }
    if (personal) {
      const { address } = placeOf(activity);
      await parts.keepChat(staff, address, tenantOf(activity) ?? "");
    }
    const id = `${activity.conversation.id} ${activity.id}`;
    return await once(id, activity.type === "invoke", staff.language, () => reply(activity, staff));
  };

  return async (body) => {
    const activity = readActivity(body);
    if (!activity) return { status: 400, body: { error: "expected an activity" } };
    try {
      if (!welcome(activity)) {
        await parts.refused("not-our-tenant");
        return { status: 403, body: { error: "forbidden" } };
      }
      return await take(activity);
    } catch (error) {
      parts.failed(error);
      // a tap that is answered with an error comes again; an empty answer looks like a broken app
      return activity.type === "invoke" ? message(parts.words("da", "trouble")) : { status: 503 };
    }
  };
}

const placeOf = (activity: Activity): Pick<Listener, "address" | "chat"> => ({
  address: { conversation: activity.conversation.id, serviceUrl: activity.serviceUrl },
  chat: kindOf(activity),
});

const listener = (activity: Activity, staff: TeamsStaff): Listener => ({
  ...placeOf(activity),
  language: staff.language,
  staff,
});

const isSame = (tenant: string | undefined, ours: string): boolean => tenant?.toLowerCase() === ours.toLowerCase();

const shown = (card: Card): Reply => ({
  status: 200,
  body: { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: card },
});

const message = (text: string): Reply => ({
  status: 200,
  body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: text },
});
