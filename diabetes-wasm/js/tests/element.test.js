// <diabetes-risk> as a person uses it, in a browser under a content policy without inline styles or scripts.
/* global window, navigator, setTimeout */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { browser } from "./browser.js";
import { serve } from "./server.js";

const CSP = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'";
const PAGE = `<!doctype html><html lang="es"><head><meta charset="utf-8"><title>element</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Prueba</h1><diabetes-risk></diabetes-risk></main><script type="module" src="/page.js"></script></body></html>`;
const SCRIPT = `import "./element.js";
import * as api from "./index.js";
Object.assign(window, { api, results: [] });
document.addEventListener("result", (event) => results.push(event.detail));`;
const REQUIRED = {
  edad: "45",
  imc: "28,5",
  perimetro_abdominal: "95",
  tas: "135",
  tad: "85",
};
const RECORD = { edad: 45, sexo: "M", imc: 28.5, perimetro_abdominal: 95, tas: 135, tad: 85 };
const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let server;
let chromium;

before(async () => {
  if (browser.skip) return;
  server = await serve(
    path.join(import.meta.dirname, "../dist"),
    { "/index.html": PAGE, "/page.js": SCRIPT },
    { "content-security-policy": CSP },
  );
  chromium = await browser.launch();
});

after(async () => {
  await chromium?.close();
  await server?.close();
});

/** A test on a fresh page that ends with nothing said on the console, and so no breach of the content policy. */
function inBrowser(name, work, options = {}) {
  test(name, { skip: browser.skip }, async () => {
    const context = await chromium.newContext({ viewport: { width: 1200, height: 900 }, ...options });
    // Only against hanging: a busy machine is slow.
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    try {
      await page.goto(server.url);
      await page.locator("form").waitFor();
      await work(page);
      assert.deepEqual(said, []);
    } finally {
      await context.close();
    }
  });
}

const set = (page, properties) =>
  page.evaluate((given) => void Object.assign(document.querySelector("diabetes-risk"), given), properties);
const lastResult = (page) => page.evaluate(() => window.results.at(-1));
const result = (page) => page.locator("[part=result]");

async function fill(page) {
  await page.getByLabel("Hombre (M)").check();
  for (const [field, value] of Object.entries(REQUIRED)) await page.locator(`#${field}`).fill(value);
}

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
  assert.ok(shown.includes(expected.prediction.interpretation), shown);
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
    const said = await page.locator("[part=headline] [part=interpretation]").innerText();
    assert.ok(said.includes(prediction.next_step.text), said);
    const classes = await page.locator("[part=headline]").getAttribute("class");
    assert.equal(classes, `headline ${colour}`, JSON.stringify(record));
  }
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
  ["es", "Edad está fuera de rango: 18 a 120 años"],
  ["en", "Age is out of range: 18 to 120 years"],
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
  assert.equal(await focused(), "perimetro_abdominal");
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
  assert.ok(await page.getByLabel("Male (M)", { exact: true }).isChecked());
  const { prediction } = await lastResult(page);
  assert.match(prediction.interpretation, /of 100 people like this/);
  assert.ok((await result(page).innerText()).includes(prediction.interpretation));
  assert.equal(await page.locator("diabetes-risk").getAttribute("locale"), "en");
});

for (const field of ["embarazo", "diabetes_diagnosticada"]) {
  inBrowser(
    `${field} says why there are no figures, before and after the rest is filled in`,
    async (page) => {
      await page.locator(`#${field}-Si`).check();
      assert.equal(await page.locator("[part=not-applicable]").count(), 1);
      await fill(page);
      if (field === "embarazo") await page.getByLabel("Mujer (F)").check();
      const detail = await lastResult(page);
      assert.deepEqual([detail.explanation, detail.scores], [{}, null]);
      const shown = await page.locator("[part=not-applicable]").innerText();
      assert.ok(shown.includes(detail.prediction.interpretation), shown);
      assert.equal(
        await page.locator("[part=people], [part=scale], [part=scores], [part=explanation]").count(),
        0,
      );
    },
  );
}

inBrowser("an abnormal measured value leads over the estimated level", async (page) => {
  await set(page, { record: { ...RECORD, glucosa_ayunas: 130 } });
  const first = result(page).locator("h3 + *");
  assert.equal(await first.getAttribute("part"), "measured");
  assert.equal(await page.locator("[part=risk-level]").count(), 0);
  assert.equal(await page.locator("[part=scale] .measured").count(), 1);
});

inBrowser("fields that the model does not use say so, and which score does", async (page) => {
  await page.locator("[data-group=unused] > summary").click();
  const { fields } = await page.evaluate(() => window.api.Model.bundled().info());
  const unused = fields.filter((field) => !field.used).map(({ field }) => field);
  assert.ok(unused.length > 0);
  for (const field of unused) {
    assert.match(await page.locator(`[data-field=${field}] .mark`).innerText(), /este modelo no lo usa/);
  }
  const diet = page.locator("[data-field=consume_verduras_frutas_diario] .mark");
  assert.match(await diet.innerText(), /FINDRISC/);
});

inBrowser("the explanation of each output ends with its estimate", async (page) => {
  await set(page, { record: RECORD });
  const { prediction, explanation } = await lastResult(page);
  const { Diabetes, Prediabetes } = prediction.probabilities;
  const figures = {
    diabetes: `${(Diabetes * 100).toFixed(1)} %`,
    dysglycaemia: `${((Diabetes + Prediabetes) * 100).toFixed(1)} %`,
    glucose: `${prediction.glucose_mg_dl.toFixed(1)} mg/dL`,
  };
  for (const [output, figure] of Object.entries(figures)) {
    await page.locator(`#output-${output}`).check();
    const rows = page.locator(".bars tbody tr");
    assert.equal((await rows.last().locator("td").innerText()).replace(",", "."), figure.replace(".0 ", " "));
    const bars = await page.locator(".bars rect").count();
    assert.equal(bars, explanation[output].length - 1);
  }
});

inBrowser(
  "the copied text holds answer, inputs, hash, date and reservation",
  async (page) => {
    await set(page, { record: RECORD, locale: "en" });
    await page.getByRole("button", { name: "Copy result" }).click();
    await page.getByText("Result copied.").waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const { prediction, model } = await lastResult(page);
    const year = String(new Date().getFullYear());
    const expected = [
      prediction.interpretation,
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
    await page.getByLabel("Male (M)", { exact: true }).waitFor();
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

for (const colorScheme of ["light", "dark"]) {
  for (const locale of ["es", "en"]) {
    inBrowser(
      `nothing serious is found by axe (${colorScheme}, ${locale})`,
      async (page) => {
        await page.evaluate(axeSource);
        await set(page, { locale });
        await page.locator("[part=submit]").click();
        assert.deepEqual(await violations(page), []);
        await set(page, {
          record: { ...RECORD, edad: 19, glucosa_ayunas: 130, grado_familiar_dm: "Primero" },
        });
        await page.locator("details").evaluateAll((all) => {
          for (const one of all) one.open = true;
        });
        assert.deepEqual(await violations(page), []);
      },
      { colorScheme, reducedMotion: "reduce" },
    );
  }
}

/** What axe finds that is serious or critical. */
async function violations(page) {
  const found = await page.evaluate(() => window.axe.run());
  return found.violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}
