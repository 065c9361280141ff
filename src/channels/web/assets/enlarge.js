// Shows a sheet in full size over the page, to read or to save, and leads back to the same place.

export function start() {
  const dialog = document.getElementById("enlarged");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.larger");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const picture = dialog.querySelector("img");
    picture.src = link.href;
    picture.alt = link.querySelector("img").alt;
    dialog.querySelector("a").href = link.href;
    dialog.showModal();
  });
}
