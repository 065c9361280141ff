// Shows the chosen photo before it is sent.

export function start() {
  document.addEventListener("change", ({ target }) => {
    if (!target.matches(".photo [type=file]")) return;
    const preview = target.form.querySelector(".preview");
    const file = target.files[0];
    preview.hidden = !file;
    if (!file) return;
    preview.src = URL.createObjectURL(file);
    preview.onload = () => target.form.scrollIntoView({ block: "nearest", behavior: "instant" });
  });
}
