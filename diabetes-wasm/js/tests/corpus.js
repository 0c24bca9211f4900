// The cases of `fixtures`, put to the package. Nothing here is of Node alone, so that a browser runs the same.
/* global TextEncoder */

const LOCALES = ["es", "en"];
const CATEGORIES = ["Normal", "Prediabetes", "Diabetes"];

/**
 * Checks the package's API on the texts of the corpus, by path below `fixtures`: how many comparisons were made for
 * each file, and those that failed.
 */
export function check(api, texts) {
  const checked = {};
  const failures = [];
  const expect = (path, name, work, expected) => {
    const found = settle(api, work);
    checked[path] = (checked[path] ?? 0) + 1;
    if (!same(found, expected))
      failures.push(`${path}: ${name}: ${JSON.stringify(found)} is not ${JSON.stringify(expected)}`);
  };
  const models = {
    nhanes: api.Model.bundled(),
    tiny: api.Model.fromJson(texts["models/tiny.json"]),
  };
  const kinds = { predictions, refusals, scores, measured, bodies, csv, recalibration };
  for (const [kind, put] of Object.entries(kinds)) {
    const path = `cases/${kind}.json`;
    const ofKind = (name, work, expected) => expect(path, name, work, expected);
    put({ api, models, texts, cases: JSON.parse(texts[path]), expect: ofKind });
  }
  modelFiles(api, texts, expect);
  return { checked, failures };
}

/** Whether two values are the same, numbers to the last bit; the order of keys does not count. */
export function same(one, other) {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]))
  );
}

/** What the work gives, or what it throws. */
function settle(api, work) {
  try {
    return work();
  } catch (error) {
    return error instanceof api.DiabetesError ? refusal(error) : { thrown: String(error) };
  }
}

function refusal({ code, errors }) {
  return errors ? { code, errors } : { code };
}

/** What is thrown for a record with these errors. */
function refused(errors) {
  return { code: errors[0].code, errors };
}

function predictions({ api, models, cases, expect }) {
  for (const one of cases) {
    const { name, record, strict, today } = one;
    const model = models[one.model];
    for (const locale of LOCALES) {
      const answer = inLanguage(one, locale);
      const options = { locale, today, findriscCut: one.findrisc_cut };
      const json = () => JSON.parse(model.predictJson(JSON.stringify(record), options));
      expect(`${name}, predict, ${locale}`, () => model.predict(record, { ...options, strict }), answer);
      const batch = () => model.predictBatch([record], options)[0].toJSON();
      expect(`${name}, predictBatch alone, ${locale}`, batch, answer);
      expect(`${name}, predictJson, ${locale}`, json, answer);
    }
    expect(`${name}, validate`, () => api.validate(record, { strict }), []);
    for (const [output, points] of Object.entries(one.explain)) {
      const found = () => model.explain(record, output).map((term) => [term.field, term.points]);
      expect(`${name}, explain ${output}`, found, points);
    }
  }
  for (const [name, model] of Object.entries(models)) {
    const chosen = cases.filter(
      (one) => one.model === name && one.today === null && one.findrisc_cut === null,
    );
    const records = chosen.map(({ record }) => record);
    for (const locale of LOCALES) {
      const answers = settle(api, () => model.predictBatch(records, { locale }));
      expect(`all of ${name}, ${locale}`, () => answers.length, chosen.length);
      for (const [row, one] of chosen.entries())
        expect(`${one.name}, predictBatch, ${locale}`, () => answers[row].toJSON(), inLanguage(one, locale));
    }
    // A column that is no field is ignored, where a record with such a field has a warning.
    const { properties } = api.schema();
    const known = chosen.filter(({ record }) => Object.keys(record).every((key) => key in properties));
    tables(model, known, Object.keys(properties), expect);
  }
}

/** The answer of a case in a language: only its texts differ. */
function inLanguage({ answer, en }, locale) {
  return locale === "es" ? answer : { ...answer, ...en };
}

/** The records in one table, and each in its own: a column of numbers alone crosses in another way than a mixed one. */
function tables(model, cases, fields, expect) {
  const predict = (records) => {
    const given = fields.filter((field) => records.some((record) => field in record));
    return model.predictColumns(
      Object.fromEntries(given.map((field) => [field, records.map((record) => record[field])])),
    );
  };
  const together = predict(cases.map(({ record }) => record));
  for (const [row, { name, record, answer }] of cases.entries()) {
    expect(`${name}, predictColumns`, () => rowOf(together, row), asRow(answer));
    expect(`${name}, predictColumns alone`, () => rowOf(predict([record]), 0), asRow(answer));
  }
}

/** A row of a table of answers. What was imputed is a set: the corpus sorts it by name, a table by field. */
function rowOf({ ignored, ...columns }, row) {
  const cells = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[row]]));
  return { ...cells, imputed: cells.imputed?.split(";").sort() ?? [], ignored };
}

/** An answer as the row of a table. */
function asRow({ interval, probabilities, risk_interval, ...answer }) {
  const codes = [answer.not_applicable ?? [], answer.warnings.map(({ code }) => code)].flat();
  const chances = CATEGORIES.map((name) => [`prob_${name}`, probabilities?.[name] ?? NaN]);
  return {
    glucose_mg_dl: answer.glucose_mg_dl ?? NaN,
    interval_low: interval?.[0] ?? NaN,
    interval_high: interval?.[1] ?? NaN,
    ...Object.fromEntries(chances),
    category: answer.category,
    confidence: answer.confidence,
    risk_level: answer.risk_level,
    test_advised: answer.test_advised,
    next_step: answer.next_step.code,
    urgent: answer.urgent.join(";") || null,
    risk_low: risk_interval?.[0] ?? NaN,
    risk_high: risk_interval?.[1] ?? NaN,
    measured: measuredOf(answer.measured),
    confirm: confirmOf(Object.values(answer.measured)),
    imputed: Object.keys(answer.imputed).sort(),
    warnings: codes.join(";") || null,
    errors: null,
    ignored: [],
  };
}

/** Measured values as a table has them: field and category; the field alone where it has none. */
function measuredOf(measured) {
  const names = Object.entries(measured).map(([field, { category }]) =>
    category === null ? field : `${field}:${category}`,
  );
  return names.join(";") || null;
}

/** Whether any has to be confirmed; null where none can have to be. */
function confirmOf(measured) {
  const said = measured.map(({ confirm }) => confirm).filter((confirm) => confirm !== null);
  return said.length === 0 ? null : said.includes(true);
}

function refusals({ api, models: { tiny }, cases, expect }) {
  for (const { name, record, strict, ...errors } of cases) {
    for (const locale of LOCALES) {
      const expected = errors[locale];
      const batch = () => tiny.predictBatch([record], { locale, strict }).map(refusal);
      expect(
        `${name}, predict, ${locale}`,
        () => tiny.predict(record, { locale, strict }),
        refused(expected),
      );
      expect(`${name}, predictBatch, ${locale}`, batch, [refused(expected)]);
      expect(`${name}, validate, ${locale}`, () => api.validate(record, { locale, strict }), expected);
      if (strict) continue;
      const json = () => JSON.parse(tiny.predictJson(JSON.stringify(record), { locale }));
      expect(`${name}, predictJson, ${locale}`, json, { errors: expected });
    }
  }
}

function scores({ api, cases, expect }) {
  const published = {
    findrisc: api.findrisc,
    findrisc_2003: api.findrisc2003,
    ada_risk_test: api.adaRiskTest,
  };
  const names = () => api.scores().map((score) => score.name);
  expect("the published scores", () => names().sort(), Object.keys(published).sort());
  for (const one of cases) {
    for (const score of names()) {
      expect(`${one.name}, ${score}`, () => api.score(score, one.record), one.scores[score]);
      expect(`${one.name}, ${score} by itself`, () => published[score](one.record), one.scores[score]);
    }
    for (const { score, cut, referral } of one.referrals) {
      const found = () => api.score(score, one.record, { cut }).referral;
      expect(`${one.name}, ${score} from ${cut}`, found, referral);
    }
  }
}

function measured({ api, cases, expect }) {
  const classify = { glucosa_ayunas: api.classifyGlucose, hba1c: api.classifyHba1c };
  for (const { field, value, answer, ...errors } of cases) {
    for (const locale of LOCALES) {
      const expected = answer ?? refused(errors[locale]);
      expect(`${field} ${value}, ${locale}`, () => classify[field](value, { locale }), expected);
    }
  }
}

function bodies({ models, cases, expect }) {
  for (const { name, model, body, hex, ...answers } of cases) {
    const bytes = hex ? fromHex(hex) : new TextEncoder().encode(body);
    for (const locale of LOCALES) {
      const predict = (content) => () => models[model].predictJson(content, { locale });
      expect(`${name}, bytes, ${locale}`, predict(bytes), answers[locale]);
      if (body !== undefined) expect(`${name}, text, ${locale}`, predict(body), answers[locale]);
    }
  }
}

function csv({ api, models, cases, expect }) {
  for (const { name, model, body, hex, rows, error } of cases) {
    const read = () => new api.Csv(hex ? fromHex(hex) : body);
    if (error) {
      expect(name, read, { code: error });
      continue;
    }
    const answers = () => read().predict(models[model]);
    for (const [row, expected] of rows.entries())
      for (const [column, value] of Object.entries(expected))
        expect(`${name}, row ${row}, ${column}`, () => answers()[column][row], value ?? missing(column));
  }
}

/** What stands for nothing in a column. */
function missing(column) {
  return ["glucose_mg_dl", "prob_Diabetes", "risk_low", "risk_high"].includes(column) ? NaN : null;
}

function fromHex(digits) {
  return Uint8Array.from(digits.match(/../g), (byte) => parseInt(byte, 16));
}

function recalibration({ models, texts, cases, expect }) {
  const options = { source: "made by a rule", date: "2026-11-24", seed: 42 };
  const local = () => models.tiny.recalibrate(cases, options).toJson();
  expect("the small model", local, texts["models/recalibrated.json"]);
  const renamed = cases.map(({ Resultado: glucose, ...others }) => ({ ...others, glucose }));
  const again = () => models.tiny.recalibrate(renamed, { ...options, target: "glucose" }).toJson();
  expect("another name for the outcome", again, texts["models/recalibrated.json"]);
}

/** Sound model files are saved as the same text; the others are refused as what they are. */
function modelFiles(api, texts, expect) {
  for (const path of ["models/tiny.json", "models/recalibrated.json"])
    expect(path, "saved again", () => api.Model.fromJson(texts[path]).toJson(), texts[path]);
  const index = "models/damaged/index.json";
  const damaged = JSON.parse(texts[index]).map(({ file, ...entry }) => ({
    path: `models/damaged/${file}`,
    ...entry,
  }));
  const there = Object.keys(texts).filter((path) => path.startsWith("models/damaged/") && path !== index);
  expect(index, "the damaged files", () => damaged.map(({ path }) => path).sort(), there.sort());
  for (const { path, damage, code } of damaged)
    expect(path, damage, () => api.Model.fromJson(texts[path]), { code });
}
