import { readFileSync } from "node:fs";
import { initSync } from "./diabetes_wasm.js";

initSync({ module: readFileSync(new URL("diabetes_wasm_bg.wasm", import.meta.url)) });

export * from "./index.js";

/** Nothing is left to do in Node: the module was read with this file. */
export default function init(): Promise<void> {
  return Promise.resolve();
}
