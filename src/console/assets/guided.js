// Who answers is chosen without leaving the question, and kept until it is chosen anew.

const segments = () => [...document.querySelectorAll("#staff [data-by]")];

let by = segments().find((it) => it.ariaCurrent)?.dataset.by;

function mark() {
  for (const it of segments()) it.ariaCurrent = it.dataset.by === by ? "true" : null;
}

document.addEventListener("click", (event) => {
  const chosen = event.target.closest?.("#staff [data-by]");
  if (!chosen) return;
  event.preventDefault();
  by = chosen.dataset.by;
  mark();
  history.replaceState(null, "", `?by=${by}`);
});

document.addEventListener("formdata", ({ target, formData }) => {
  if (by && target.matches("form.answer")) formData.set("by", by);
});

document.addEventListener("shown", mark);
