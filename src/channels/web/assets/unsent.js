// The answer that is not sent yet, kept over a reload. In the browser's cache storage, because it also holds photos
// and voices; where there is none (no https), it is kept as long as the page is open.

import { at } from "./page.js";

const STORE = "skridt-unsent";
const key = `${at}/unsent/${document.getElementById("chat").dataset.owner}`;

/** @param {FormData} form */
export async function keep(form) {
  await stored((store) => store.put(key, new Response(form)));
}

export async function forget() {
  await stored((store) => store.delete(key));
}

/** @returns {Promise<FormData | undefined>} what was kept, of this citizen only: others' is thrown away */
export async function load() {
  return stored(async (store) => {
    for (const request of await store.keys()) {
      if (new URL(request.url).pathname !== key) await store.delete(request);
    }
    const kept = await store.match(key);
    return kept?.formData();
  });
}

async function stored(use) {
  try {
    return await use(await caches.open(STORE));
  } catch {
    return undefined;
  }
}
