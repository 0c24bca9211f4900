// Whatever comes in, only a DiabetesError with a code comes out, and the module answers on.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { types } from "node:util";
import fc from "fast-check";
import { anything, FIELDS, made, PATIENT, STRANGE } from "./strange.mjs";
import {
  adaRiskTest,
  classifyGlucose,
  classifyHba1c,
  Csv,
  DiabetesError,
  findrisc,
  findrisc2003,
  Model,
  schema,
  score,
  validate,
} from "diabetes-wasm";

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
  // An engine that trapped is no answer, whatever wraps it.
  assert.ok(
    types.isProxy(error.cause) || !(error.cause instanceof WebAssembly.RuntimeError),
    error.cause?.stack,
  );
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

/** Every place where a caller's value goes in. */
const PLACES = {
  record: (x) => model.predict(x),
  field: (x) => model.predict({ ...PATIENT, edad: x }),
  choice: (x) => model.predict({ ...PATIENT, sexo: x }),
  options: (x) => model.predict(PATIENT, x),
  locale: (x) => model.predict(PATIENT, { locale: x }),
  strict: (x) => model.predict(PATIENT, { strict: x }),
  "record to validate": (x) => validate(x),
  "record to explain": (x) => model.explain(x),
  output: (x) => model.explain(PATIENT, x),
  "record to score": (x) => findrisc(x),
  score: (x) => score(x, PATIENT),
  cut: (x) => adaRiskTest(PATIENT, { cut: x }),
  batch: (x) => model.predictBatch(x),
  "record of a batch": (x) => model.predictBatch([PATIENT, x]),
  columns: (x) => model.predictColumns(x),
  "column of numbers": (x) => model.predictColumns({ edad: x }),
  "column of choices": (x) => model.predictColumns({ edad: [45], sexo: x }),
  value: (x) => model.predictColumns({ edad: [x], sexo: [x] }),
  "columns' options": (x) => model.predictColumns({ edad: [45] }, x),
  body: (x) => model.predictJson(x),
  rows: (x) => model.recalibrate(x),
  weights: (x) => model.recalibrate([PATIENT], { weights: x }),
  target: (x) => model.recalibrate([PATIENT], { target: x }),
  seed: (x) => model.recalibrate([PATIENT], { seed: x }),
  source: (x) => model.recalibrate([PATIENT], { source: x, date: x }),
  "name of a model": (x) => Model.bundled(x),
  "text of a model": (x) => Model.fromJson(x),
  "locale of the schema": (x) => schema(x),
  glucose: (x) => classifyGlucose(x),
  hba1c: (x) => classifyHba1c(x),
  file: (x) => new Csv(x),
  "rows of a file": (x) => new Csv("edad\n45").cells(x, x),
  "model of a file": (x) => new Csv("edad\n45").predict(x),
  "written rows of a file": (x) => new Csv("edad\n45").write(x, x, x, x),
  "options of a file": (x) => new Csv("edad\n45").recalibrate(model, x),
};

describe("every strange input", () => {
  for (const [place, hand] of Object.entries(PLACES)) {
    it(`as ${place}`, () => {
      for (const make of STRANGE) {
        try {
          only(() => hand(make()));
          assert.deepStrictEqual(model.predict(PATIENT), expected);
        } catch (error) {
          throw new Error(`of ${make}`, { cause: error });
        }
      }
    });
  }
});

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
      if (Array.isArray(input)) assert.equal(answers.length, input.length);
      for (const answer of answers)
        assert.ok(answer instanceof Error || typeof answer.interpretation === "string");
      return answers;
    });
  });

  it("a bad record in a batch leaves the others' answers", () => {
    fc.assert(
      fc.property(record, (input) => {
        let answers;
        only(() => (answers = model.predictBatch([PATIENT, made(input), PATIENT])));
        if (!answers) return;
        assert.deepStrictEqual(answers[0].toJSON(), expected);
        assert.deepStrictEqual(answers[2].toJSON(), expected);
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
        file.write(model, 0, file.rows, given);
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
});
