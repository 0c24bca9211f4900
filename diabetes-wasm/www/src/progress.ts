import { h } from "../../js/src/element/dom.js";
import type { State } from "./state.js";

/** Interval of screen reader announcements. */
const ALOUD_MS = 5000;

/** A progress bar with the completed rows and the remaining time. */
export class ProgressBar {
  readonly element: HTMLElement;
  readonly #bar = h("progress", { max: 1 });
  readonly #says = h("span", { class: "figures" });
  readonly #aloud = h("span", { class: "hidden", role: "status" });
  readonly #started = performance.now();
  #told = performance.now();

  constructor(
    readonly state: State,
    title: string,
    cancel?: () => void,
  ) {
    this.#bar.setAttribute("aria-label", title);
    const button = h("button", { type: "button" }, state.text.cancel);
    if (cancel) button.addEventListener("click", cancel);
    this.element = h(
      "div",
      { class: "progress" },
      h("p", {}, title),
      this.#bar,
      h("p", { class: "row" }, this.#says, cancel && button),
      this.#aloud,
    );
  }

  update(done: number, total: number): void {
    const { text, wording } = this.state;
    this.#bar.value = total === 0 ? 1 : done / total;
    const now = performance.now();
    const left = done === 0 ? NaN : ((now - this.#started) / done) * (total - done);
    const says = [text.progressRows(wording.number(done), wording.number(total))];
    if (left > 0) says.push(text.left(this.#duration(left)));
    this.#says.textContent = says.join(" · ");
    if (now - this.#told > ALOUD_MS) {
      this.#told = now;
      this.#aloud.textContent = this.#says.textContent;
    }
  }

  #duration(ms: number): string {
    const { text, wording } = this.state;
    const seconds = Math.ceil(ms / 1000);
    return seconds < 100
      ? text.seconds(wording.number(seconds))
      : text.minutes(wording.number(Math.ceil(seconds / 60)));
  }
}
