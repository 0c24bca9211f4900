// Files whose headings are not the names of the fields; rounding; the verdict on a recalibration.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Csv, Model } from "../dist/node.js";

const model = Model.bundled();
const FILE = "Nombre;Años;Género;IMC;Cintura;PAS;PAD\nEva;45;Femenino;28,5;95;135;85\n";
const FIELDS = [null, "edad", "sexo", "imc", "perimetro_abdominal", "tas", "tad"];
const code = (wanted) => (error) => error.code === wanted;

test("a file is read as a person says, and answered like one with the right headings", () => {
  const { columns } = Csv.preview(FILE);
  assert.deepEqual(
    columns.map(({ suggestion }) => suggestion.field),
    FIELDS,
  );
  assert.deepEqual(columns[0], {
    heading: "Nombre",
    suggestion: { field: null, named: false, unit: null, other_unit: null, perhaps: null },
    samples: ["Eva"],
  });
  assert.throws(() => new Csv("Nombre;Años\nEva;45\n"), code("unreadable_table"));
  const csv = new Csv(FILE, { fields: FIELDS });
  const named = new Csv(
    `nombre;${FIELDS.slice(1).join(";")}\n${FILE.split("\n")[1].replace("Femenino", "F")}\n`,
  );
  assert.equal(csv.predict(model).prob_Diabetes[0], named.predict(model).prob_Diabetes[0]);
  assert.ok(csv.write(model).startsWith("Nombre;Años;Género;"));
});

test("with H for a man, M is a woman, and where there is F as well it is an error", () => {
  const read = (...sexes) => {
    const rows = sexes.map((sex) => `Eva;45;${sex};28,5;95;135;85`);
    const csv = new Csv([FILE.split("\n")[0], ...rows].join("\n"), { fields: FIELDS });
    const { prob_Diabetes: risks, errors } = csv.predict(model);
    return sexes.map((_, row) => errors[row] ?? risks[row]);
  };
  const [man, woman] = read("M", "F");
  assert.notEqual(man, woman);
  assert.deepEqual(read("H", "M", "hombre", "MUJER"), [man, woman, man, woman]);
  assert.deepEqual(read("H", "M", "F"), [man, "not_allowed:sexo", woman]);
});

test("a column in another unit is recognised by its values and converted when a person says so", () => {
  const lines = (heights) => ["Talla m;Peso", ...heights.map((height) => `${height};60`)].join("\n");
  const talla = (heights) => Csv.preview(lines(heights)).columns[0].suggestion;
  assert.deepEqual(talla(["1,52", "1.71"]), {
    field: "talla",
    named: false,
    unit: "metres",
    other_unit: null,
    perhaps: null,
  });
  assert.equal(talla(["152", "171", "1,71"]).unit, null);
  const body =
    "edad;sexo;perimetro_abdominal;tas;tad;Talla m;Peso\n45;F;95;135;85;1,52;60\n45;F;95;135;85;152;60\n";
  const fields = ["edad", "sexo", "perimetro_abdominal", "tas", "tad", "talla:metres", "peso"];
  const csv = new Csv(body, { fields });
  const { prob_Diabetes: risks, errors } = csv.predict(model);
  const plain = new Csv(body.replace("Talla m", "talla").replace("1,52", "152")).predict(model);
  assert.equal(risks[0], plain.prob_Diabetes[0]);
  // 152 metres cannot be.
  assert.equal(errors[1], "out_of_range:talla");
  assert.equal(csv.values(0)[5], "152");
  for (const unit of ["feet", "", "m"]) {
    const wrong = fields.with(5, `talla:${unit}`);
    assert.throws(() => new Csv(body, { fields: wrong }), code("bad_option"), unit);
  }
});

test("fields that do not fit the file are refused", () => {
  for (const [fields, wanted] of [
    [["edad"], "unreadable_table"],
    [[...FIELDS.slice(0, 6), "edad"], "unreadable_table"],
    [[...FIELDS.slice(0, 6), "age"], "bad_option"],
    [7, "bad_option"],
    [[7], "bad_option"],
  ])
    assert.throws(() => new Csv(FILE, { fields }), code(wanted), String(fields));
});

test("rounded figures have the decimals they mean", () => {
  const csv = new Csv(FILE, { fields: FIELDS });
  const cells = (options) => csv.write(model, 0, 1, options).split("\n")[1].split(";").slice(7);
  const [full, round] = [cells({}), cells({ round: true })];
  assert.ok(full[0].length > 12 && full[5].length > 12);
  const near = (place, digits) => (+full[place].replace(",", ".")).toFixed(digits);
  for (const [place, digits] of [
    [0, 1],
    [1, 1],
    [5, 4],
  ])
    assert.equal((+round[place].replace(",", ".")).toFixed(digits), near(place, digits));
  assert.match(round[0], /^\d+(,\d)?$/);
  assert.match(round[5], /^0,\d{1,4}$/);
  assert.deepEqual(round.slice(6, 9), full.slice(6, 9));
});

test("a recalibration on outcomes that have nothing to do with people is refused", () => {
  const rows = Array.from({ length: 300 }, (_, row) => {
    const glucose = 85 + ((row * 7919) % 60);
    return `${20 + (row % 60)},M,${22 + (row % 13)},95,130,80,${glucose}`;
  });
  const csv = new Csv(["edad,sexo,imc,perimetro_abdominal,tas,tad,Resultado", ...rows].join("\n"));
  const judged = csv.judgeRecalibration(model, { resamples: 200 });
  assert.deepEqual([judged.verdict, judged.refused, judged.least_auroc], ["below_floor", true, 0.6]);
  const { before, after, rows: used } = judged.outputs.diabetes;
  assert.equal(used, 300);
  for (const { auroc, brier, curve } of [before, after]) {
    const [low, high] = auroc.interval;
    assert.ok(low < auroc.value && auroc.value < high && brier.value > 0);
    assert.equal(
      curve.reduce((sum, point) => sum + point.rows, 0),
      300,
    );
  }
  assert.ok(Math.abs(after.observed_expected.value - 1) < 0.05);
  const agreed = csv.agreement(model);
  assert.equal(agreed.diabetes.auroc.value, before.auroc.value);
  assert.equal(agreed.diabetes.auroc.interval, null);
  assert.throws(() => csv.judgeRecalibration(model, { target: "tas" }), code("bad_option"));
});
