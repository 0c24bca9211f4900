// The form element on the dashboard's page. It is one element for as long as the browser shows the dashboard, so that
// what was typed is still there when people come back from another page. Nothing is sent before a commit.
import init, { DiabetesRisk, Model } from "./element.single.js";

/** After this time without an answer nobody knows whether one was stored, in ms; longer than the dashboard waits. */
const SILENCE = 90_000;
const ATTRIBUTES = { "heading-level": 1, hide: "languages cut" };

const status = document.createElement("p");
status.slot = "footer";
status.className = "outcome";
status.setAttribute("role", "status");

/** What Python gave last, how it is told of events, the commit that it has not answered yet. */
let data, send, hash, sent, element;
/** How many commits there were; the record of the last one, and when it was. */
let number = 0;
let last, at;
/** A second press within this time is not another commit, in ms. */
const DOUBLE = 1_000;

export default async function draw({ data: given, parentElement, setTriggerValue }) {
  [data, send] = [given, setTriggerValue];
  clearTimeout(sent);
  sent = undefined;
  await init(DiabetesRisk.prototype.wasm);
  element ??= made();
  if (hash !== data.model.hash) {
    element.model = Model.fromJson(data.model.json);
    hash = data.model.hash;
  }
  set("locale", data.locale);
  set("findrisc-cut", data.findrisc_cut);
  set("submit-label", data.words.submit);
  if (element.parentNode !== parentElement) parentElement.append(element);
  say();
}

function made() {
  const one = document.createElement("diabetes-risk");
  for (const [name, value] of Object.entries(ATTRIBUTES)) one.setAttribute(name, value);
  one.append(status);
  one.addEventListener("result", () => say());
  one.addEventListener("invalid", ({ detail }) => say(detail.submitted));
  one.addEventListener("commit", ({ detail: { record, prediction, model } }) => {
    if (same(record) === last && (sent !== undefined || Date.now() - at < DOUBLE)) return;
    [last, at] = [same(record), Date.now()];
    const { category, next_step, probabilities } = prediction;
    sent = setTimeout(() => {
      sent = undefined;
      tell("failed", data.words.silent);
    }, SILENCE);
    tell("sending", data.words.sending);
    const shown = { category, next_step: next_step.code, probabilities };
    send("commit", { number: ++number, record, shown, model: model.version });
  });
  return one;
}

/** Setting an attribute draws the form anew. */
function set(name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/** Says what became of the entries, which may just have been refused. An outcome of other entries is not shown, neither here nor below. */
function say(isRefused = false) {
  const { outcome, words } = data;
  // A commit on its way is not undone by what is typed meanwhile.
  if (sent !== undefined) return;
  // Whoever clears the form wants the person forgotten.
  if (outcome && Object.keys(element.record).length === 0) send("clear", true);
  const isOther = outcome !== null && same(outcome.record) !== same(element.record);
  element.toggleAttribute("data-changed", isOther);
  if (isRefused) tell("failed", words.incomplete);
  else if (outcome === null) tell("none", "");
  else if (isOther) tell("changed", words.changed);
  else {
    const moment = { dateStyle: "long", timeStyle: "short" };
    const told = outcome.said.replace("{at}", () => new Date(outcome.at).toLocaleString(data.locale, moment));
    tell(outcome.kind, told);
  }
}

function tell(kind, text) {
  status.dataset.kind = kind;
  if (status.textContent !== text) status.textContent = text;
}

function same(record) {
  return JSON.stringify(Object.entries(record).sort());
}
