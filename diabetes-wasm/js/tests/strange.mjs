// Inputs that no caller in his senses passes, for the fuzz tests.
import fc from "fast-check";

export const PATIENT = {
  edad: 45,
  sexo: "M",
  imc: 28.5,
  tas: 135,
  tad: 85,
  perimetro_abdominal: 95,
  fuma: "No",
};
/** Some fields of each kind. */
export const FIELDS = [
  ...Object.keys(PATIENT),
  "talla",
  "peso",
  "estrato",
  "hba1c",
  "embarazo",
  "grado_familiar_dm",
  "Resultado",
];

class Person {
  #age = 45;
  get edad() {
    return this.#age;
  }
}

const revoked = (target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
const boom = () => {
  throw new TypeError("a trap of the caller");
};
/** A record of which one field cannot be read. */
const unreadable = (thrown) =>
  Object.defineProperty({ ...PATIENT }, "edad", {
    get() {
      throw thrown;
    },
    enumerable: true,
  });
const cyclic = () => {
  const ring = { ...PATIENT };
  ring.imc = ring;
  return ring;
};

/**
 * What no JSON holds, each made only when it is handed over: fast-check looks at its inputs, which some of these
 * do not stand.
 */
export const STRANGE = [
  () => new Proxy({ ...PATIENT }, {}),
  () => new Proxy({ ...PATIENT }, { get: boom }),
  () => new Proxy({ ...PATIENT }, { ownKeys: boom }),
  () => new Proxy({ ...PATIENT }, { getOwnPropertyDescriptor: boom }),
  () => new Proxy({ ...PATIENT }, { has: boom, getPrototypeOf: boom }),
  () => new Proxy([PATIENT], { get: boom }),
  () => revoked({}),
  () => revoked([]),
  () => revoked(() => 1),
  () => unreadable(new TypeError("a trap of the caller")),
  () => unreadable("a text"),
  () => unreadable('{"code": 7}'),
  () => unreadable(null),
  () => unreadable(undefined),
  () => unreadable(Symbol("thrown")),
  () => unreadable(revoked({})),
  () => unreadable(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
  () => [unreadable("a text")],
  () => lying(new Uint8Array(10_000), 1),
  () => lying(new Uint8Array(8), 2 ** 31),
  () => lying(new Float64Array(10_000), 1),
  () => ({ edad: lying(new Float64Array(10_000), 1), sexo: ["M"] }),
  () => ({ edad: lying(new Float64Array(1), 2 ** 20), sexo: lying(["M"], 3) }),
  () => ({ ...PATIENT, edad: { valueOf: boom, toString: boom } }),
  () => ({ ...PATIENT, imc: { [Symbol.toPrimitive]: boom } }),
  () => ({ ...PATIENT, sexo: { toString: boom } }),
  () => ({ ...PATIENT, [Symbol("edad")]: 7 }),
  () => Symbol("record"),
  () => 10n ** 400n,
  () => ({ ...PATIENT, edad: 45n }),
  () => ({ ...PATIENT, edad: Symbol.iterator }),
  cyclic,
  () => () => PATIENT,
  () => async () => PATIENT,
  () => Promise.resolve(PATIENT),
  () => new Person(),
  () => Object.assign(Object.create(null), PATIENT),
  () => Object.create(PATIENT),
  () => new Map(Object.entries(PATIENT)),
  () => new Set([PATIENT]),
  () => new WeakMap(),
  () => new Date(NaN),
  () => new Error("x"),
  () => new String("edad"),
  () => new Number(45),
  () => ({ ...PATIENT, edad: new Number(45), sexo: new String("M"), fuma: new Boolean(false) }),
  () => new Float64Array(16),
  () => new BigInt64Array(4),
  () => new Uint8Array(new SharedArrayBuffer(8)),
  () => new DataView(new ArrayBuffer(8)),
  () => new ArrayBuffer(8),
  () => detached(),
  () => ({ ...PATIENT, edad: new Float64Array(1) }),
  () => "x".repeat(3_000_000),
  () => ({ ...PATIENT, sexo: "\ud800" }),
  () => ({ ...PATIENT, ["\udfff"]: 1 }),
  () => ({ ...PATIENT, ["n".repeat(100_000)]: "v".repeat(1_000_000) }),
  () => JSON.parse('{"__proto__": {"edad": 45}, "constructor": 1, "toString": 2, "hasOwnProperty": 3}'),
  () => ({ ...PATIENT, then: boom }),
  () => Object.freeze([Object.freeze({ ...PATIENT })]),
  () => [, PATIENT, ,],
  () => Object.assign([], { length: 3 }),
  () => ({ length: 2 ** 32, 0: PATIENT }),
  () => ({ length: -1 }),
  () => ({ [Symbol.iterator]: boom }),
  () => ({
    *[Symbol.iterator]() {
      yield PATIENT;
      boom();
    },
  }),
  () => globalThis,
  () => /edad/g,
  () => listed(1, 2),
  () => endless(),
];

/** A list that says another length than it has. */
function lying(list, length) {
  return Array.isArray(list)
    ? Object.assign(list, { length })
    : Object.defineProperty(list, "length", { value: length });
}

function detached() {
  const bytes = new Uint8Array(8);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
}

function listed() {
  return arguments;
}

/** An object of which every property is another one like it, without end. */
function endless() {
  return new Proxy({}, { get: (_, name) => (name === Symbol.toPrimitive ? undefined : endless()) });
}

/** An input with its strange parts made. */
export function made(input) {
  if (typeof input === "function") return input();
  if (Array.isArray(input)) return input.map(made);
  if (input === null || typeof input !== "object") return input;
  const prototype = Object.getPrototypeOf(input);
  if (prototype !== Object.prototype && prototype !== null) return input;
  const copy = Object.create(prototype);
  for (const [name, part] of Object.entries(input)) {
    Object.defineProperty(copy, name, {
      value: made(part),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return copy;
}

/** Anything at all; strange parts are to be {@link made}. */
export const anything = fc.oneof(
  fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
    withUnicodeString: true,
    key: fc.oneof(fc.constantFrom(...FIELDS, "__proto__", "constructor"), fc.string()),
  }),
  fc.constantFrom(...STRANGE),
);
