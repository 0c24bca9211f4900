import { h } from "../../js/src/element/dom.js";
import type { ModelInfo } from "../../js/src/types.js";
import type { State } from "./state.js";

/** A control to choose a file or drop one on. */
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
    // Allows choosing the same file again after correcting it.
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

/** Downloads a file that was created here. */
export function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  h("a", { href: url, download: name }).click();
  // The click only starts the download; the URL is needed until the file is read.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}

/** Downloads a model as a file. */
export function saveModel(json: string, { name, version }: ModelInfo): void {
  save(new Blob([json], { type: "application/json" }), `${name}-${version}.json`);
}

/** A file name without its extension. */
export function stem(name: string): string {
  return name.replace(/\.[^.]*$/, "");
}
