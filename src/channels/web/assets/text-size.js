// Larger text without leaving the page; the choice is remembered by the server's cookie.

import { at, toQuestion } from "./page.js";

const LARGEST = 3;

export function start() {
  const form = document.getElementById("text-size");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    const size = Number(button.value);
    document.documentElement.dataset.size = String(size);
    toQuestion();
    button.value = String((size % LARGEST) + 1);
    button.ariaLabel = size === LARGEST ? button.dataset.normal : button.dataset.larger;
    const body = new URLSearchParams({ size: String(size) });
    await fetch(`${at}/text-size`, { method: "POST", body, headers: { "x-skridt-fragment": "1" } }).catch(() => {});
  });
}
