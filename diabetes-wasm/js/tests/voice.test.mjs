// What a person reads: every text that a Spanish form, answer or message can show, and what no text may promise.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { advice, labels, Model, schema, scores } from "../dist/node.js";

const root = path.join(import.meta.dirname, "../../..");

/** The texts of the form and the answer, or of the page. */
async function textsOf(file) {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, file)],
    bundle: true,
    write: false,
    format: "esm",
  });
  const module = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return module.texts;
}

const form = await textsOf("../src/element/text.ts");
const page = await textsOf("../../www/src/text.ts");

/** Every text in a value, with its place; a function says it of one, of several, and of words. */
function* textsIn(value, place) {
  if (typeof value === "string") yield [place, value];
  else if (typeof value === "function") {
    if (value.length === 1) yield* [1, 2].map((count) => [place, value(count)]);
    yield [place, value("12", "13", "14", "15", "16")];
  } else if (Array.isArray(value)) for (const one of value) yield* textsIn(one, place);
  else if (value && typeof value === "object")
    for (const [name, one] of Object.entries(value)) yield* textsIn(one, `${place}.${name}`);
}

/** What the corpus' records are told: messages of errors and warnings, interpretations, next steps. */
async function told(locale) {
  const said = [];
  for (const file of ["refusals", "predictions"]) {
    const cases = JSON.parse(await readFile(path.join(root, `fixtures/cases/${file}.json`), "utf8"));
    const look = (value, under) => {
      if (Array.isArray(value)) for (const one of value) look(one, under);
      else if (value && typeof value === "object")
        for (const [name, one] of Object.entries(value))
          look(one, name === "es" || name === "en" ? name : under);
      if (under === locale && value?.message && value.code !== "unknown_field") said.push(value.message);
      if (under === locale && value?.interpretation) said.push(value.interpretation);
    };
    look(cases, undefined);
  }
  return said;
}

async function all(locale) {
  const { properties, rules } = schema(locale);
  const shown = Object.values(properties).map(({ title, description, labels: choices, unit_label }) => ({
    ...{ title, description, choices, unit_label },
  }));
  const published = scores(locale).map(
    ({ title, short_title, population, outcome, bands, note, licence, ...score }) => ({
      ...{ title, short: short_title[locale], population, outcome, note, licence },
      bands: bands.map(({ label, risk }) => [label[locale], risk]),
      cuts: score.other_cuts.map(({ source }) => source),
      questions: score.items.map(({ question }) => question ?? ""),
    }),
  );
  const model = Model.bundled().info().origin[locale];
  const rest = {
    shown,
    rules: rules.map(({ message }) => message),
    published,
    model,
    labels: labels(locale),
  };
  const steps = advice(locale).map(({ text }) => text);
  return [
    ...textsIn({ form: form[locale], page: page[locale], ...rest, steps, told: await told(locale) }, locale),
  ];
}

const spanish = await all("es");
const english = await all("en");

/** Common English words that are no Spanish ones. */
const ENGLISH =
  /\b(the|and|of|is|are|was|with|without|not|test|tests|risk|range|people|year|years|or|this|that|for|from|data|field|value|values|required|unknown|measured|blood|weight|height|age|sex|male|female|yes|low|high|cut|score|scores|below|above|must|be|by|model|read)\b/i;
/** Proper names. */
const NAMES = /American Diabetes Association, Standards of Care in Diabetes|English/g;
/** Names for programs; ordinary words that are names too, such as edad, may stand in a sentence. */
const WIRE = /\b(imc|tas|tad|fuma|[a-z0-9]+_[a-z0-9_]+|log-odds|logit)\b/;

test("there are as many texts as a person can meet", () => {
  assert.ok(spanish.length > 400, String(spanish.length));
  assert.ok(spanish.filter(([place]) => place === "es.told").length > 100);
});

test("no Spanish text has an English word, a name for programs or a number in the other format", () => {
  for (const [place, text] of spanish) {
    const own = text.replace(NAMES, "").replace(/\(?doi[^ )]*/g, "");
    assert.doesNotMatch(own, ENGLISH, place);
    // A file's codes stand beside their meaning, where a value was refused.
    if (!/^Este valor no se admite/.test(own)) assert.doesNotMatch(own, WIRE, place);
    assert.doesNotMatch(own, /\d\.\d/, place);
    assert.doesNotMatch(own, /(^|[\s(])-\d/, place);
  }
});

test("no English text has a name for programs or a Spanish number", () => {
  for (const [place, text] of english) {
    if (!/^This value is not accepted/.test(text)) assert.doesNotMatch(text, WIRE, place);
    assert.doesNotMatch(text, /\d,\d(?!\d\d)/, place);
  }
});

test("Spanish words agree", () => {
  const wrong = [
    ...[
      /\b[Ll]a [^.:]*\bes obligatorio\b/,
      /\b[Ee]l [^.:]*\bes obligatoria\b/,
      /\bde el\b/,
      /(?<!\p{L})a el\b/u,
    ],
    ...[
      /rango de normal/,
      /\bsí Prueba/,
      /\b(la|una) (dato|riesgo|valor|puntaje)\b/i,
      /\b(el|un) (edad|talla|respuesta)\b/i,
    ],
    ...[/[Cc]erteza[^.]*\b(bajo|moderado|alto)\b/, / {2}/, /\.\./, /[¿][^?]*$/],
  ];
  for (const [place, text] of spanish) for (const pattern of wrong) assert.doesNotMatch(text, pattern, place);
});

test("no text promises what a change of habit would do", () => {
  const promises = [
    ...[
      /\b(reduc|baj|disminu|evit|preven|prevén|mejor)\w* (el|su|la|sus) (riesgo|diabetes|glucosa|probabilidad)/i,
    ],
    ...[
      /\bsi (deja|dejara|bajara|perdiera|hiciera|comiera|adelgaza)/i,
      /\b(podría|puede) (bajar|reducir|evitar)/i,
    ],
    ...[/\b(lower|reduce|prevent|avoid|improve)\w* (the|your|their) (risk|diabetes|glucose)/i],
    ...[/\bif you (stop|quit|lose \d|exercise)/i, /\b(could|would|can) (fall|drop|lower|reduce|avoid)/i],
  ];
  for (const [place, text] of [...spanish, ...english])
    for (const pattern of promises) assert.doesNotMatch(text, pattern, place);
});
