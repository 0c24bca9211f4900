import { h } from "../../js/src/element/dom.js";
import type { DiabetesError } from "../../js/src/index.js";
import type { Background } from "./background.js";
import { save, stem } from "./files.js";
import { ProgressBar } from "./progress.js";
import type { Scored } from "./protocol.js";
import type { State } from "./state.js";

/** Options for writing a file; they survive a language change. */
export interface Writing {
  /** The prefix as typed; until then, the suggested one is used. */
  prefix?: string;
  defuse: boolean;
  /** Whether figures get the decimals they mean. */
  round: boolean;
}

/** The form for downloading a file with the answers next to its own columns. */
export function downloadForm(
  state: State,
  background: Background,
  scored: Scored,
  name: string,
  writing: Writing,
): HTMLElement {
  const { text } = state;
  const clashes = (prefix: string) =>
    scored.answers.map((answer) => prefix + answer).filter((answer) => scored.header.includes(answer));
  const prefix = h("input", {
    id: "prefix",
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    value: writing.prefix ?? (clashes("").length > 0 ? text.prefixes : ""),
    "aria-describedby": "prefix-error",
  });
  const error = h("p", { id: "prefix-error", class: "error", hidden: true });
  const defuse = h("input", {
    id: "defuse",
    type: "checkbox",
    checked: writing.defuse,
    "aria-describedby": "defuse-note",
  });
  const full = h("input", { id: "full", type: "checkbox", checked: !writing.round });
  full.addEventListener("change", () => {
    writing.round = !full.checked;
  });
  const button = h("button", { type: "submit", class: "main" }, text.downloadButton);
  const status = h("div", { role: "status" });
  const check = (): boolean => {
    const names = clashes(prefix.value);
    error.hidden = names.length === 0;
    error.textContent = names.length === 0 ? "" : text.clash(names.join(", "));
    if (names.length > 0) prefix.setAttribute("aria-invalid", "true");
    else prefix.removeAttribute("aria-invalid");
    return names.length === 0;
  };
  prefix.addEventListener("input", () => {
    writing.prefix = prefix.value;
    check();
  });
  defuse.addEventListener("change", () => {
    writing.defuse = defuse.checked;
  });
  check();

  async function write(): Promise<void> {
    const bar = new ProgressBar(state, text.writing);
    button.disabled = true;
    status.replaceChildren(bar.element);
    const question = { prefix: prefix.value, defuse: defuse.checked, round: !full.checked };
    try {
      const file = await background.ask("write", question, (done, total) => {
        bar.update(done, total);
      });
      const saved = text.scoredName(stem(name));
      save(file, saved);
      status.replaceChildren(h("p", {}, text.written(saved)));
    } catch (thrown) {
      const { code, message } = thrown as DiabetesError;
      status.replaceChildren(h("p", { class: "notice" }, state.failure(code, message)));
    } finally {
      button.disabled = false;
    }
  }

  const form = h(
    "form",
    { class: "card", "aria-labelledby": "download-title" },
    h("h3", { id: "download-title" }, text.download),
    h("p", { class: "muted" }, text.downloadNote),
    h("label", { for: "defuse", class: "row" }, defuse, text.defuse),
    h("p", { class: "muted", id: "defuse-note" }, text.defuseNote),
    h("label", { for: "full", class: "row" }, full, text.fullPrecision),
    h("div", { class: "field" }, h("label", { for: "prefix" }, text.prefix), prefix, error),
    h("p", {}, button),
    status,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (check()) void write();
    else prefix.focus();
  });
  return form;
}
