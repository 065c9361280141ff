// Hears when the conversation changed elsewhere. Only while the page is looked at.

import { changedTo, refresh } from "./answers.js";
import { at } from "./page.js";

const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 60_000;

let source;
let retryMs = FIRST_RETRY_MS;
let retryTimer;

export function start() {
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  window.addEventListener("pagehide", leave);
  window.addEventListener("online", listen);
  if (!document.hidden) listen();
}

function listen() {
  leave();
  source = new EventSource(`${at}/events`);
  source.addEventListener("message", ({ data }) => {
    retryMs = FIRST_RETRY_MS;
    changedTo(Number(data));
  });
  source.addEventListener("error", ({ target }) => {
    // A lost connection is taken up again by the browser; a refusal is not.
    if (target.readyState !== EventSource.CLOSED) return;
    retryTimer = setTimeout(async () => {
      await refresh();
      listen();
    }, retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  });
}

function leave() {
  clearTimeout(retryTimer);
  source?.close();
}
