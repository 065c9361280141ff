// Copying, printing, and marking what came while the page was open. Everything else works without scripts.

const SAID_FOR_MS = 3000;

function showCopyButtons(within) {
  for (const button of within.querySelectorAll("[data-copy][hidden], [data-print][hidden]")) button.hidden = false;
}

/** @returns whether it was copied; else it stands selected, to be copied by hand */
async function copy(element) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(element.textContent);
      return true;
    } catch {
      // without the permission, or in a frame that may not: copied as a selection
    }
  }
  const selection = getSelection();
  selection.selectAllChildren(element);
  const copied = document.execCommand("copy");
  if (copied) selection.removeAllRanges();
  return copied;
}

document.addEventListener("click", async (event) => {
  if (event.target.closest?.("[data-print]")) print();
  const button = event.target.closest?.("[data-copy]");
  const element = button && document.getElementById(button.dataset.copy);
  if (!element) return;
  const said = (await copy(element)) ? button.dataset.copied : button.dataset.selected;
  const name = button.getAttribute("aria-label");
  const label = button.textContent;
  if (label === button.dataset.copied || label === button.dataset.selected) return;
  button.textContent = said;
  button.setAttribute("aria-label", said);
  setTimeout(() => {
    button.textContent = label;
    button.setAttribute("aria-label", name);
  }, SAID_FOR_MS);
});

const idsOfOutcomes = () => [...document.querySelectorAll(".outcome, .news-item")].map((it) => it.id);
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
