import { readFileSync } from "node:fs";
import { initSync } from "./runtime.js";

initSync(readFileSync(new URL("diabetes_wasm_bg.wasm", import.meta.url)));

export * from "./index.js";
export { init as default } from "./runtime.js";
