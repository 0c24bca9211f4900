import { readFileSync } from "node:fs";
import { initSync } from "./index.js";

initSync(readFileSync(new URL("diabetes_wasm_bg.wasm", import.meta.url)));

export * from "./index.js";
export { default } from "./index.js";
