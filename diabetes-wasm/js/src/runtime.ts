import * as glue from "./diabetes_wasm.js";
import { asError, DiabetesError, guarded } from "./errors.js";
import { isPlain } from "./record.js";

/** The source of a module: its bytes, a compiled module, or a location to load it from. */
export type InitInput = BufferSource | WebAssembly.Module | URL | string | Response;

/** What to load, and from where. */
export interface InitOptions {
  /** The engine; defaults to the file next to this module. */
  engine?: InitInput | Promise<InitInput> | undefined;
  /** Also needed by `recalibrate` and `Csv`; `true` means the file next to this module. */
  tools?: boolean | InitInput | Promise<InitInput> | undefined;
}

/** Bytes or a compiled module, available synchronously. */
export type InitSyncInput = BufferSource | WebAssembly.Module;

/** A function missing from bindgen's types. */
const { __wbg_set_wasm: connect } = glue as unknown as { __wbg_set_wasm: (exports: object) => void };

interface Exports {
  memory: WebAssembly.Memory;
  __wbindgen_start: () => void;
}

/** The engine's exports, once it runs; those of the tools are added to them. */
let exports: Exports | undefined;
let hasTools = false;
/** Returns the tools when they are first used. */
let later: (() => InitSyncInput) | undefined;
let loading: Promise<void> | undefined;
let loadingTools: Promise<void> | undefined;

/** Loads the engine, once, by default from the file next to this module; and the tools, if requested. */
export async function init(input?: InitInput | Promise<InitInput> | InitOptions): Promise<void> {
  try {
    const { engine, tools } = optionsOf(input);
    const wantsTools = !hasTools && tools !== undefined && tools !== false;
    // Both are fetched at once; the tools require a running engine.
    const module = wantsTools ? compiled(tools === true ? undefined : tools, TOOLS) : undefined;
    module?.catch(() => undefined);
    if (!exports) await (loading ??= compiled(engine, ENGINE).then(start));
    if (module) await (loadingTools ??= module.then(extend));
  } catch (thrown) {
    if (!exports) loading = undefined;
    if (!hasTools) loadingTools = undefined;
    throw thrown instanceof DiabetesError
      ? thrown
      : new DiabetesError("not_loaded", "the engine could not be loaded", undefined, asError(thrown).cause);
  }
}

// The names are written where bundlers look for them.
const ENGINE = (): URL => new URL("diabetes_wasm_bg.wasm", import.meta.url);
const TOOLS = (): URL => new URL("diabetes_wasm_tools.wasm", import.meta.url);

function optionsOf(input: InitInput | Promise<InitInput> | InitOptions | undefined): InitOptions {
  return isPlain(input) ? input : { engine: input };
}

/** Compiles the module from a source. */
async function compiled(
  given: InitInput | Promise<InitInput> | undefined,
  usual: () => URL,
): Promise<WebAssembly.Module> {
  const source = (await given) ?? usual();
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  const response = source instanceof Response ? source : await fetch(source);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** Starts a module if it is the engine: any other would be kept for good. */
function start(module: WebAssembly.Module): void {
  if (exports) return;
  if (!exporting(module, "single_predict")) throw notOurs();
  const { exports: own } = new WebAssembly.Instance(module, { "./diabetes_wasm_bg.js": { ...glue } });
  // The module's own exports object cannot be extended.
  const running = Object.create(own) as Exports;
  connect(running);
  running.__wbindgen_start();
  exports = running;
}

/** Adds the tools to the running engine; they share its memory. */
function extend(module: WebAssembly.Module): void {
  if (hasTools) return;
  if (!exports || !exporting(module, "model_recalibrate")) throw notOurs();
  const first = Object.getPrototypeOf(exports) as WebAssembly.ModuleImports;
  Object.assign(exports, new WebAssembly.Instance(module, { first }).exports);
  hasTools = true;
}

function exporting(module: WebAssembly.Module, wanted: string): boolean {
  return WebAssembly.Module.exports(module).some(({ name }) => name === wanted);
}

function notLoaded(): DiabetesError {
  return new DiabetesError("not_loaded", "call init() first and wait until it is done");
}

function notOurs(): DiabetesError {
  return new DiabetesError("not_loaded", "this is not the diabetes-wasm engine");
}

const moduleOf = (source: InitSyncInput): WebAssembly.Module =>
  source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source);

/** Loads the engine, and the tools if given, synchronously; a function returns the tools on first use. */
export function initSync(engine: InitSyncInput, tools?: InitSyncInput | (() => InitSyncInput)): void {
  guarded(() => {
    if (!exports) start(moduleOf(engine));
    if (hasTools || tools === undefined) return;
    if (typeof tools === "function") later = tools as () => InitSyncInput;
    else extend(moduleOf(tools));
  });
}

/** The engine's current memory: when it grows, views of it become empty. */
export function memory(): ArrayBuffer {
  if (!exports) throw notLoaded();
  return exports.memory.buffer;
}

/** The engine's columns, by address; the next call into the engine may move them. */
export function views(addresses: Uint32Array, rows: number): Float64Array[] {
  const buffer = memory();
  return Array.from(addresses, (address) => new Float64Array(buffer, address, rows));
}

/** The engine's functions. */
export function engine(): typeof glue {
  if (!exports) throw notLoaded();
  today();
  return glue;
}

export const DAY_MS = 86_400_000;
let told: number | undefined;

/** Today's date (UTC), in days since 1970-01-01. It is passed to the engine, which has no clock. */
export function today(): number {
  const day = Math.floor(Date.now() / DAY_MS);
  if (day !== told && exports) glue.tell_today((told = day));
  return day;
}

/** The engine's functions, including recalibration and CSV. */
export function tools(): typeof glue {
  const running = engine();
  if (!hasTools) {
    if (!later)
      throw new DiabetesError(
        "tools_not_loaded",
        "call init({ tools: true }) first and wait until it is done",
      );
    extend(moduleOf(later()));
  }
  return running;
}
