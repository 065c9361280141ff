// Sending answers: at once, or as soon as there is a connection. An answer has an id from the server (its nonce and
// what it says), so sending it again never counts twice.

import { at, labelOf, notice, revision, show } from "./page.js";
import { forget, keep, load } from "./unsent.js";
import { recordingOf } from "./voice.js";

const FRAGMENT = { "x-skridt-fragment": "1" };
const WORDS_TIMEOUT_MS = 15_000;
const FILE_TIMEOUT_MS = 120_000;
const SLOW_MS = 1_500;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;
const LOOK_AGAIN_MS = 5_000;

/** @type {{ form: FormData, said?: string, again: boolean } | undefined} the answer on its way */
let answer;
let sending = false;
let refreshing = false;
/** the revision that was told of meanwhile */
let told = 0;
let retryMs = FIRST_RETRY_MS;
let retryTimer;

export async function start() {
  document.addEventListener("submit", taken);
  document.getElementById("notices").addEventListener("click", pressed);
  window.addEventListener("online", deliver);
  const form = await load();
  if (form && !answer) {
    answer = { form, again: true };
    deliver();
  }
}

/** The page shows the conversation at this revision, or will as soon as the citizen is not answering (R19). */
export function changedTo(latest) {
  if (answer) deliver();
  if (sending || refreshing) told = latest;
  else if (latest > revision()) {
    if (isAnswering()) notice("news");
    else refresh().then((worked) => worked || setTimeout(changedTo, LOOK_AGAIN_MS, latest));
  }
}

/** Fetches what there is to see now. @returns {Promise<boolean>} whether that worked */
export async function refresh() {
  if (refreshing || sending) return true;
  refreshing = true;
  try {
    const response = await fetch(at, { headers: FRAGMENT, signal: AbortSignal.timeout(WORDS_TIMEOUT_MS) });
    if (response.status === 401 || response.status === 409) startOver();
    if (!response.ok) return false;
    const fragment = await response.text();
    // An answer given meanwhile brings its own page.
    if (!answer) {
      notice(undefined);
      show(fragment, { mine: false });
    }
    return true;
  } catch {
    return false;
  } finally {
    refreshing = false;
    lookAgain();
  }
}

/** The server shows what comes instead of this page. */
function startOver() {
  told = 0;
  location.reload();
}

/** For what was told of while something else was under way. */
function lookAgain() {
  const latest = told;
  told = 0;
  if (latest > revision()) changedTo(latest);
}

function taken(event) {
  const { target, submitter } = event;
  if (!target.matches("form.answer")) return;
  event.preventDefault();
  if (sending) return;
  const form = new FormData(target);
  if (submitter?.name) form.set(submitter.name, submitter.value);
  const voice = recordingOf(target);
  if (voice) form.set("voice", voice, "voice");
  if ([...form.values()].some((it) => it instanceof File && it.size > Number(target.dataset.max))) {
    notice("too-big");
    return;
  }
  for (const it of document.querySelectorAll(".sent")) it.classList.remove("sent");
  submitter?.classList.add("sent");
  const said = form.get("words") ?? target.dataset.said ?? labelOf(submitter);
  answer = { form, said, again: false };
  deliver();
}

function pressed(event) {
  const wish = event.target.closest("[data-do]")?.dataset.do;
  if (wish === "send") deliver();
  if (wish === "show") refresh();
}

async function deliver() {
  if (!answer || sending) return;
  sending = true;
  clearTimeout(retryTimer);
  const { form, said, again } = answer;
  const slow = setTimeout(() => notice("sending"), SLOW_MS);
  const holdsFile = form.has("voice") || form.has("photo");
  const kept = keep(form);
  try {
    const response = await fetch(`${at}/answer`, {
      method: "POST",
      // without a file as short as a form can be
      body: holdsFile ? form : new URLSearchParams(form),
      headers: FRAGMENT,
      signal: AbortSignal.timeout(holdsFile ? FILE_TIMEOUT_MS : WORDS_TIMEOUT_MS),
    });
    const text = await response.text();
    if (response.status >= 500 || response.status === 429) throw new Refused();
    await kept;
    await forget();
    answer = undefined;
    retryMs = FIRST_RETRY_MS;
    if (response.ok) {
      notice(undefined);
      show(text, { mine: true, said });
    } else if (response.status === 413 || response.status === 422) {
      notice(text);
    } else {
      startOver();
    }
  } catch (error) {
    notice(error instanceof Refused ? "server-away" : "offline");
    retryTimer = setTimeout(deliver, retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  } finally {
    clearTimeout(slow);
    sending = false;
  }
  if (answer) return;
  // What was sent after a reload belongs to a question that is not on this page: the thread comes from the server.
  if (again) await refresh();
  else lookAgain();
}

/** The server is there but could not take the answer. */
class Refused extends Error {}

function isAnswering() {
  const own = document.querySelector(".own");
  if (!own) return false;
  const written = own.querySelector("textarea").value !== "";
  const chosen = own.querySelector("[type=file]").files.length > 0;
  return (
    written || chosen || own.querySelector(".voice").dataset.state !== "idle" || own.contains(document.activeElement)
  );
}
