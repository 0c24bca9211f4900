import { readFileSync } from "node:fs";
import { initSync } from "./index.js";

const file = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(name, import.meta.url)));

initSync(file("diabetes_wasm_bg.wasm"), () => file("diabetes_wasm_tools.wasm"));

export * from "./index.js";
export { default } from "./index.js";
