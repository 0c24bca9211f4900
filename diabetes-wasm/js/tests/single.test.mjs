// A single record is answered in the engine's memory: that grows, and a record may ask for another answer meanwhile.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Model } from "diabetes-wasm";
import { PATIENT } from "./strange.mjs";

const model = Model.bundled();
const written = (record, locale) => model.predictJson(JSON.stringify(record), { locale });

test("the answer is what is written as JSON, key after key", () => {
  const more = [
    {},
    { fuma: null },
    { edad: 98, puntaje_findrisc: 26 },
    { hba1c: 6.1 },
    { embarazo: "Si", sexo: "F" },
  ];
  for (const fields of more) {
    const record = { ...PATIENT, ...fields };
    for (const locale of ["es", "en"]) {
      assert.equal(JSON.stringify(model.predict(record, { locale })), written(record, locale));
    }
  }
});

test("a record's getter may ask for other answers, which need more memory", () => {
  const other = { ...PATIENT, edad: 30, imc: 22 };
  const many = new Array(50_000).fill(other);
  const asked = [];
  const record = {
    ...PATIENT,
    get tas() {
      asked.push(model.predict(other), model.predictBatch(many)[0].toJSON());
      return PATIENT.tas;
    },
  };
  assert.equal(JSON.stringify(model.predict(record)), written(PATIENT, "es"));
  assert.ok(asked.length > 0);
  for (const answer of asked) assert.equal(JSON.stringify(answer), written(other, "es"));
  // Ages 18 to 98 with many waists: phrases and warnings that are new.
  for (let step = 0; step < 20_000; step++) {
    const changed = { ...PATIENT, edad: 18 + step / 250, perimetro_abdominal: 60 + (step % 120) };
    if (step % 50) model.predict(changed);
    else assert.equal(JSON.stringify(model.predict(changed)), written(changed, "es"));
  }
});
