// Files and columns are read here as in Python and Rust.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Csv, Model } from "diabetes-wasm";

const model = Model.bundled();
const HEADER = "edad;sexo;imc;perimetro_abdominal;tas;tad;nota";
const ROW = "45;M;28,5;95;135;85;";
const SIX = { edad: 45, sexo: "M", imc: 28.5, perimetro_abdominal: 95, tas: 135, tad: 85 };
const refused = (file, reason) =>
  assert.throws(
    () => new Csv(file),
    (error) => error.code === "unreadable_table" && reason.test(error.message),
    String(reason),
  );

test("a quote that is never closed names its line, and text behind a closing one is an error of its row", () => {
  refused(
    `${HEADER}\n${ROW}"mareo\n${`${ROW}\n`.repeat(1000)}`,
    /the quote opened on line 2 is never closed/,
  );
  refused(`${HEADER}\n${ROW}\n${ROW}"mareo\n${ROW}5'10"\n`, /line 3 is not closed before line 4/);
  const csv = new Csv(`${HEADER}\n${ROW}"mareo" leve\n${ROW}"dice ""no"";\r\nvuelve"\n${ROW}5'10"\n`);
  assert.equal(csv.rows, 3);
  assert.deepEqual(csv.predict(model).errors, ["text_after_quote", null, null]);
  // In blocks too.
  assert.deepEqual(csv.predict(model, 0, 1).errors, ["text_after_quote"]);
  assert.equal(csv.cells(1, 2)[0][6], 'dice "no";\r\nvuelve');
});

test("headings and separators are read as people write them", () => {
  const written = "Edad (años);SEXO; Imc [kg/m²];Perímetro abdominal (cm);Tas;TAD;nota";
  const expected = model.predict(SIX).glucose_mg_dl;
  for (const text of [
    `${written}\n${ROW}\n`,
    `sep=;\r\n${written}\r\n${ROW}\r\n`,
    `${written}\n${ROW}\n`.replaceAll(";", "\t"),
  ]) {
    const csv = new Csv(text);
    assert.deepEqual(csv.fields, ["edad", "sexo", "imc", "perimetro_abdominal", "tas", "tad", null]);
    const answers = csv.predict(model);
    assert.deepEqual([...answers.glucose_mg_dl], [expected]);
    assert.deepEqual(answers.ignored, ["nota"]);
    assert.ok(csv.write(model).startsWith(csv.header.join(csv.separator)));
  }
});

test("what is no CSV of patients is refused with its own reason", () => {
  refused("", /is empty/);
  refused(new Uint8Array([0x1f, 0x8b, 8, 0]), /\.gz/);
  refused(new Uint8Array([0x50, 0x4b, 3, 4]), /\.xlsx/);
  refused(new Uint8Array([101, 0, 100, 0, 97, 0, 100, 0]), /UTF-16/);
  refused("Nombre;Género\nx;M\n", /Género \(nearest known: sexo\)/);
  refused("edad;Talla (m)\n45;1,58\n", /"Talla \(m\)" is in another unit/);
  refused("edad;Edad\n45;45\n", /"edad" and "Edad" both name the same field/);
});

test("a short float is the decimal that was written", () => {
  const tenths = Array.from({ length: 1200 }, (_, place) => place / 10 + 18);
  const columns = (imc) => ({
    ...Object.fromEntries(Object.entries(SIX).map(([name, value]) => [name, tenths.map(() => value)])),
    imc,
  });
  const expected = model.predictColumns(columns(Float64Array.from(tenths)));
  const answers = model.predictColumns(columns(Float32Array.from(tenths)));
  assert.deepEqual(answers.glucose_mg_dl, expected.glucose_mg_dl);
  assert.deepEqual(answers.errors, expected.errors);
  const { Float16Array } = globalThis;
  if (Float16Array === undefined) return;
  const few = tenths.map((value) => (value < 100 ? value : 50));
  assert.deepEqual(
    model.predictColumns(columns(Float16Array.from(few))).glucose_mg_dl,
    model.predictColumns(columns(Float64Array.from(few))).glucose_mg_dl,
  );
});
