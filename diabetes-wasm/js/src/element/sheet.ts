import type { Assessment } from "../assessment.js";
import { h } from "./dom.js";
import { enteredOf } from "./report.js";
import type { Wording } from "./wording.js";

// What only the printed sheet for the chart has: whose it is, what was entered, who signs.

/** The patient, as the page gives them in the slot `patient` or to be written by hand, and the date. */
export function patientLine(wording: Wording, time: Date): HTMLElement {
  const { text } = wording;
  return h(
    "div",
    { class: "patient only-print", part: "patient" },
    h("slot", { name: "patient" }, ...[text.patient, text.document].map(blank)),
    h("span", {}, wording.moment(time)),
  );
}

/** The professional and the signature. */
export function signature({ text }: Wording): HTMLElement {
  return h(
    "div",
    { class: "signature only-print", part: "signature" },
    ...[text.practitioner, text.signature].map(blank),
  );
}

function blank(name: string): HTMLElement {
  return h("span", { class: "blank" }, `${name}:`);
}

/** What was entered, in clinical order, in place of the form. */
export function entered(assessment: Assessment, order: readonly string[], wording: Wording): HTMLElement {
  return h(
    "section",
    { class: "entered only-print" },
    wording.heading(2, wording.text.entered),
    h(
      "dl",
      {},
      ...enteredOf(assessment, order, wording).map(([title, value]) =>
        h("div", {}, h("dt", {}, title), h("dd", {}, value)),
      ),
    ),
  );
}
