import init, { DiabetesError, Model, urgent, validate, type FieldError, type InitInput } from "./index.js";
import type { Assessment } from "./assessment.js";
import { assess } from "./element/assessment.js";
import { swings } from "./element/comparison.js";
import { h } from "./element/dom.js";
import { entriesOf, recordOf, type Entries, type Units } from "./element/entries.js";
import { recordForm, type RecordForm } from "./element/form.js";
import { clinicalOrder, FIRST, groupsOf, type Groups } from "./element/groups.js";
import { refusal, result, urgentBox } from "./element/result.js";
import type { Shown } from "./element/answered.js";
import * as settings from "./element/settings.js";
import { styles } from "./element/style.js";
import { localeOf, locales, texts } from "./element/text.js";
import { Wording } from "./element/wording.js";
import type { Locale, ModelInfo, PatientRecord } from "./types.js";

export type { Assessment };
export type { DiabetesRiskAttributes } from "./attributes.js";

/** Pause in typing after which screen readers announce the answer, in ms. */
const PAUSE = 800;

// Without a page, as on a server, the import does nothing.
const Base =
  (globalThis as { HTMLElement?: typeof HTMLElement }).HTMLElement ??
  (Object as unknown as typeof HTMLElement);

/** `<diabetes-risk>`: a form for one person, with the answer next to it. */
export class DiabetesRisk extends Base {
  static readonly observedAttributes = settings.ATTRIBUTES;
  static readonly formAssociated = true;

  /** The source of the engine, instead of the attribute `wasm` or the file next to the script. */
  declare wasm?: InitInput;

  readonly #root = this.attachShadow({ mode: "open" });
  readonly #internals = this.attachInternals();
  readonly #result = h("section", { class: "result", part: "result" });
  readonly #aloud = h("p", { class: "hidden", role: "status" });
  #entries: Entries = new Map();
  readonly #units: Units = new Map();
  #prefilled: Partial<PatientRecord> | undefined;
  readonly #touched = new Set<string>();
  readonly #shown: Shown = { output: "diabetes", opened: new Set(["used", "professional"]) };
  #model: Model | undefined;
  #ready: { model: Model; info: ModelInfo } | undefined;
  #wording: Wording | undefined;
  #groups: Groups | undefined;
  #form: RecordForm | undefined;
  #assessment: Assessment | undefined;
  #hasSummary = false;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = styles();
    for (const name of ["model", "record", "locale"] as const) this.#upgrade(name);
  }

  /** The language of the texts. */
  get locale(): Locale {
    return localeOf(settings.languageOf(this));
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
    return this.#prefilled ?? recordOf(this.#entries, this.#wording?.schema.properties ?? {}, this.#units);
  }

  set record(record: Partial<PatientRecord>) {
    this.#prefilled = record;
    if (this.#ready) this.#draw();
  }

  /** Empties the form: a form around the element was reset. */
  formResetCallback(): void {
    this.#empty();
  }

  connectedCallback(): void {
    if (!this.#ready) void this.#start();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#pause);
  }

  attributeChangedCallback(name: string): void {
    if (!this.#ready) return;
    // The cut-off is chosen in the form, which keeps the focus.
    if (name === "findrisc-cut") this.#update();
    else this.#draw();
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
    const wording = new Wording(this.locale, settings.headingLevel(this));
    const { properties } = wording.schema;
    this.#wording = wording;
    if (this.#prefilled) {
      this.#entries = entriesOf(this.#prefilled, properties, wording.fixed(0, 1).charAt(1));
      this.#units.clear();
      for (const field of this.#entries.keys()) this.#touched.add(field);
      this.#prefilled = undefined;
    }
    this.#preferUnits(wording);
    this.#groups = groupsOf(wording.schema, this.#ready.info, wording.scores, settings.askedFields(this));
    const form = recordForm(wording, this.#groups, {
      entries: this.#entries,
      units: this.#units,
      opened: this.#shown.opened,
      findriscCut: settings.findriscCut(this),
      hasCutChoice: settings.shows(this, "cut"),
      submitLabel: settings.submitLabel(this),
    });
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
      this.#empty();
      this.#root.querySelector<HTMLElement>("form input")?.focus();
    });
    this.#root.replaceChildren(this.#page(form, wording));
    this.#update();
  }

  /** Fields that are still empty begin in the preferred units. */
  #preferUnits({ schema: { properties } }: Wording): void {
    const preferred = settings.preferredUnits(this);
    for (const [field, { other_units: units }] of Object.entries(properties)) {
      const unit = units?.find(({ name }) => preferred.has(name));
      if (unit && !this.#entries.has(field)) this.#units.set(field, unit.name);
    }
  }

  #page(form: RecordForm, wording: Wording): HTMLElement {
    const { text, locale } = wording;
    this.#result.setAttribute("aria-label", text.result);
    const hasSwitch = !this.hasAttribute("no-language-switch") && settings.shows(this, "languages");
    const page = h(
      "div",
      { class: "page", lang: locale },
      settings.shows(this, "header") &&
        h(
          "header",
          { part: "header" },
          wording.heading(0, text.title, "title"),
          hasSwitch && this.#languages(wording),
          h("p", { class: "promise", part: "promise" }, h("strong", {}, text.reservation), " ", text.privacy),
        ),
      h("div", { class: "columns" }, form.element, this.#result),
      h("slot", { name: "footer" }),
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

  #typed({ name, value, dataset }: HTMLInputElement): void {
    if (dataset.cut !== undefined) {
      this.setAttribute("findrisc-cut", value);
      return;
    }
    if (dataset.unit !== undefined) this.#units.set(dataset.unit, value);
    else if (value === "") this.#entries.delete(name);
    else this.#entries.set(name, value);
    this.#update();
  }

  #submit(): void {
    const errors = this.#errors();
    if (errors.length > 0) this.#tell("invalid", { errors, submitted: true });
    if (errors.length > 0 && this.#refused() === undefined) {
      for (const { field } of errors) if (field !== null) this.#touched.add(field);
      this.#hasSummary = true;
      this.#update();
      this.#form?.focusFirst(errors);
      return;
    }
    this.#result.tabIndex = -1;
    this.#result.focus();
    if (this.#assessment) this.#tell("commit", this.#assessment);
  }

  #empty(): void {
    this.#entries.clear();
    this.#touched.clear();
    this.#hasSummary = false;
    this.#draw();
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
    this.#form?.showFindrisc(this.record, errors, settings.findriscCut(this));
    this.#assessment = undefined;
    if (errors.length === 0) this.#answer(this.#ready, this.#wording);
    else {
      if (refused === undefined) this.#wait(errors, this.#wording);
      else this.#refuse(refused, this.#wording);
      this.#tell("invalid", { errors, submitted: false });
    }
    this.#take(errors);
  }

  /** What a form around the element sends: the record as JSON. An invalid one stops it. */
  #take(errors: FieldError[]): void {
    this.#internals.setFormValue(this.#entries.size === 0 ? null : JSON.stringify(this.record));
    const anchor = this.#root.querySelector<HTMLElement>("form input") ?? undefined;
    const isInvalid = this.#entries.size > 0 && errors.length > 0 && this.#refused() === undefined;
    if (isInvalid) this.#internals.setValidity({ customError: true }, errors[0]?.message ?? "", anchor);
    else this.#internals.setValidity({});
  }

  #showErrors(errors: FieldError[]): void {
    this.#hasSummary &&= errors.length > 0 && this.#refused() === undefined;
    this.#form?.showErrors(errors, this.#touched, this.#hasSummary);
  }

  /** The current answer; an old one is never shown next to new data. */
  #answer({ model, info }: { model: Model; info: ModelInfo }, wording: Wording): void {
    const options = { locale: wording.locale, findriscCut: settings.findriscCut(this) };
    const record = this.record as PatientRecord;
    try {
      const assessment = assess(model, info, record, options);
      const parts = result({
        assessment,
        info,
        wording,
        shown: this.#shown,
        swings: swings(model, info, record, assessment.prediction),
        order: this.#groups ? clinicalOrder(this.#groups) : [],
        shows: (part) => settings.shows(this, part),
        scores: settings.chosenScores(this, assessment.scores),
      });
      this.#show(parts, assessment.prediction.interpretation);
      this.#assessment = assessment;
    } catch (thrown) {
      this.#show([h("p", { class: "notice" }, wording.text.broken(codeOf(thrown)))]);
      return;
    }
    this.#tell("result", this.#assessment);
  }

  /** Why nothing is estimated; what is urgent is told all the same. */
  #refuse(field: string, wording: Wording): void {
    this.#show([...this.#urgent(wording), refusal(wording.field(field)?.description ?? "", wording)]);
  }

  #urgent(wording: Wording): HTMLElement[] {
    const box = urgentBox(urgent(this.record), wording);
    return box === null ? [] : [box];
  }

  #wait(errors: FieldError[], wording: Wording): void {
    const { text } = wording;
    const box = this.#urgent(wording);
    const aloud = box.map(({ textContent }) => textContent).join();
    this.#show(
      [
        ...box,
        h("p", { class: "pending" }, text.pending),
        h("p", { class: "help" }, text.pendingCount(errors.length)),
      ],
      aloud === "" ? undefined : aloud,
    );
  }

  #tell(name: "result" | "invalid" | "commit", detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #show(parts: Node[], aloud?: string): void {
    const title = this.#wording?.heading(1, this.#wording.text.result);
    this.#result.replaceChildren(...(title ? [title] : []), ...parts);
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

const registry = (globalThis as { customElements?: CustomElementRegistry }).customElements;
if (registry && !registry.get("diabetes-risk")) registry.define("diabetes-risk", DiabetesRisk);
