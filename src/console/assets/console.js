// Copying, and marking what came while the page was open. Everything else works without scripts.

const SAID_FOR_MS = 3000;

function showCopyButtons(within) {
  for (const button of within.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
}

async function copy(element) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(element.textContent);
      return;
    } catch {
      // without the permission, or in a frame that may not: copied as a selection
    }
  }
  const selection = getSelection();
  selection.selectAllChildren(element);
  document.execCommand("copy");
  selection.removeAllRanges();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  const element = button && document.getElementById(button.dataset.copy);
  if (!element) return;
  await copy(element);
  const name = button.getAttribute("aria-label");
  const label = button.textContent;
  if (label === button.dataset.copied) return;
  button.textContent = button.dataset.copied;
  button.setAttribute("aria-label", button.dataset.copied);
  setTimeout(() => {
    button.textContent = label;
    button.setAttribute("aria-label", name);
  }, SAID_FOR_MS);
});

const idsOfOutcomes = () => [...document.querySelectorAll(".outcome")].map((it) => it.id);
const arrived = new Set();
let known = new Set(idsOfOutcomes());

document.addEventListener("htmx:after:swap", () => {
  showCopyButtons(document);
  for (const id of idsOfOutcomes()) if (!known.has(id)) arrived.add(id);
  known = new Set([...known, ...idsOfOutcomes()]);
  // bringing the page up to date takes the mark away again
  for (const id of arrived) document.getElementById(id)?.classList.add("new");
});

showCopyButtons(document);
