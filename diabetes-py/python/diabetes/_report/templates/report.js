
(() => {
  // What is pointed at is said at once; without this script, browsers show it after a while.
  const box = document.createElement("div");
  box.className = "pointed";
  box.hidden = true;
  document.querySelector("main").append(box);
  for (const mark of document.querySelectorAll(".tip")) {
    const title = mark.querySelector("title");
    mark.dataset.tip = title.textContent;
    title.remove();
  }
  const show = (event) => {
    const mark = event.target.closest?.(".tip");
    box.hidden = !mark;
    if (!mark) return;
    box.textContent = mark.dataset.tip;
    const room = document.documentElement.clientWidth - box.offsetWidth - 8;
    box.style.left = `${Math.max(8, Math.min(event.clientX + 12, room))}px`;
    box.style.top = `${Math.max(8, event.clientY - box.offsetHeight - 12)}px`;
  };
  addEventListener("pointermove", show);
  addEventListener("pointerdown", show);
  addEventListener("scroll", () => (box.hidden = true), { capture: true, passive: true });
})();
