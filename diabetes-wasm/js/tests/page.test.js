// The page as a person uses it: without a connection, under its own content policy, and as one file.
/* global window, MutationObserver, PerformanceObserver */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Csv, formatNumber, Model } from "../dist/node.js";
import { browser } from "./browser.js";
import { serve } from "./server.js";

const www = path.join(import.meta.dirname, "../../www");
const fixtures = path.join(import.meta.dirname, "../../../fixtures/models");
const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ROWS = 100_000;
const GUARD_MS = 120_000;
/** Files have figures rounded to what they mean, unless all digits are asked for. */
const ROUND = { round: true };
const RECORD = { edad: 45, sexo: "M", imc: 28.5, perimetro_abdominal: 95, tas: 135, tad: 85 };

let server;
let chromium;
let folder;

before(async () => {
  if (browser.skip) return;
  await promisify(execFile)("node", [path.join(www, "build.mjs")]);
  server = await serve(path.join(www, "dist"));
  chromium = await browser.launch();
  folder = await mkdtemp(path.join(tmpdir(), "page-"));
});

after(async () => {
  await chromium?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true });
});

/** A test on a fresh page, cut off from the network once loaded; nothing is requested or said on the console. */
function onPage(name, work, { address, ...options } = {}) {
  test(name, { skip: browser.skip }, async () => {
    const context = await chromium.newContext({ viewport: { width: 1200, height: 900 }, ...options });
    // Only against hanging: a busy machine is slow.
    context.setDefaultTimeout(GUARD_MS);
    const page = await context.newPage();
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    try {
      await page.goto(address?.() ?? server.url);
      await page.locator("diabetes-risk form").waitFor();
      await context.setOffline(true);
      // What was made in the page itself, such as the worker, comes from no network.
      page.on("request", (request) => {
        if (!/^(blob|data):/.test(request.url())) said.push(request.url());
      });
      await work(page, context);
      assert.deepEqual(said, []);
    } finally {
      await context.close();
    }
  });
}

/** Numbers that look drawn, the same in every run. */
function* numbers(seed) {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** People of all kinds; of 200 one has an age of 300, one a cell too few, one a formula, one is pregnant. */
function people(rows, { separator = ",", decimal = ".", outcome = false } = {}) {
  const drawn = numbers(rows);
  const between = (low, high) => low + (high - low) * drawn.next().value;
  const number = (value) => value.toFixed(1).replace(".", decimal);
  const one = (...choices) => choices[Math.floor(between(0, choices.length))];
  const header = "nota,edad,sexo,imc,tas,tad,perimetro_abdominal,fuma,historia_familiar_dm,embarazo";
  const lines = Array.from({ length: rows }, (_, row) => {
    const sex = one("M", "F");
    const imc = between(17, 42);
    // Nobody's pressure is urgent.
    const tas = Math.min(between(95, 180), 179.9);
    const cells = [
      row % 200 === 3 ? "=HYPERLINK(1)" : `p${row}`,
      Math.round(between(18, 90)),
      sex,
      number(imc),
    ];
    cells.push(
      number(tas),
      number(Math.min(tas - between(20, 60), 119.9)),
      number(40 + 2 * imc + between(-8, 8)),
    );
    cells.push(one("Si", "No", ""), one("Si", "No", ""), "");
    if (row % 200 === 1) cells[1] = 300;
    if (row % 200 === 4) [cells[2], cells[4], cells[5], cells[9]] = ["F", "120", "70", "Si"];
    if (outcome) cells.push(number(50 + 0.3 * cells[1] + 1.1 * imc + between(-15, 15)));
    else if (row % 200 === 2) cells.pop();
    return cells.join(separator);
  });
  return [(outcome ? `${header},Resultado` : header).replaceAll(",", separator), ...lines, ""].join("\n");
}

async function fileOf(name, text) {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

const scored = (page) => page.locator("table.rows").waitFor();
const section = (page, name) => page.getByRole("region", { name });

/** The file that a click gives. */
async function downloaded(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** Collects tasks that kept the page from answering, and all that a progress bar says, however short it stands. */
const watch = (page) =>
  page.evaluate(() => {
    window.tasks = [];
    window.said = new Set();
    new MutationObserver(() => {
      for (const { textContent } of document.querySelectorAll(".progress .figures"))
        window.said.add(textContent);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    new PerformanceObserver((list) => {
      window.tasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: "longtask" });
  });

/** That the page shows a model's answer: what to do in its box, the rest of the interpretation below. */
async function assertShows(page, model) {
  const { interpretation, next_step } = model.predict(RECORD);
  assert.equal(await page.locator("[part=next-step]").innerText(), next_step.text);
  const rest = interpretation.replace(next_step.text, "").replace(/\s+/g, " ").trim();
  assert.equal(await page.locator("[part=interpretation]").innerText(), rest);
}

onPage("the form answers", async (page) => {
  await page.evaluate((record) => {
    document.querySelector("diabetes-risk").record = record;
  }, RECORD);
  await assertShows(page, Model.bundled());
});

onPage(
  "it says in both languages that nothing leaves the browser and that it is no diagnosis",
  async (page) => {
    for (const name of ["Español", "English"]) {
      await page.getByRole("button", { name }).click();
      const promise = await page.locator(".top .promise").innerText();
      for (const said of [
        "Nada sale de este navegador",
        "no un diagnóstico",
        "Nothing leaves",
        "not a diagnosis",
      ])
        assert.ok(promise.includes(said), said);
    }
  },
);

onPage("100 000 rows are scored, shown and written while the page answers", async (page) => {
  const text = people(ROWS);
  const file = await fileOf("many.csv", text);
  const csv = new Csv(text);
  const model = Model.bundled();
  await watch(page);
  const started = performance.now();
  await page.locator("#csv-file").setInputFiles(file);
  await scored(page);
  const took = performance.now() - started;
  const tasks = await page.evaluate(() => [...window.tasks]);
  // A busy machine draws both out. A page that scored by itself would answer nothing in all this time.
  const busy = tasks.reduce((sum, one) => sum + one, 0);
  assert.ok(busy < took / 2, `tasks of ${tasks.map(Math.round).join(", ")} ms in ${took} ms`);
  const said = await page.evaluate(() => [...window.said]);
  assert.ok(
    said.some((one) => /de 100\u202f000 filas · faltan/.test(one)),
    said.join("; "),
  );
  const answers = csv.predict(model);
  const summary = await section(page, "Resumen").innerText();
  const shown = (n) => formatNumber(n);
  for (const level of ["Bajo", "Moderado", "Alto"])
    assert.match(
      summary,
      new RegExp(`${level}\\s+${shown(answers.risk_level.filter((one) => one === level).length)}\\s`),
    );
  const bad = answers.errors.filter((one) => one !== null).length;
  assert.equal(bad, ROWS / 100);
  assert.match(summary, new RegExp(`Con errores\\s+${shown(bad)}\\s`));
  assert.match(summary, new RegExp(`embarazo\\s+${ROWS / 200}`));
  assert.match(summary, /no se usaron: nota/);
  for (const [name, rows] of [
    ["Siguiente", "51 a 100"],
    ["Última", "99\u202f951 a 100\u202f000"],
    ["Anterior", "99\u202f901 a 99\u202f950"],
    ["Primera", "1 a 50"],
  ]) {
    await page.getByRole("button", { name }).click();
    await page.getByText(`Filas ${rows} de 100\u202f000`).waitFor();
  }
  const { name, text: written } = await downloaded(page, page.getByRole("button", { name: "Descargar CSV" }));
  assert.equal(name, "many-resultado.csv");
  assert.ok(written === csv.write(model, 0, ROWS, ROUND), "the written file is the engine's");
  assert.ok(written.includes("\n'=HYPERLINK(1),"), "formulas are disarmed");
});

/** In the page, in the moment of it: cancels when the first rows are done and others are not. */
function cancelMidway() {
  return new Promise((done) => {
    new MutationObserver((_, observer) => {
      const bar = document.querySelector(".progress");
      const { value = 0 } = bar?.querySelector("progress") ?? {};
      if (value === 0 || value === 1) return;
      observer.disconnect();
      bar.querySelector("button").click();
      done();
    }).observe(document.body, { subtree: true, childList: true, attributeFilter: ["value"] });
  });
}

onPage("reading is cancelled and begun again", async (page) => {
  const file = await fileOf("cancelled.csv", people(ROWS));
  for (let times = 0; times < 2; times++) {
    const cancelled = page.evaluate(cancelMidway);
    // What was asked first is done first: it watches before the file is chosen.
    await page.evaluate(() => undefined);
    await page.locator("#csv-file").setInputFiles(file);
    await cancelled;
    await page.getByText("Se canceló.").waitFor();
    assert.equal(await page.locator("progress").count(), 0);
  }
  await page.locator("#csv-file").setInputFiles(await fileOf("few.csv", people(300)));
  await scored(page);
  await page.getByText("Listo: 300 filas de few.csv.").waitFor();
});

onPage("rows are filtered, and bad ones say why in the language of the page", async (page) => {
  const text = people(1000, { separator: ";", decimal: "," });
  await page.locator("#csv-file").setInputFiles(await fileOf("west.csv", text));
  await scored(page);
  await page.getByLabel("Mostrar").selectOption("errors");
  await page.getByText("Filas 1 a 10 de 10").waitFor();
  const rows = await page.locator("table.rows tbody tr").allInnerTexts();
  assert.match(rows[0], /^3\s.*La edad está fuera de rango: de 18 a 120 años/s);
  assert.match(rows[1], /^4\s.*más o menos celdas/s);
  await page.getByRole("button", { name: "English" }).click();
  assert.equal(await page.getByLabel("Show", { exact: true }).inputValue(), "errors");
  await page.getByText("Age is out of range: 18 to 120 years").first().waitFor();
  await page.getByLabel("Show", { exact: true }).selectOption("not_applicable");
  await page.getByText("Rows 1 to 5 of 5").waitFor();
  assert.match(await page.locator("table.rows").innerText(), /Pregnancy/);
  const { text: written } = await downloaded(page, page.getByRole("button", { name: "Download CSV" }));
  assert.equal(written, new Csv(text).write(Model.bundled(), 0, 1000, ROUND));
});

/** Eight people as a clinic writes them: other headings, words, decimal commas; two rows are wrong. */
const CLINIC = [
  "Cédula;Nombre;Celular;Edad (años);Género;IMC;Perímetro cintura;PAS;PAD;Glicemia en ayunas;Talla (m)",
  "1020;María Muñoz;300;70;Femenino;38,5;125,0;160;80;;1,60",
  "1021;José Ñáñez;301;38;Masculino;24,0;85,5;118;70;131;1,70",
  "1022;Ana Ríos;302;300;Femenino;24,0;85,5;118;70;;1,60",
  "1023;Luz Gómez;303;25;Femenino;21,0;70,0;110;70;;1,60",
  "1024;Eva Ruiz;304;45;Femenino;veinte;85,5;118;70;;1,60",
  "1025;Raúl Peña;305;52;Masculino;27,0;95,5;131;82;108;1,70",
  "",
].join("\r\n");

onPage("a file with other headings gives a list of whom to call, the abnormal values first", async (page) => {
  const file = path.join(folder, "clinic.csv");
  await writeFile(file, Buffer.from(CLINIC, "latin1"));
  await page.locator("#csv-file").setInputFiles(file);
  await page.locator("#columns-title:focus").waitFor();
  const chosen = page.locator(".columns-list select");
  const meant = await chosen.evaluateAll((all) => all.map(({ value }) => value));
  const fields = "edad,sexo,imc,perimetro_abdominal,tas,tad,glucosa_ayunas".split(",");
  assert.deepEqual(meant, ["", "", "", ...fields, "talla:metres"]);
  assert.match(
    await page.locator(".columns-list li").last().innerText(),
    /Parece estar en metros: compruébelo/,
  );
  await page.getByText("Están todos los datos obligatorios.").waitFor();
  await page.getByLabel("PAD").selectOption("tas");
  await page.getByText("Faltan datos obligatorios: Tensión arterial diastólica").waitFor();
  await page.getByRole("button", { name: "Usar estas columnas" }).click();
  await page.getByText("Hay más de una columna para: Tensión arterial sistólica").waitFor();
  assert.equal(await page.getByLabel("PAS").evaluate((select) => select.matches(":focus")), true);
  await page.getByLabel("PAD").selectOption("tad");
  await page.getByRole("button", { name: "Usar estas columnas" }).click();
  await page.getByLabel("Mostrar").selectOption("call");
  await page.getByText("Filas 1 a 3 de 3").waitFor();
  const list = await downloaded(page, page.getByRole("button", { name: "Descargar esta lista" }));
  assert.equal(list.name, "clinic-lista.csv");
  const lines = list.text.split("\n").map((line) =>
    line
      .split(";")
      .slice(0, 6)
      .map((cell, place) =>
        line.startsWith("\ufeff") || place < 5 ? cell : cell.split(" ").slice(0, 2).join(" "),
      )
      .join(";"),
  );
  assert.deepEqual(lines, [
    "\ufeffFila de la hoja;Cédula;Nombre;Celular;Riesgo;Qué hacer ahora",
    "3;1021;José Ñáñez;301;Medido: rango de diabetes;Una prueba",
    "7;1025;Raúl Peña;305;Medido: rango de prediabetes;La glucosa",
    "2;1020;María Muñoz;300;Alto;Se aconseja",
    "",
  ]);
  await page.getByLabel("Mostrar").selectOption("errors");
  await page.getByText("Filas 1 a 2 de 2").waitFor();
  await page.getByRole("button", { name: "Cambiar lo que significa cada columna" }).click();
  assert.equal(await page.getByLabel("Glicemia en ayunas").inputValue(), "glucosa_ayunas");
});

onPage("rows are sorted and searched, and who it is stays in sight", async (page) => {
  const text = CLINIC.replace("Género", "sexo").replace("PAS", "tas").replace("PAD", "tad");
  const headings = { "Perímetro cintura": "perimetro_abdominal", "Glicemia en ayunas": "glucosa_ayunas" };
  const named = Object.entries(headings).reduce((all, [one, other]) => all.replace(one, other), text);
  await page.locator("#csv-file").setInputFiles(
    await fileOf(
      "named.csv",
      named.replace("Talla (m)", "Sede").replace(/(Masc|Fem)\w+/g, ([sex]) => sex),
    ),
  );
  await scored(page);
  const rows = page.locator("table.rows tbody tr");
  const header = (name) => page.getByRole("columnheader", { name });
  const people = async () => (await rows.locator("td:nth-child(3)").allInnerTexts()).map((one) => one[0]);
  assert.equal(await header("Riesgo").getAttribute("aria-sort"), "descending");
  await page.getByRole("button", { name: "Nombre" }).click();
  await page.locator('th[aria-sort="ascending"] button:focus').waitFor();
  assert.deepEqual(await people(), ["A", "E", "J", "L", "M", "R"]);
  await page.keyboard.press("Enter");
  await page.locator('th[aria-sort="descending"] button:focus').waitFor();
  assert.deepEqual(await people(), ["R", "M", "L", "J", "E", "A"]);
  await page.getByRole("button", { name: "edad" }).click();
  await header("edad").and(page.locator('[aria-sort="ascending"]')).waitFor();
  assert.deepEqual(await people(), ["L", "J", "E", "R", "M", "A"]);
  await page.getByRole("searchbox", { name: "Buscar" }).fill("nanez jose");
  await page.getByText("Filas 1 a 1 de 1").waitFor();
  assert.deepEqual(await people(), ["J"]);
  const box = page.locator(".scroll:has(table.rows)");
  // What a screen reader says of the part, in order.
  const tree = await page.locator("section:has(> #rows-title)").ariaSnapshot();
  const names = tree.match(
    /(heading|search|combobox|searchbox|region|group|columnheader|navigation|button) "[^"]+"/g,
  );
  assert.deepEqual(
    names.filter((name) => !/columnheader|button/.test(name)),
    [
      'region "Filas"',
      'heading "Filas"',
      'search "Filtrar y buscar filas"',
      'combobox "Mostrar"',
      'searchbox "Buscar"',
      'group "Filas"',
      'navigation "Páginas de filas"',
    ],
  );
  for (const said of [
    'columnheader "Fila de la hoja"',
    'columnheader "Riesgo"',
    'button "Nombre"',
    'button "Descargar esta lista"',
  ])
    assert.ok(names.includes(said), said);
  const [left, moved] = await box.evaluate((element) => {
    const name = element.querySelector("tbody td:nth-child(3)");
    const before = name.getBoundingClientRect().left;
    element.scrollLeft = 400;
    return [before, name.getBoundingClientRect().left];
  });
  assert.equal(moved, left);
  await page.getByRole("searchbox", { name: "Buscar" }).fill("nobody");
  await page.getByText("No hay filas.").waitFor();
});

onPage("a recalibration that does not help is not offered", async (page) => {
  const drawn = numbers(7);
  const [header, ...lines] = people(600, { outcome: true }).trim().split("\n");
  // Outcomes that have nothing to do with the person.
  const chance = lines.map((line) => line.replace(/[^,]*$/, (80 + 60 * drawn.next().value).toFixed(1)));
  const file = await fileOf("chance.csv", [header, ...chance, ""].join("\n"));
  await page.locator("#outcomes-file").setInputFiles(file);
  const verdict = page.locator("#model .notice");
  await verdict.getByText("No se puede usar. En estas personas el modelo casi no distingue").waitFor();
  assert.equal(await page.getByRole("button", { name: /recalibrado/ }).count(), 0);
  assert.match(await page.locator("#model").innerText(), /área ROC\)\s+0,\d{3} \(0,\d{3} a 0,\d{3}\)/);
  await page.getByRole("button", { name: "English" }).click();
  await verdict.getByText("It cannot be used. In these people").waitFor();
});

onPage("a file with outcomes may have other headings too", async (page) => {
  const text = people(600, { outcome: true })
    .replace("Resultado", "Glicemia en ayunas")
    .replace("tas", "PAS");
  await page.locator("#outcomes-file").setInputFiles(await fileOf("headings.csv", text));
  await page.locator("#outcome-columns-title:focus").waitFor();
  const chosen = await page.locator(".choice select").evaluateAll((all) => all.map(({ value }) => value));
  assert.deepEqual([chosen[4], chosen.at(-1)], ["tas", "Resultado"]);
  await page.getByRole("button", { name: "Usar estas columnas" }).click();
  await page.getByText(/\d{3} filas usadas/).waitFor();
  const fields = chosen.map((field) => field || null);
  const { verdict } = new Csv(text, { fields }).judgeRecalibration(Model.bundled());
  const said = { better: "Mejora.", no_difference: "No se ve diferencia." }[verdict];
  assert.ok((await page.locator("#model .verdict").innerText()).startsWith(said));
});

onPage("columns that clash get a prefix; formulas stay on demand", async (page) => {
  const text = "edad,sexo,imc,tas,tad,perimetro_abdominal,category\n45,M,28.5,135,85,95,=1+1\n";
  await page.locator("#csv-file").setInputFiles(await fileOf("clash.csv", text));
  await scored(page);
  const prefix = page.getByLabel("Prefijo de las columnas del resultado");
  assert.equal(await prefix.inputValue(), "modelo_");
  await prefix.fill("");
  await page.getByText("El archivo ya tiene category.").waitFor();
  await page.getByRole("button", { name: "Descargar CSV" }).click();
  assert.equal(await prefix.evaluate((input) => input.matches(":focus")), true);
  await prefix.fill("nuevo_");
  await page.getByLabel("Desactivar fórmulas").uncheck();
  const { text: written } = await downloaded(page, page.getByRole("button", { name: "Descargar CSV" }));
  assert.equal(
    written,
    new Csv(text).write(Model.bundled(), 0, 1, { ...ROUND, prefix: "nuevo_", defuse: false }),
  );
});

onPage("the example has every field and is answered", async (page) => {
  const example = page.getByRole("button", { name: /CSV de ejemplo/ });
  const { name, text } = await downloaded(page, example);
  assert.equal(name, "ejemplo.csv");
  await page.locator("#csv-file").setInputFiles(await fileOf(name, text));
  await scored(page);
  assert.match(await section(page, "Resumen").innerText(), /Con estimación\s+2\s/);
  assert.match(await section(page, "Resumen").innerText(), /Se usaron todas las columnas/);
});

onPage("whoever was measured in the range of a disease comes first and is counted apart", async (page) => {
  const text =
    "edad;sexo;imc;tas;tad;perimetro_abdominal;glucosa_ayunas;hba1c\n" +
    "25;F;21;110;70;70;;5,1\n1.045;M;28,5;135;85;95;;\n70;M;38;160;80;125;;\n" +
    "25;F;21;110;70;70;104;\n25;F;21;110;70;70;;7,2\n";
  await page.locator("#csv-file").setInputFiles(await fileOf("measured.csv", text));
  await scored(page);
  const rows = page.locator("table.rows tbody tr");
  const told = (await rows.allInnerTexts()).map((row) => row.replace(/\s+/g, " "));
  assert.match(
    told[0],
    /^6 Medido: rango de diabetes Una prueba está en el rango de la diabetes: repítala .*HbA1c medida: 7,2 %, en el rango de la diabetes/,
  );
  assert.match(
    told[1],
    /^5 Medido: rango de prediabetes La glucosa en ayunas está entre 100 y 125 mg\/dL: .*en el rango de la prediabetes/,
  );
  assert.match(told[2], /^4 Alto /);
  assert.match(told[3], /^2 Bajo .*HbA1c medida: 5,1 %, normal/);
  assert.match(told[4], /^3 .*(fuera de rango|dos maneras|no es un número)/);
  const kinds = await rows.locator(".level").evaluateAll((found) => found.map(({ className }) => className));
  assert.deepEqual(kinds, [
    "level Diabetes",
    "level Prediabetes",
    "level Diabetes",
    "level Normal",
    "level Diabetes",
  ]);
  const summary = (await section(page, "Resumen").innerText()).replace(/\s+/g, " ");
  assert.match(summary, /rango de diabetes 1 .*rango de prediabetes 1 .*Alto 1 .*Moderado 0 .*Bajo 1 /);
  // The distributions are of the other two, whom nothing but the estimate tells of.
  const charts = await section(page, "Distribuciones").innerText();
  assert.match(charts, /las otras 2 se cuentan aparte/);
  assert.match(charts, /: 2 filas entre/);
  await page.getByLabel("Mostrar").selectOption("measured_diabetes");
  await page.getByText("Filas 1 a 1 de 1").waitFor();
  await page.getByLabel("Mostrar").selectOption("Bajo");
  await page.getByText("HbA1c medida: 5,1 %, normal").waitFor();
  assert.equal(await rows.count(), 1);
});

onPage("a file without rows is no failure", async (page) => {
  await page.locator("#csv-file").setInputFiles(await fileOf("empty.csv", "edad,sexo\n"));
  await page.getByText("No hay filas.").waitFor();
  const { text } = await downloaded(page, page.getByRole("button", { name: "Descargar CSV" }));
  assert.equal(text, new Csv("edad,sexo\n").write(Model.bundled(), 0, 0, ROUND));
});

onPage("the keyboard is enough", async (page) => {
  // Asked for long before it opens: a chooser that nobody waits for yet is closed at once.
  const chooser = page.waitForEvent("filechooser");
  // What a key moves the focus to is waited for, before the next key counts from there.
  const focused = (selector) => page.locator(`${selector}:focus`).waitFor();
  await page.getByRole("button", { name: "English" }).focus();
  await page.keyboard.press("Enter");
  await focused('button[lang=en][aria-pressed="true"]');
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await focused('a:text("Many people")');
  await page.keyboard.press("Enter");
  await focused("#many");
  await page.keyboard.press("Tab");
  await focused("#csv-file");
  await page.keyboard.press("Space");
  await (await chooser).setFiles(await fileOf("keys.csv", people(120)));
  await page.getByText("Rows 1 to 50 of 120").waitFor();
  await page.getByRole("button", { name: "Next" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Rows 51 to 100 of 120").waitFor();
});

onPage("a file that is no table says so", async (page) => {
  await page.locator("#csv-file").setInputFiles(await fileOf("no.csv", "a,b\n1,2\n"));
  await page.getByText("(unreadable_table)").waitFor();
});

onPage("a file may be dropped", async (page) => {
  const transfer = await page.evaluateHandle((text) => {
    const data = new window.DataTransfer();
    data.items.add(new window.File([text], "dropped.csv"));
    return data;
  }, people(20));
  await page.locator("#many .drop").dispatchEvent("drop", { dataTransfer: transfer });
  await page.getByText("Listo: 20 filas de dropped.csv.").waitFor();
});

onPage("another model answers everywhere; a damaged one changes nothing", async (page) => {
  const text = await readFile(path.join(fixtures, "recalibrated.json"), "utf8");
  const model = Model.fromJson(text);
  const people20 = people(20);
  await page.evaluate((record) => {
    document.querySelector("diabetes-risk").record = record;
  }, RECORD);
  await page.locator("#csv-file").setInputFiles(await fileOf("twenty.csv", people20));
  await scored(page);
  await page.locator("#model-file").setInputFiles(path.join(fixtures, "recalibrated.json"));
  const facts = page.locator(".facts");
  await page.getByText(model.info().hash).first().waitFor();
  assert.match(await facts.innerText(), /2026-11-24, made by a rule/);
  assert.match(await page.locator("#model").innerText(), /registros sintéticos/);
  await section(page, "Resumen").getByText("registros sintéticos").waitFor();
  await page.getByText(`Modelo ${model.info().name}, versión ${model.info().version}`).waitFor();
  await assertShows(page, model);
  const { text: written } = await downloaded(page, page.getByRole("button", { name: "Descargar CSV" }));
  assert.equal(written, new Csv(people20).write(model, 0, 20, ROUND));
  for (const [file, code] of [
    ["hash.json", "damaged"],
    ["newer.json", "too_new"],
    ["foreign.json", "not_a_model"],
  ]) {
    await page.locator("#model-file").setInputFiles(path.join(fixtures, "damaged", file));
    await page.getByText(`(${code})`).waitFor();
    assert.match(await facts.innerText(), new RegExp(model.info().hash));
  }
  await page.getByRole("button", { name: "Volver al modelo incluido" }).click();
  await facts.getByText(Model.bundled().info().hash).waitFor();
});

onPage("a model is recalibrated on a file with outcomes, used and saved", async (page) => {
  const text = people(600, { outcome: true });
  const file = await fileOf("outcomes.csv", text);
  await page.getByLabel("De dónde son las personas").fill("mi hospital");
  await page.locator("#outcomes-file").setInputFiles(file);
  await page.getByRole("button", { name: "Usar el modelo recalibrado" }).click();
  const date = new Date().toISOString().slice(0, 10);
  const expected = new Csv(text).recalibrate(Model.bundled(), { source: "mi hospital", date });
  const saved = await downloaded(page, page.getByRole("button", { name: "Descargar el modelo recalibrado" }));
  assert.equal(saved.text, expected.toJson());
  await page.locator(".facts").getByText(expected.info().hash).waitFor();
  const { before, after: then } = expected.info().recalibration.outputs.glucose;
  const shown = await page.locator("#model").innerText();
  const figure = (value) => value.toFixed(3).replace(".", ",");
  assert.match(shown, new RegExp(`R²\\s+${figure(before.r2)}\\s+${figure(then.r2)}`));
  await page.locator("#outcomes-file").setInputFiles(await fileOf("none.csv", people(20)));
  await page.getByText("(no_outcome)").waitFor();
});

onPage("print gives the person alone, or the summary alone", async (page) => {
  await page.locator("#csv-file").setInputFiles(await fileOf("print.csv", people(300)));
  await scored(page);
  await page.emulateMedia({ media: "print" });
  const visible = () =>
    page.evaluate(() =>
      ["#one", "#many", "#model", "table.rows"].map((one) => document.querySelector(one).checkVisibility()),
    );
  assert.deepEqual(await visible(), [true, false, false, false]);
  await page.evaluate(() => {
    window.print = () => {
      window.printed = ["#one", "#many", "table.groups", "table.rows"].map((one) =>
        document.querySelector(one).checkVisibility(),
      );
    };
    [...document.querySelectorAll("button")]
      .find(({ textContent }) => textContent === "Imprimir el resumen")
      .click();
  });
  assert.deepEqual(await page.evaluate(() => window.printed), [false, true, true, false]);
  assert.deepEqual(await visible(), [true, false, false, false]);
});

/** Fails for what axe finds, and for a page that is wider than the window. */
async function grave(page, width) {
  const { violations: found } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(
    found.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]),
    [],
  );
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= width, `${wide} pixels`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const locale of ["es", "en"]) {
    for (const width of [1200, 320]) {
      onPage(
        `axe finds nothing (${locale}, ${colorScheme}, ${width})`,
        async (page) => {
          if (locale === "en") await page.getByRole("button", { name: "English" }).click();
          await page.locator("#csv-file").setInputFiles(await fileOf("axe.csv", people(300)));
          await page
            .locator("#outcomes-file")
            .setInputFiles(await fileOf("axe2.csv", people(600, { outcome: true })));
          await scored(page);
          await page.locator("#model table").first().waitFor();
          await page.evaluate(axeSource);
          await grave(page, width);
          await page.locator("#csv-file").setInputFiles(await fileOf("asked.csv", CLINIC));
          await page.locator("#columns-title").waitFor();
          await grave(page, width);
        },
        { colorScheme, viewport: { width, height: 900 } },
      );
    }
  }
}

for (const name of ["index.html", "diabetes-risk.html"]) {
  test(`${name} allows itself no connection and no script but its own`, { skip: browser.skip }, async () => {
    const html = await readFile(path.join(www, "dist", name), "utf8");
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    const of = Object.fromEntries(
      policy.split("; ").map((one) => [one.split(" ")[0], one.split(" ").slice(1)]),
    );
    assert.deepEqual(of["default-src"], ["'none'"]);
    assert.deepEqual(of["connect-src"], ["'none'"]);
    assert.deepEqual(of["form-action"], ["'none'"]);
    for (const source of [...of["script-src"], ...of["style-src"]])
      assert.match(source, /^'(self|wasm-unsafe-eval|sha256-.{44})'$/);
    assert.equal(/<(script|link)[^>]+(src|href)="(?!data:)/.test(html), name === "index.html");
  });
}

onPage(
  "as one file opened from the disk it does all of it",
  async (page) => {
    await page.evaluate((record) => {
      document.querySelector("diabetes-risk").record = record;
    }, RECORD);
    await assertShows(page, Model.bundled());
    const text = people(5000);
    await page.locator("#csv-file").setInputFiles(await fileOf("file.csv", text));
    await scored(page);
    const { text: written } = await downloaded(page, page.getByRole("button", { name: "Descargar CSV" }));
    assert.equal(written, new Csv(text).write(Model.bundled(), 0, 5000, ROUND));
    await page
      .locator("#outcomes-file")
      .setInputFiles(await fileOf("file2.csv", people(600, { outcome: true })));
    await page.getByRole("button", { name: "Usar el modelo recalibrado" }).click();
    await page.getByText("Ahora se usa").waitFor();
  },
  { address: () => pathToFileURL(path.join(www, "dist/diabetes-risk.html")).href },
);
