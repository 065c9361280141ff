// What is on the page: putting a new question in place, telling what has to be told.

/** A second tap of a double tap must not land on the answer that came in place of the first. */
const SETTLE_MS = { calm: 900, normal: 400 };

const byId = (id) => document.getElementById(id);
/** Where the page's answers go. */
export const { at } = byId("chat").dataset;
const questionOf = () => byId("question")?.textContent ?? "";

export const revision = () => Number(byId("card").dataset.revision);

/** Shows one of the notices beside the question; none without a name. */
export function notice(name) {
  for (const it of byId("notices").querySelectorAll("[data-notice]")) it.hidden = it.dataset.notice !== name;
}

/** Tells a screen reader. */
function announce(text) {
  byId("status").textContent = text;
}

/**
 * Puts the parts of a fragment in the place of the old ones. After the citizen's own answer the focus goes to
 * where the new screen begins and `said` joins the thread; a change from elsewhere is only told.
 */
export function show(fragment, { mine, said }) {
  const question = questionOf();
  const pressed = document.activeElement?.closest("#card .choice");
  const focused = byId("card").contains(document.activeElement);
  const top = byId("card").getBoundingClientRect().top;
  const page = new DOMParser().parseFromString(fragment, "text/html");
  const came = Number(page.getElementById("card")?.dataset.revision);
  // Asked for before an answer that was quicker.
  if (!mine && came < revision()) return;
  // A question that is shown already stays, with what was opened or written in it.
  const known = !mine && came === revision();
  const parts = [...page.querySelectorAll("[data-part]")].filter((part) => !known || part.id === "thread");
  const fresh = parts.map((part) => part.id);
  for (const part of parts) byId(part.id)?.replaceWith(part);
  const changed = questionOf() !== question;
  if (changed && said && !fresh.includes("thread")) remember(question, said);
  const same = changed ? undefined : counterpart(pressed);
  if (!same && (mine || changed)) toQuestion();
  // What was said before may have grown: the question stays where it was.
  else byId("main").scrollBy(0, byId("card").getBoundingClientRect().top - top);
  if (mine || (focused && !known)) (same ?? document.querySelector("[data-start]")).focus({ preventScroll: true });
  if (mine) {
    settle();
    announce(byId("progress").textContent.trim());
  } else if (changed) {
    announce(byId("card").dataset.aloud);
  }
  if (!known) document.dispatchEvent(new CustomEvent("shown", { detail: { mine } }));
}

/** The same choice after it was ticked: there the citizen goes on. */
function counterpart(choice) {
  const words = labelOf(choice);
  return words && [...document.querySelectorAll("#card .choice")].find((it) => labelOf(it) === words);
}

export const labelOf = (choice) => choice?.querySelector(".label")?.textContent;

/** The question begins right under the header; what was said before is above. */
export function toQuestion() {
  byId("card").scrollIntoView({ block: "start", behavior: "instant" });
}

/** Lets a second tap of a double tap fall through: what stands there now is another thing. */
export function settle() {
  const settling = [byId("card"), byId("controls")];
  for (const part of settling) part.classList.add("settling");
  setTimeout(() => {
    for (const part of settling) part.classList.remove("settling");
  }, SETTLE_MS[byId("chat").dataset.pace]);
}

function remember(question, said) {
  const thread = byId("thread").querySelector("ol");
  for (const [from, text] of [
    ["skridt", question],
    ["citizen", said],
  ]) {
    const item = document.createElement("li");
    item.className = from;
    item.textContent = text;
    thread.append(item);
  }
}
