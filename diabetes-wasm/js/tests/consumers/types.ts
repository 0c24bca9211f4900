import init, { initSync, Model } from "diabetes-wasm";
import type { FieldName, PatientRecord } from "diabetes-wasm";

await init(new URL("https://example.org/diabetes_wasm_bg.wasm"));
await init({ tools: true });
initSync(new Uint8Array(), () => new Uint8Array());
const field: FieldName = "edad";
const record: PatientRecord = {
  edad: 45,
  sexo: "M",
  perimetro_abdominal: 95,
  tas: 135,
  tad: 85,
  talla: 170,
  peso: 80,
};
export const glucose: number = Model.bundled().predict(record).glucose_mg_dl ?? 0;
export const age: number = record[field];
// @ts-expect-error A misspelled field is found when the program is compiled.
Model.bundled().predict({ ...record, edda: 45 });
