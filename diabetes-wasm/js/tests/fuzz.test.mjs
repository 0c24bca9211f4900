// Whatever comes in, only a DiabetesError with a code comes out, and the module answers on.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import fc from "fast-check";
import init, {
  adaRiskTest,
  classifyGlucose,
  classifyHba1c,
  Csv,
  DiabetesError,
  findrisc,
  findrisc2003,
  initSync,
  Model,
  schema,
  score,
  validate,
} from "diabetes-wasm";

const PATIENT = JSON.parse(
  '{"edad":45,"sexo":"M","imc":28.5,"tas":135,"tad":85,"perimetro_abdominal":95,"fuma":"No"}',
);
const FIELDS = Object.keys(schema().properties);
// The same inputs on every run; FUZZ_SEED and FUZZ_RUNS look further.
const RUNS = { numRuns: Number(process.env.FUZZ_RUNS ?? 1_000), seed: Number(process.env.FUZZ_SEED ?? 20) };

const model = Model.bundled();
const text = model.toJson();
const expected = model.predict(PATIENT);

/** Runs work; it may refuse with a DiabetesError alone. */
function only(work) {
  try {
    const answer = work();
    for (const item of Array.isArray(answer) ? answer : []) {
      if (item instanceof Error) coded(item);
    }
  } catch (error) {
    coded(error);
  }
}

function coded(error) {
  if (!(error instanceof DiabetesError)) throw error;
  assert.equal(error.name, "DiabetesError");
  assert.match(error.code, /^[a-z][a-z0-9_]*$/);
  assert.equal(typeof error.message, "string");
}

/** The property for any input, and that the module is whole afterwards. */
function check(arbitrary, work) {
  fc.assert(
    fc.property(arbitrary, (input) => only(() => work(made(input)))),
    RUNS,
  );
  assert.deepStrictEqual(model.predict(PATIENT), expected);
}

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
const cyclic = () => {
  const ring = { ...PATIENT };
  ring.imc = ring;
  return ring;
};

/**
 * What no JSON holds, each made only when it is handed over: fast-check looks at its inputs, which some of these
 * do not stand.
 */
const STRANGE = [
  () => new Proxy({ ...PATIENT }, {}),
  () => new Proxy({ ...PATIENT }, { get: boom }),
  () => new Proxy({ ...PATIENT }, { ownKeys: boom }),
  () => new Proxy({ ...PATIENT }, { getOwnPropertyDescriptor: boom }),
  () => new Proxy({ ...PATIENT }, { has: boom, getPrototypeOf: boom }),
  () => new Proxy([PATIENT], { get: boom }),
  () => revoked({}),
  () => revoked([]),
  () => revoked(() => 1),
  () => Object.defineProperty({ ...PATIENT }, "edad", { get: boom, enumerable: true }),
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
function made(input) {
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

const anything = fc.oneof(
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
/** Values of the kind a field takes, and others. */
const value = fc.oneof(
  fc.double(),
  fc.integer({ min: 0, max: 300 }),
  fc.constantFrom("M", "F", "Si", "No", true, null, undefined),
  anything,
);
const fields = fc.dictionary(fc.oneof(fc.constantFrom(...FIELDS), fc.string()), value);
const record = fc.oneof(
  anything,
  fields,
  fields.map((some) => ({ ...PATIENT, ...some })),
);
const options = fc.oneof(
  fc.constant(undefined),
  anything,
  fc.record(
    {
      locale: fc.oneof(fc.constantFrom("es", "en", "fr", ""), anything),
      strict: anything,
      cut: value,
      target: anything,
      weights: anything,
      seed: anything,
      source: anything,
      date: anything,
    },
    { requiredKeys: [] },
  ),
);

describe("anything that comes in", () => {
  for (const [name, work] of Object.entries({
    predict: (input, given) => model.predict(input, given),
    validate,
    explain: (input, given) => model.explain(input, "glucose", given),
    findrisc,
    findrisc2003,
    adaRiskTest,
  })) {
    it(`${name} of a record`, () => {
      check(fc.tuple(record, options), ([input, given]) => JSON.stringify(work(input, given)));
    });
  }

  it("names of outputs and scores", () => {
    check(fc.tuple(anything, record), ([name, input]) => model.explain(PATIENT, name) && score(name, input));
    check(fc.tuple(anything, record), ([name, input]) => score(name, input));
  });

  it("measured values", () => {
    check(fc.tuple(value, options), ([given, how]) => classifyGlucose(given, how));
    check(fc.tuple(value, options), ([given, how]) => classifyHba1c(given, how));
  });

  it("batches", () => {
    const batch = fc.oneof(anything, fc.array(record));
    check(fc.tuple(batch, options), ([input, given]) => {
      const answers = model.predictBatch(input, given);
      assert.equal(answers.length, input.length);
      JSON.stringify(answers);
      return answers;
    });
  });

  it("a bad record in a batch leaves the others' answers", () => {
    fc.assert(
      fc.property(record, (input) => {
        let answers;
        only(() => (answers = model.predictBatch([PATIENT, made(input), PATIENT])));
        if (!answers) return;
        assert.deepStrictEqual(answers[0], expected);
        assert.deepStrictEqual(answers[2], expected);
      }),
      RUNS,
    );
  });

  it("columns", () => {
    const column = fc.oneof(
      fc.array(value),
      fc.float64Array(),
      fc.array(fc.constantFrom("M", "F")),
      anything,
    );
    const columns = fc.dictionary(fc.oneof(fc.constantFrom(...FIELDS), fc.string()), column);
    const even = fc.integer({ min: 0, max: 5 }).chain((rows) => {
      const some = { minLength: rows, maxLength: rows };
      return fc.dictionary(
        fc.constantFrom(...FIELDS),
        fc.oneof(fc.float64Array(some), fc.array(value, some)),
      );
    });
    check(fc.tuple(fc.oneof(anything, columns, even), options), ([input, given]) => {
      JSON.stringify(model.predictColumns(input, given));
    });
  });

  it("rows to recalibrate on", () => {
    check(fc.tuple(fc.oneof(anything, fc.array(record)), options), ([rows, given]) => {
      model.recalibrate(rows, given).free();
    });
  });

  it("bodies", () => {
    const body = fc.oneof(anything, fc.string({ unit: "binary" }), fc.uint8Array(), fc.json());
    check(fc.tuple(body, options), ([input, given]) => JSON.parse(model.predictJson(input, given)));
  });

  it("names and texts of models", () => {
    const cut = fc.nat(text.length).map((at) => text.slice(0, at));
    const bent = fc
      .tuple(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 1 }))
      .map(([at, letter]) => text.slice(0, at) + letter + text.slice(at + 1));
    check(fc.oneof(anything, fc.string(), fc.json(), cut, bent), (input) => Model.fromJson(input).free());
    check(anything, (name) => Model.bundled(name).free());
    check(anything, (locale) => schema(locale));
  });

  it("bytes of CSV files", () => {
    const cell = fc.oneof(fc.constantFrom("45", "28,5", "1.000", "M", "Si", "", '"', "=1+1"), fc.string());
    const csv = fc
      .tuple(fc.constantFrom(",", ";", "\t"), fc.constantFrom("\n", "\r\n", "\r"), fc.array(fc.array(cell)))
      .map(([separator, end, rows]) =>
        [FIELDS.slice(0, 6), ...rows].map((row) => row.join(separator)).join(end),
      );
    const bytes = fc.oneof(
      csv,
      csv.map((table) => new Uint8Array([0xef, 0xbb, 0xbf, ...Buffer.from(table)])),
      csv.map((table) => new Uint8Array([0xff, 0xfe, ...Buffer.from(table, "utf16le")])),
      csv.map((table) => new Uint8Array(Buffer.from(table, "latin1"))),
      fc.uint8Array(),
      anything,
    );
    const range = fc.oneof(fc.constant(undefined), fc.integer({ min: -2, max: 9 }), value);
    check(fc.tuple(bytes, range, range, anything, options), ([input, from, to, other, given]) => {
      const file = new Csv(input);
      try {
        assert.equal(typeof file.rows, "number");
        only(() => file.cells(from, to));
        only(() => file.predict(other, from, to));
        only(() => file.write(other, from, to, given));
        only(() => file.recalibrate(other, given).free());
        only(() => file.recalibrate(model, given).free());
        const answers = file.predict(model);
        assert.equal(answers.glucose_mg_dl.length, file.rows);
        file.write(answers, 0, file.rows, given);
      } finally {
        file.free();
      }
    });
  });

  it("a model that was freed", () => {
    const freed = Model.fromJson(text);
    freed.free();
    for (const use of [
      () => freed.predict(PATIENT),
      () => freed.predictBatch([PATIENT]),
      () => freed.predictColumns({ edad: [45] }),
      () => freed.toJson(),
      () => freed.info(),
      () => freed.free(),
    ]) {
      only(use);
    }
    assert.deepStrictEqual(model.predict(PATIENT), expected);
  });

  it("what init is given", async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (input) => {
        only(() => initSync(made(input)));
        await Promise.resolve()
          .then(() => init(made(input)))
          .catch(coded);
      }),
      { ...RUNS, numRuns: 200 },
    );
    assert.deepStrictEqual(model.predict(PATIENT), expected);
    assert.equal(Model.bundled().toJson(), readModel());
  });
});

/** The bundled model as it stands in the repository. */
function readModel() {
  return readFileSync(
    new URL("../../../diabetes-core/models/nhanes.json", import.meta.url),
    "utf8",
  ).trimEnd();
}
