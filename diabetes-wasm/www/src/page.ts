import { initSync } from "../../js/src/index.js";
import { DiabetesRisk } from "../../js/src/element.js";
import { h } from "../../js/src/element/dom.js";
import { locales, texts as elementTexts } from "../../js/src/element/text.js";
import engineBytes from "wasm:engine";
import toolsBytes from "wasm:tools";
import { Background } from "./background.js";
import { manyPeople } from "./many.js";
import { modelSection } from "./model.js";
import type { Modules } from "./protocol.js";
import { State } from "./state.js";
import { texts } from "./text.js";

const modules = await start();
const state = new State();

const person = new DiabetesRisk();
// The page has title, promise and language switch of its own.
person.setAttribute("hide", "header");
person.setAttribute("findrisc-cut", String(state.findriscCut));
const one = section("one", person);
const many = section("many", manyPeople(state, new Background(modules)));
const model = section("model", modelSection(state, new Background(modules)));

const languages = locales.map((locale) => {
  const button = h("button", { type: "button", lang: locale }, elementTexts[locale].name);
  button.addEventListener("click", () => {
    state.locale = locale;
  });
  return { locale, button };
});

/** Loads the engine for this page, and with tools for the workers; a failure is shown in every language. */
async function start(): Promise<Modules> {
  try {
    const [engine, tools] = await Promise.all([
      WebAssembly.compile(engineBytes),
      WebAssembly.compile(toolsBytes),
    ]);
    initSync(engine);
    return { engine, tools };
  } catch (thrown) {
    const said = locales.map((lang) => h("p", { class: "notice", lang }, texts[lang].noEngine));
    byId("main").replaceChildren(...said);
    throw thrown;
  }
}

function section(name: "one" | "many" | "model", content: HTMLElement): HTMLElement {
  const heading = h("h2", { id: `${name}-title` });
  const draw = () => {
    heading.textContent = state.text[name];
  };
  draw();
  state.whenLocale(draw);
  return h("section", { id: name, "aria-labelledby": heading.id, tabindex: -1 }, heading, content);
}

function draw(): void {
  const { text, wording, locale } = state;
  document.documentElement.lang = locale;
  document.title = wording.text.title;
  byId("title").textContent = wording.text.title;
  person.locale = locale;
  for (const { button, locale: of } of languages) button.setAttribute("aria-pressed", String(of === locale));
  const group = byId("languages");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", wording.text.language);
  byId("contents").replaceChildren(
    h(
      "nav",
      { "aria-label": text.contents },
      ...(["one", "many", "model"] as const).map((name) => h("a", { href: `#${name}` }, text[name])),
    ),
  );
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no ${id}`);
  return element;
}

// A file dropped elsewhere would replace the page, and everything entered in it.
for (const kind of ["dragover", "drop"])
  window.addEventListener(kind, (event) => {
    event.preventDefault();
  });

byId("languages").append(...languages.map(({ button }) => button));
byId("main").replaceChildren(one, many, model);
state.whenLocale(draw);
state.whenModel(() => {
  person.model = state.model.model;
});
draw();
