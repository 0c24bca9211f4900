// <diabetes-risk> as a person uses it.
/* global window, navigator, setTimeout */
import assert from "node:assert/strict";
import { axeSource, fill, inBrowser, lastResult, RECORD, result, set, violations } from "./element-page.js";

inBrowser("what is typed gives the answer of the model, its explanation and the scores", async (page) => {
  await fill(page);
  const expected = await page.evaluate((record) => {
    const { Model, findrisc, findrisc2003, adaRiskTest } = window.api;
    const model = Model.bundled();
    const { name, version, hash } = model.info();
    return {
      record,
      prediction: model.predict(record),
      explanation: Object.fromEntries(
        ["glucose", "dysglycaemia", "diabetes"].map((output) => [output, model.explain(record, output)]),
      ),
      scores: {
        findrisc: findrisc(record),
        findrisc2003: findrisc2003(record),
        adaRiskTest: adaRiskTest(record),
      },
      model: { name, version, hash },
    };
  }, RECORD);
  assert.deepEqual(await lastResult(page), expected);
  const shown = await result(page).innerText();
  assert.ok(shown.includes(expected.prediction.next_step.text), shown);
  // Box and text together say all of the answer, and the advice only once.
  const told = await page.locator("[part=next-step], [part=interpretation]").allInnerTexts();
  const words = (text) => text.split(/\s+/).sort();
  assert.deepEqual(words(told.join(" ")), words(expected.prediction.interpretation));
  const { points_min, points_max } = expected.scores.findrisc;
  assert.ok(shown.includes(`entre ${points_min} y ${points_max} puntos`), "missing items give a range");
  const people = Math.round(expected.prediction.probabilities.Diabetes * 100);
  assert.equal(await page.locator(".people > svg > .Diabetes").count(), people);
  assert.equal(await page.locator(".people > svg > g").count(), 100);
});

inBrowser("the colour of an answer is that of what there is to do", async (page) => {
  const frames = [
    // A low risk of diabetes, and prediabetes more likely than not.
    [{ ...RECORD, sexo: "F", edad: 52, imc: 31.4, perimetro_abdominal: 98, tas: 128, tad: 80 }, "Moderado"],
    [{ ...RECORD, edad: 25, imc: 21, perimetro_abdominal: 75, tas: 110, tad: 70 }, "Bajo"],
    [{ ...RECORD, edad: 25, imc: 21, perimetro_abdominal: 75, tas: 215, tad: 125 }, "Alto"],
    [
      { ...RECORD, edad: 25, imc: 21, perimetro_abdominal: 75, tas: 110, tad: 70, sintomas: "Si" },
      "Moderado",
    ],
    [{ ...RECORD, glucosa_ayunas: 130, hba1c: 7 }, "Alto"],
    [{ ...RECORD, glucosa_ayunas: 110 }, "Moderado"],
    [{ ...RECORD, hba1c: 5.2, fecha_hba1c: new Date().toISOString().slice(0, 10) }, "Bajo"],
  ];
  for (const [record, colour] of frames) {
    await set(page, { record });
    const { prediction } = await lastResult(page);
    const said = await page.locator("[part=headline] [part=next-step]").innerText();
    assert.equal(said, prediction.next_step.text);
    const classes = await page.locator("[part=headline]").getAttribute("class");
    assert.equal(classes, `headline ${colour}`, JSON.stringify(record));
  }
});

inBrowser("no green box stands beside a published score that advises a test", async (page) => {
  const man = { edad: 50, sexo: "M", imc: 19, perimetro_abdominal: 80, tas: 118, tad: 74 };
  const told = { hipertension: "Si", antecedente_glucosa_alta: "No", grado_familiar_dm: "Ninguno" };
  const dissent = page.locator("[part=dissent]");
  await set(page, { record: { ...man, ...told, realiza_ejercicio: "No" } });
  const { prediction, scores } = await lastResult(page);
  assert.equal(prediction.next_step.code, "usual");
  assert.equal(scores.adaRiskTest.referral.advised, true);
  assert.match(await dissent.innerText(), /sí aconseja una prueba \(Prueba de riesgo de la ADA/);
  assert.equal(await page.locator("[part=headline]").getAttribute("class"), "headline Moderado");
  await set(page, { record: { ...man, ...told, realiza_ejercicio: "Si" } });
  assert.equal(await dissent.count(), 0);
  assert.equal(await page.locator("[part=headline]").getAttribute("class"), "headline Bajo");
});

inBrowser("what is urgent is told before the form is complete, and whatever else is wrong", async (page) => {
  const urgent = page.locator("[part=headline] [part=urgent]");
  for (const record of [
    { glucosa_ayunas: 412 },
    { ...RECORD, edad: 7, glucosa_ayunas: 412 },
    { glucosa_ayunas: 412, embarazo: "Si" },
  ]) {
    await set(page, { record });
    await page.getByText("Glucosa de 250 mg/dL o más").first().waitFor();
    assert.equal(await urgent.count(), 1, JSON.stringify(record));
  }
  await set(page, { record: { ...RECORD, edad: 7, glucosa_ayunas: 4120 } });
  assert.equal(await urgent.count(), 0);
});

inBrowser("the cut-offs of the scale are those of the classification", async (page) => {
  await set(page, { record: RECORD });
  const cuts = await page.locator(".scale .cut").allTextContents();
  const classes = await page.evaluate(
    (values) =>
      values.map((value) => [value - 0.01, value].map((one) => window.api.classifyGlucose(one).category)),
    cuts.map(Number),
  );
  assert.deepEqual(classes, [
    ["Normal", "Prediabetes"],
    ["Prediabetes", "Diabetes"],
  ]);
});

for (const [locale, message] of [
  ["es", "La edad está fuera de rango: de 18 a 120 años."],
  ["en", "Age is out of range: 18 to 120 years."],
]) {
  inBrowser(`an error stands at its field once it was left (${locale})`, async (page) => {
    await set(page, { locale });
    const age = page.locator("#edad");
    await age.fill("10");
    assert.equal(await page.locator("#edad-error").isVisible(), false);
    await age.blur();
    assert.equal(await page.locator("#edad-error").innerText(), message);
    assert.equal(await age.getAttribute("aria-invalid"), "true");
    assert.match(await age.getAttribute("aria-describedby"), /edad-error/);
    await age.fill("100");
    assert.equal(await page.locator("#edad-error").isVisible(), false);
    assert.equal(await age.getAttribute("aria-invalid"), null);
  });
}

inBrowser("submitting names every fault and goes to the first", async (page) => {
  await page.locator("[part=submit]").click();
  assert.equal(await page.locator("[part=error-summary] li").count(), Object.keys(RECORD).length);
  const focused = () =>
    page.evaluate(() => document.querySelector("diabetes-risk").shadowRoot.activeElement?.id);
  assert.equal(await focused(), "edad");
  await page.locator("[part=error-summary] a").last().click();
  assert.equal(await focused(), "tad");
  await fill(page);
  assert.equal(await page.locator("[part=error-summary]").isVisible(), false);
  await page.locator("[part=submit]").click();
  assert.ok(await result(page).evaluate((section) => section.matches(":focus")));
});

inBrowser("height and weight stand for the body mass index", async (page) => {
  await fill(page);
  await page.locator("#imc").fill("");
  assert.equal(await page.locator("[part=headline]").count(), 0);
  await page.locator("#talla").fill("170");
  await page.locator("#peso").fill("82,4");
  const { record } = await lastResult(page);
  assert.deepEqual([record.imc, record.talla, record.peso], [undefined, 170, 82.4]);
});

inBrowser("another language keeps what was typed", async (page) => {
  await fill(page);
  await page.getByRole("button", { name: "English" }).click();
  assert.equal(await page.locator("#imc").inputValue(), "28,5");
  assert.ok(await page.getByLabel("Male", { exact: true }).isChecked());
  const { prediction } = await lastResult(page);
  assert.match(prediction.interpretation, /of 100 people like this/);
  assert.ok((await result(page).innerText()).includes(prediction.next_step.text));
  assert.equal(await page.locator("diabetes-risk").getAttribute("locale"), "en");
});

for (const field of ["embarazo", "diabetes_diagnosticada"]) {
  inBrowser(
    `${field} says why there are no figures, before and after the rest is filled in`,
    async (page) => {
      await page.locator(`#${field}-Si`).check();
      assert.equal(await page.locator("[part=not-applicable]").count(), 1);
      await fill(page);
      if (field === "embarazo") await page.getByLabel("Mujer").check();
      const detail = await lastResult(page);
      assert.deepEqual([detail.explanation, detail.scores], [{}, null]);
      assert.equal(await page.locator("[part=next-step]").innerText(), detail.prediction.next_step.text);
      assert.equal(
        await page.locator("[part=people], [part=scale], [part=scores], [part=explanation]").count(),
        0,
      );
    },
  );
}

inBrowser("an abnormal measured value leads over the estimated level", async (page) => {
  await set(page, { record: { ...RECORD, glucosa_ayunas: 130 } });
  const measured = page.locator("[part=headline] + *");
  assert.equal(await measured.getAttribute("part"), "measured");
  assert.match(await measured.innerText(), /130 mg\/dL, en el rango de la diabetes/);
  assert.equal(await page.locator("[part=professional] [part=people]").count(), 1);
  assert.equal(await page.locator("[part=risk-level]").count(), 0);
  assert.equal(await page.locator("[part=scale] .measured").count(), 1);
});

inBrowser("fields that the model does not use say so, and which score does", async (page) => {
  await page.locator("[data-group=unused] > summary").click();
  const { fields } = await page.evaluate(() => window.api.Model.bundled().info());
  const unused = fields.filter((field) => !field.used).map(({ field }) => field);
  const marked = await page
    .locator("[data-group=unused] [data-field]")
    .evaluateAll((all) => all.map((one) => [one.dataset.field, one.querySelector(".mark").textContent]));
  assert.ok(marked.length > 0);
  for (const [field, mark] of marked) {
    assert.ok(unused.includes(field));
    assert.match(mark, /este modelo no lo usa/);
  }
});

inBrowser("the explanation of each output is a waterfall that ends with its estimate", async (page) => {
  await set(page, { record: RECORD });
  const { prediction, explanation } = await lastResult(page);
  const { Diabetes, Prediabetes } = prediction.probabilities;
  const figures = {
    diabetes: `${(Diabetes * 100).toFixed(1)}\u00a0%`,
    dysglycaemia: `${((Diabetes + Prediabetes) * 100).toFixed(1)}\u00a0%`,
    glucose: `${prediction.glucose_mg_dl.toFixed(1)} mg/dL`,
  };
  for (const [output, figure] of Object.entries(figures)) {
    await page.locator(`#output-${output}`).check();
    const rows = page.locator(".bars tbody tr");
    assert.equal((await rows.last().locator("td").textContent()).replace(",", "."), figure);
    const moved = explanation[output].filter(({ field, points }) => field !== "base" && points !== 0);
    // Calibration is a step of the probabilities; the estimated glucose needs none.
    const calibrated = output === "glucose" ? 0 : 1;
    assert.equal(await page.locator(".bars rect").count(), moved.length + calibrated);
    assert.equal(await page.getByRole("rowheader", { name: /calibración/ }).count(), calibrated);
  }
});

inBrowser(
  "the copied text is five lines with answer, inputs, hash, date and reservation",
  async (page) => {
    await set(page, { record: RECORD, locale: "en" });
    await page.getByRole("button", { name: "Copy result" }).click();
    await page.getByText("Result copied.").waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const { prediction, model } = await lastResult(page);
    const year = String(new Date().getFullYear());
    assert.equal(text.split("\n").length, 5);
    const expected = [
      `What to do now: ${prediction.next_step.text}`,
      model.hash,
      year,
      "Body mass index: 28.5 kg/m²",
      "not a diagnosis",
    ];
    for (const part of expected) assert.ok(text.includes(part), `${part} in ${text}`);
  },
  { permissions: ["clipboard-read", "clipboard-write"] },
);

inBrowser("where the clipboard is closed the text is shown", async (page) => {
  await set(page, { record: RECORD });
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  await page.getByRole("button", { name: "Copiar resultado" }).click();
  const { model } = await lastResult(page);
  assert.ok((await page.locator("footer textarea").inputValue()).includes(model.hash));
});

inBrowser("on paper a full record, its answer, hash and date fill one page", async (page) => {
  const full = {
    ...RECORD,
    ...{
      edad: 19,
      talla: 170,
      peso: 82.4,
      realiza_ejercicio: "Si",
      consume_alcohol: "Ocasional",
      fuma: "No",
    },
    ...{
      medicamentos_hta: "Si",
      historia_familiar_dm: "Si",
      diabetes_gestacional: "No",
      frecuencia_cardiaca: 75,
    },
    ...{
      puntaje_findrisc: 12,
      riesgo_cardiovascular: 0.4,
      zona_residencia: "Rural",
      estrato: 3,
      hipertension: "Si",
    },
    ...{ consume_verduras_frutas_diario: "No", antecedente_glucosa_alta: "No", grado_familiar_dm: "Primero" },
    ...{ embarazo: "No", diabetes_diagnosticada: "No", glucosa_ayunas: 130, hba1c: 6.1 },
  };
  await set(page, { record: full });
  // The page's own heading and margins are the page's.
  await page.evaluate(() => document.querySelector("h1").remove());
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("form").isVisible(), false);
  assert.equal(await page.locator(".entered dt").count(), Object.keys(full).length);
  assert.equal(await page.locator(".entered dt").first().innerText(), "Diabetes diagnosticada");
  assert.equal(await page.getByText("Firma:").isVisible(), true);
  const { model } = await lastResult(page);
  assert.ok((await page.locator("footer").innerText()).includes(model.hash));
  const margin = { top: "10mm", bottom: "10mm", left: "10mm", right: "10mm" };
  const pdf = await page.pdf({ format: "A4", margin, printBackground: true });
  assert.match(pdf.toString("latin1"), /\/Count 1\b/);
});

inBrowser(
  "a property set before or after, an attribute, and a record with aliases are read",
  async (page) => {
    const record = await page.evaluate(async () => {
      const element = document.createElement("diabetes-risk");
      element.setAttribute("no-language-switch", "");
      element.setAttribute("lang", "en-GB");
      element.setAttribute("findrisc-cut", "12");
      element.model = window.api.Model.bundled();
      element.record = { edad: "45", sexo: "m", fuma: false, hipertension: "Sí", imc: null };
      document.querySelector("main").replaceChildren(element);
      while (!element.shadowRoot.querySelector("form")) await new Promise((next) => setTimeout(next, 10));
      return element.record;
    });
    assert.deepEqual(record, { edad: 45, sexo: "M", fuma: "No", hipertension: "Si" });
    assert.equal(await page.locator("[part=language]").count(), 0);
    await page.getByLabel("Male", { exact: true }).waitFor();
    await set(page, { record: RECORD });
    assert.equal((await lastResult(page)).scores.findrisc.referral.cut, 12);
  },
);

inBrowser("an old answer never stays beside new data", async (page) => {
  await set(page, { record: RECORD });
  await page.locator("[part=headline]").waitFor();
  await page.locator("#tad").fill("150");
  assert.equal(await page.locator("[part=headline]").count(), 0);
  await page.evaluate(() => {
    const element = document.querySelector("diabetes-risk");
    element.model = window.api.Model.bundled();
    return new Promise((next) => setTimeout(next)).then(() => element.model.free());
  });
  await page.locator("#tad").fill("80");
  assert.match(await result(page).innerText(), /No se pudo calcular/);
});

inBrowser(
  "at 320 pixels nothing is wider than the screen",
  async (page) => {
    await set(page, { record: RECORD });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  },
  { viewport: { width: 320, height: 700 } },
);

const MEASURED = { ...RECORD, edad: 19, glucosa_ayunas: 130, grado_familiar_dm: "Primero" };
const LOOKS = [
  ["light", "es", {}],
  ["dark", "es", { colorScheme: "dark" }],
  ["light", "en", {}],
  ["dark, narrow", "en", { colorScheme: "dark", viewport: { width: 320, height: 700 } }],
  ["forced colours", "es", { forcedColors: "active", viewport: { width: 800, height: 900 } }],
];

for (const [look, locale, options] of LOOKS) {
  inBrowser(
    `axe finds nothing in any state (${look}, ${locale})`,
    async (page) => {
      await page.evaluate(axeSource);
      await set(page, { locale });
      await page.locator("[part=submit]").click();
      assert.deepEqual(await violations(page), []);
      for (const record of [MEASURED, { ...RECORD, embarazo: "Si", sexo: "F" }]) {
        await set(page, { record });
        await page.locator("details").evaluateAll((all) => {
          for (const one of all) one.open = true;
        });
        assert.deepEqual(await violations(page), []);
      }
    },
    { reducedMotion: "reduce", ...options },
  );
}

inBrowser(
  "what is missing is listed with what an answer could change, the widest swing first",
  async (page) => {
    await set(page, { record: RECORD });
    const { prediction, record } = await lastResult(page);
    const items = await page.locator("[part=imputed] li").allInnerTexts();
    assert.equal(items.length, Object.keys(prediction.imputed).length);
    const risks = await page.evaluate(
      (given) =>
        ["Si", "No"].map((antecedente_glucosa_alta) => {
          const answer = window.api.Model.bundled().predict({ ...given, antecedente_glucosa_alta });
          return Math.round(answer.probabilities.Diabetes * 100);
        }),
      record,
    );
    assert.equal(items[0], `Antecedente de glucosa alta: de ${risks[1]} a ${risks[0]} de cada 100`);
    const widths = items.map(
      (item) =>
        item
          .match(/de (\d+) a (\d+) de/)
          ?.slice(1)
          .map(Number) ?? [0, 0],
    );
    assert.deepEqual(
      widths.map(([low, high]) => high - low),
      widths.map(([low, high]) => high - low).sort((a, b) => b - a),
    );
  },
);

inBrowser("the person stands beside the average of the same age and sex", async (page) => {
  await set(page, { record: RECORD });
  const { explanation } = await lastResult(page);
  const said = await page.locator("[part=peer]").innerText();
  const { calibration } = await page.evaluate(() => window.api.Model.bundled().info().outputs.diabetes);
  const score = explanation.diabetes
    .filter(({ field }) => ["base", "edad", "sexo"].includes(field))
    .reduce((sum, { points }) => sum + points, 0);
  const average = 1 / (1 + Math.exp(-calibration.intercept - calibration.slope * score));
  assert.match(said, new RegExp(`: ${Math.round(average * 100)} con diabetes`));
});

inBrowser("a unit is switched at its field, and the record has the model's unit", async (page) => {
  await fill(page);
  await page.locator("[data-group=laboratory] > summary").click();
  await page.locator("#glucosa_ayunas").fill("5,6");
  await page.locator("#glucosa_ayunas").blur();
  assert.match(await page.locator("#glucosa_ayunas-error").innerText(), /¿Está en mmol\/L\?$/);
  await page.getByLabel("Unidad: Glucosa en ayunas medida").selectOption("mmol/L");
  assert.equal(await page.locator("#glucosa_ayunas-error").isVisible(), false);
  const { record, prediction } = await lastResult(page);
  assert.equal(record.glucosa_ayunas, 100.8896);
  assert.equal(prediction.measured.glucosa_ayunas.category, "Prediabetes");
  assert.equal(await page.locator("#glucosa_ayunas").inputValue(), "5,6");
});

inBrowser(
  "FINDRISC is counted while its questions are answered, from the cut-off that is chosen",
  async (page) => {
    const points = page.locator("p[part=findrisc]");
    assert.match(await points.innerText(), /^FINDRISC: entre 0 y 26 puntos\./);
    await fill(page);
    for (const field of ["realiza_ejercicio", "medicamentos_hta"]) await page.locator(`#${field}-No`).check();
    await page.locator("#consume_verduras_frutas_diario-Si").check();
    await page.locator("#antecedente_glucosa_alta-Si").check();
    await page.locator("#grado_familiar_dm-Primero").check();
    assert.match(await points.innerText(), /: 18 puntos\. Grupo: alto\. .*a 10 años .*: 1 de cada 3\.$/);
    await page.getByLabel("Prueba aconsejada desde (puntos)").selectOption("12");
    assert.match(await points.innerText(), /desde 12 puntos: sí\.$/);
    assert.equal((await lastResult(page)).scores.findrisc.referral.cut, 12);
  },
);

inBrowser("all is done by keyboard, and the names read in order make sense", async (page, t) => {
  await page.evaluate(() =>
    document.querySelector("diabetes-risk").shadowRoot.querySelector("#diabetes_diagnosticada-").focus(),
  );
  const keys = [
    ...["Tab", "Tab", "4", "5", "Tab", "Space", "Tab", "1", "7", "0", "Tab", "Tab", "8", "2", ",", "4"],
    // Past the unit and the body mass index, which is computed.
    ...["Tab", "Tab", "Tab", "9", "5", "Tab", "Tab", "1", "3", "5", "Tab", "8", "5", "Enter"],
  ];
  for (const key of keys) await page.keyboard.press(key);
  const { record } = await lastResult(page);
  assert.deepEqual(record, {
    ...{ edad: 45, sexo: "M", talla: 170, peso: 82.4, perimetro_abdominal: 95, tas: 135, tad: 85 },
  });
  assert.ok(await result(page).evaluate((section) => section.matches(":focus")));
  const names = await result(page).ariaSnapshot();
  t.diagnostic(names);
  const order = [
    ...[
      'heading "Resultado"',
      'heading "Qué hacer ahora"',
      "Se aconseja una prueba",
      'heading "De 100 personas',
    ],
    ...['img "De 100 personas como esta: 7 con diabetes sin diagnosticar', "Para profesionales"],
    ...[
      'img "Glucosa en ayunas estimada: ',
      'heading "Cómo se llega a la estimación"',
      'columnheader "Llega a"',
    ],
    ...['heading "Datos que faltan"', 'heading "Puntajes publicados"', 'button "Copiar resultado"'],
  ];
  const places = order.map((name) => names.indexOf(name));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
  assert.ok(places[0] >= 0, names);
});
