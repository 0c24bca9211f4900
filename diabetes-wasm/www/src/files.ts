import { h } from "../../js/src/element/dom.js";
import type { ModelInfo } from "../../js/src/types.js";
import type { State } from "./state.js";

/** A place for a file: to choose one, or to drop one on. */
export function filePlace(
  { text }: State,
  options: { id: string; label: string; accept: string; taken: (file: File) => void },
): HTMLElement {
  const { id, label, accept, taken } = options;
  const input = h("input", { type: "file", id, accept, class: "hidden" });
  const button = h("label", { for: id, class: "button", id: `${id}-choose` }, text.choose);
  const place = h(
    "div",
    { class: "drop" },
    h("span", { class: "drop-label", id: `${id}-label` }, label),
    h("span", { class: "drop-choice" }, input, button, h("span", { class: "muted" }, text.drop)),
  );
  input.setAttribute("aria-labelledby", `${id}-label ${id}-choose`);
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    // The same file may be chosen again, once it was corrected.
    input.value = "";
    if (file) taken(file);
  });
  place.addEventListener("dragover", () => place.classList.add("over"));
  place.addEventListener("dragleave", () => {
    place.classList.remove("over");
  });
  place.addEventListener("drop", (event) => {
    place.classList.remove("over");
    const [file] = event.dataTransfer?.files ?? [];
    if (file) taken(file);
  });
  return place;
}

/** Gives the person a file that was made here. */
export function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  h("a", { href: url, download: name }).click();
  // The download has begun when the click returns; the address is needed until it is read.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}

/** A model as a file of its own. */
export function saveModel(json: string, { name, version }: ModelInfo): void {
  save(new Blob([json], { type: "application/json" }), `${name}-${version}.json`);
}

/** A name without its ending. */
export function stem(name: string): string {
  return name.replace(/\.[^.]*$/, "");
}
