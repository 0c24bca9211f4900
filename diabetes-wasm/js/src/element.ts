import init, { DiabetesError, Model, validate, type FieldError, type InitInput } from "./index.js";
import type { Assessment } from "./assessment.js";
import { assess } from "./element/assessment.js";
import { h } from "./element/dom.js";
import { entriesOf, recordOf, type Entries } from "./element/entries.js";
import { recordForm, type RecordForm } from "./element/form.js";
import { FIRST } from "./element/groups.js";
import { refusal, result, type Shown } from "./element/result.js";
import { styles } from "./element/style.js";
import { localeOf, locales, texts } from "./element/text.js";
import { Wording } from "./element/wording.js";
import type { Locale, ModelInfo, PatientRecord } from "./types.js";

export type { Assessment };

/** Pause in typing after which screen readers announce the answer, in ms. */
const PAUSE = 800;

/** `<diabetes-risk>`: a form for one person, with the answer next to it. */
export class DiabetesRisk extends HTMLElement {
  static readonly observedAttributes = ["locale", "lang", "findrisc-cut", "no-language-switch"];

  /** The source of the engine, instead of the attribute `wasm` or the file next to the script. */
  declare wasm?: InitInput;

  readonly #root = this.attachShadow({ mode: "open" });
  readonly #result = h("section", { class: "result", part: "result" });
  readonly #aloud = h("p", { class: "hidden", role: "status" });
  #entries: Entries = new Map();
  #prefilled: Partial<PatientRecord> | undefined;
  readonly #touched = new Set<string>();
  readonly #shown: Shown = { output: "diabetes", opened: new Set(["used"]) };
  #model: Model | undefined;
  #ready: { model: Model; info: ModelInfo } | undefined;
  #wording: Wording | undefined;
  #form: RecordForm | undefined;
  #hasSummary = false;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = styles();
    for (const name of ["model", "record", "locale"] as const) this.#upgrade(name);
  }

  /** The language of the texts. */
  get locale(): Locale {
    return localeOf(this.getAttribute("locale") ?? this.getAttribute("lang") ?? "");
  }

  set locale(locale: Locale) {
    this.setAttribute("locale", locale);
  }

  /** The model in use; the bundled one by default. */
  get model(): Model | undefined {
    return this.#ready?.model ?? this.#model;
  }

  set model(model: Model | undefined) {
    this.#model = model;
    if (this.isConnected) void this.#start();
  }

  /** The entries as a record; setting it fills in the form. */
  get record(): Partial<PatientRecord> {
    return this.#prefilled ?? recordOf(this.#entries, this.#wording?.schema.properties ?? {});
  }

  set record(record: Partial<PatientRecord>) {
    this.#prefilled = record;
    if (this.#ready) this.#draw();
  }

  connectedCallback(): void {
    if (!this.#ready) void this.#start();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#pause);
  }

  attributeChangedCallback(): void {
    if (this.#ready) this.#draw();
  }

  /** Loads the engine and draws; a script that runs right after the element's can still set properties. */
  async #start(): Promise<void> {
    const text = texts[this.locale];
    if (!this.#ready) this.#root.replaceChildren(h("p", { role: "status", lang: this.locale }, text.loading));
    await Promise.resolve();
    try {
      if (!this.#model) await init(this.wasm ?? this.getAttribute("wasm") ?? undefined);
      const model = this.#model ?? Model.bundled();
      this.#ready = { model, info: model.info() };
    } catch (thrown) {
      this.#root.replaceChildren(
        h("p", { class: "notice", role: "alert", lang: this.locale }, text.failed(codeOf(thrown))),
      );
      return;
    }
    this.#draw();
  }

  /** Rebuilds everything from the entries: at the start, and for another language, model or record. */
  #draw(): void {
    if (!this.#ready) return;
    const wording = new Wording(this.locale);
    this.#wording = wording;
    if (this.#prefilled) {
      this.#entries = entriesOf(this.#prefilled, wording.schema.properties);
      for (const field of this.#entries.keys()) this.#touched.add(field);
      this.#prefilled = undefined;
    }
    const form = recordForm(wording, this.#ready.info, this.#entries, this.#shown.opened);
    this.#form = form;
    form.element.addEventListener("input", (event) => {
      this.#typed(event.target as HTMLInputElement);
    });
    form.element.addEventListener("change", (event) => {
      this.#touched.add((event.target as HTMLInputElement).name);
      this.#showErrors(this.#errors());
    });
    form.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    form.element.addEventListener("reset", (event) => {
      event.preventDefault();
      this.#clear();
    });
    this.#root.replaceChildren(this.#page(form, wording));
    this.#update();
  }

  #page(form: RecordForm, wording: Wording): HTMLElement {
    const { text, locale } = wording;
    this.#result.setAttribute("aria-label", text.result);
    const page = h(
      "div",
      { class: "page", lang: locale },
      h(
        "header",
        { part: "header" },
        h("h2", { part: "title" }, text.title),
        !this.hasAttribute("no-language-switch") && this.#languages(wording),
        h("p", { class: "promise", part: "promise" }, h("strong", {}, text.reservation), " ", text.privacy),
      ),
      h("div", { class: "columns" }, form.element, this.#result),
      this.#aloud,
    );
    page.addEventListener(
      "toggle",
      (event) => {
        const { dataset, open } = event.target as HTMLDetailsElement;
        if (dataset.group !== undefined) this.#shown.opened[open ? "add" : "delete"](dataset.group);
      },
      true,
    );
    return h("div", { class: "root" }, page);
  }

  #languages({ text, locale }: Wording): HTMLElement {
    const buttons = locales.map((one) => {
      const button = h(
        "button",
        { type: "button", lang: one, "data-locale": one, "aria-pressed": one === locale ? "true" : "false" },
        texts[one].name,
      );
      button.addEventListener("click", () => {
        this.locale = one;
        this.#root.querySelector<HTMLElement>(`[data-locale="${one}"]`)?.focus();
      });
      return button;
    });
    return h(
      "div",
      { class: "languages", role: "group", "aria-label": text.language, part: "language" },
      ...buttons,
    );
  }

  #typed({ name, value }: HTMLInputElement): void {
    if (value === "") this.#entries.delete(name);
    else this.#entries.set(name, value);
    this.#update();
  }

  #submit(): void {
    const errors = this.#errors();
    if (errors.length > 0 && this.#refused() === undefined) {
      for (const { field } of errors) if (field !== null) this.#touched.add(field);
      this.#hasSummary = true;
      this.#update();
      this.#form?.focusFirst(errors);
      return;
    }
    this.#result.tabIndex = -1;
    this.#result.focus();
  }

  #clear(): void {
    this.#entries.clear();
    this.#touched.clear();
    this.#hasSummary = false;
    this.#draw();
    this.#root.querySelector<HTMLElement>("form input")?.focus();
  }

  #errors(): FieldError[] {
    return validate(this.record, { locale: this.locale });
  }

  /** The answered question that rules out the estimate. */
  #refused(): string | undefined {
    return FIRST.find((field) => this.#entries.get(field) === "Si");
  }

  /** Shows the errors of the touched fields, and the answer as soon as the record is valid. */
  #update(): void {
    if (!this.#ready || !this.#wording) return;
    const errors = this.#errors();
    const refused = this.#refused();
    this.#showErrors(errors);
    if (errors.length === 0) this.#answer(this.#ready, this.#wording);
    else if (refused !== undefined)
      this.#show([refusal(this.#wording.field(refused)?.description ?? "", this.#wording)]);
    else this.#wait(errors, this.#wording);
  }

  #showErrors(errors: FieldError[]): void {
    this.#hasSummary &&= errors.length > 0 && this.#refused() === undefined;
    this.#form?.showErrors(errors, this.#touched, this.#hasSummary);
  }

  /** The current answer; an old one is never shown next to new data. */
  #answer({ model, info }: { model: Model; info: ModelInfo }, wording: Wording): void {
    const cut = Number.parseFloat(this.getAttribute("findrisc-cut") ?? "");
    const options = { locale: wording.locale, findriscCut: Number.isFinite(cut) ? cut : undefined };
    let detail: Assessment;
    try {
      detail = assess(model, info, this.record as PatientRecord, options);
    } catch (thrown) {
      this.#show([h("p", { class: "notice" }, wording.text.broken(codeOf(thrown)))]);
      return;
    }
    this.#show(result(detail, info, wording, this.#shown), detail.prediction.interpretation);
    this.dispatchEvent(new CustomEvent<Assessment>("result", { detail, bubbles: true, composed: true }));
  }

  #wait(errors: FieldError[], { text }: Wording): void {
    this.#show([
      h("p", { class: "pending" }, text.pending),
      h("p", { class: "help" }, text.pendingCount(errors.length)),
    ]);
    this.dispatchEvent(
      new CustomEvent<{ errors: FieldError[] }>("invalid", {
        detail: { errors },
        bubbles: true,
        composed: true,
      }),
    );
  }

  #show(parts: Node[], aloud?: string): void {
    const title = h("h3", {}, this.#wording?.text.result ?? "");
    this.#result.replaceChildren(title, ...parts);
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#aloud.textContent = aloud ?? this.#result.querySelector(".notice")?.textContent ?? "";
    }, PAUSE);
  }

  /** A property that was set before the element was defined hides the accessor. */
  #upgrade(name: "model" | "record" | "locale"): void {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    Reflect.deleteProperty(this, name);
    Reflect.set(this, name, value);
  }
}

function codeOf(thrown: unknown): string {
  return thrown instanceof DiabetesError ? thrown.code : "internal";
}

declare global {
  interface HTMLElementTagNameMap {
    "diabetes-risk": DiabetesRisk;
  }
}

if (!customElements.get("diabetes-risk")) customElements.define("diabetes-risk", DiabetesRisk);
