import load, { type InitInput, predict } from "./diabetes_wasm.js";
import type { PatientRecord } from "./fields.js";

/** Loads the engine; without an input from the file beside this module. */
export default async function init(input?: InitInput | Promise<InitInput>): Promise<void> {
  await load({ module_or_path: (await input) ?? new URL("diabetes_wasm_bg.wasm", import.meta.url) });
}

export { initSync } from "./diabetes_wasm.js";

/** A trained model. */
export class Model {
  /** The model that comes with the package. */
  static bundled(): Model {
    return new Model();
  }

  /** The answer for one record. */
  predict(record: PatientRecord, options?: { locale?: "es" | "en" }): { glucose_mg_dl: number } {
    return JSON.parse(predict(JSON.stringify(record), options?.locale === "en")) as { glucose_mg_dl: number };
  }
}
