import * as native from "./diabetes_wasm.js";
import { asError, DiabetesError, guarded } from "./errors.js";

/** Where the engine comes from: its bytes, a compiled module, or a place to load it from. */
export type InitInput = BufferSource | WebAssembly.Module | URL | string | Response;

let loaded = false;
let loading: Promise<void> | undefined;

/** Loads the engine, once; without an input from the file beside this module. */
export async function init(input?: InitInput | Promise<InitInput>): Promise<void> {
  if (loaded) return;
  loading ??= load(input);
  try {
    await loading;
  } catch (thrown) {
    loading = undefined;
    throw thrown instanceof DiabetesError
      ? thrown
      : new DiabetesError("not_loaded", "the engine could not be loaded", undefined, asError(thrown).cause);
  }
}

async function load(input?: InitInput | Promise<InitInput>): Promise<void> {
  const source = (await input) ?? new URL("diabetes_wasm_bg.wasm", import.meta.url);
  start(await compiled(source));
}

/** The module of a source. */
async function compiled(source: InitInput): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  const response = source instanceof Response ? source : await fetch(source);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** Starts a module, if it is the engine's: another one would be kept for good. */
function start(module: WebAssembly.Module): void {
  const isOurs = WebAssembly.Module.exports(module).some(({ name }) => name === "model_predict_values");
  if (!isOurs) throw new DiabetesError("not_loaded", "this is not the engine of diabetes-wasm");
  native.initSync({ module });
  loaded = true;
}

/** Loads the engine from its bytes or from a compiled module, at once. */
export function initSync(source: BufferSource | WebAssembly.Module): void {
  if (loaded) return;
  guarded(() => start(source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source)));
}

/** The engine's functions. */
export function engine(): typeof native {
  if (!loaded) throw new DiabetesError("not_loaded", "call init() first, and wait for it");
  return native;
}
