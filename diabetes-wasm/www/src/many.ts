import { DiabetesError } from "../../js/src/index.js";
import { h } from "../../js/src/element/dom.js";
import type { CsvPreview } from "../../js/src/types.js";
import { agreementPlace } from "./agreement.js";
import type { Background } from "./background.js";
import { charts } from "./charts.js";
import { columnsForm, mustBeAsked, suggested } from "./columns.js";
import { downloadForm, type Writing } from "./download.js";
import { exampleCsv } from "./example.js";
import { filePlace, save } from "./files.js";
import { ProgressBar } from "./progress.js";
import type { Fields, Scored } from "./protocol.js";
import type { State } from "./state.js";
import { summary } from "./summary.js";
import { rowsTable, type View } from "./table.js";

const FRAME_MS = 16;

type Stage =
  | { kind: "idle" }
  | { kind: "busy"; file: File }
  | { kind: "cancelled" }
  | { kind: "failed"; code: string; message: string }
  | { kind: "asking"; file: File; preview: CsvPreview; fields: NonNullable<Fields> }
  | Done;

interface Done {
  kind: "done";
  file: File;
  preview: CsvPreview;
  fields: Fields;
  scored: Scored;
  view: View;
  writing: Writing;
  when: Date;
}

/** Many people: reads a file, predicts for its rows and shows the results. */
export function manyPeople(state: State, background: Background): HTMLElement {
  let stage: Stage = { kind: "idle" };
  const entry = h("div", { class: "stack" });
  const status = h("div", { class: "status", role: "status" });
  const results = h("div", { class: "stack" });

  const enter = (next: Stage): void => {
    stage = next;
    drawStage();
  };

  /** Reads a file, after asking what its columns are if its headings do not say so. */
  async function read(file: File, known?: { preview: CsvPreview; fields: Fields }): Promise<void> {
    background.cancel();
    enter({ kind: "busy", file });
    const bar = new ProgressBar(state, state.text.reading(file.name), () => {
      background.cancel();
    });
    results.replaceChildren(bar.element);
    try {
      const preview = known?.preview ?? (await background.ask("preview", { file }));
      if (!known && mustBeAsked(state, preview)) {
        enter({ kind: "asking", file, preview, fields: suggested(preview) });
        document.getElementById("columns-title")?.focus();
        return;
      }
      const fields = known?.fields ?? null;
      const question = { file, model: state.model.text, fields, findriscCut: state.findriscCut };
      const scored = await background.ask("score", question, (done, total) => {
        bar.update(done, total);
      });
      const view: View = { filter: "all", search: "", sort: "priority", reversed: false, page: 0 };
      const writing = { defuse: true, round: true };
      enter({ kind: "done", file, preview, fields, scored, view, writing, when: new Date() });
    } catch (thrown) {
      // By now another file is being read, or this one with another model.
      if (stage.kind !== "busy" || !bar.element.isConnected) return;
      const { code, message } = thrown as DiabetesError;
      enter(code === "cancelled" ? { kind: "cancelled" } : { kind: "failed", code, message });
    }
  }

  function drawEntry(): void {
    const { text } = state;
    const example = h("button", { type: "button", class: "link" }, text.example);
    example.addEventListener("click", () => {
      save(new Blob([exampleCsv()], { type: "text/csv" }), text.exampleName);
    });
    entry.replaceChildren(
      h("p", {}, text.manyIntro),
      filePlace(state, {
        id: "csv-file",
        label: text.csvFile,
        accept: ".csv,.txt,text/csv",
        taken: (file) => void read(file),
      }),
      h("p", {}, example),
    );
  }

  function drawStage(): void {
    const { text, wording } = state;
    status.replaceChildren();
    if (stage.kind === "busy") return;
    results.replaceChildren();
    if (stage.kind === "cancelled") status.append(h("p", {}, text.cancelled));
    if (stage.kind === "failed") {
      status.append(h("p", { class: "notice" }, state.failure(stage.code, stage.message)));
    }
    if (stage.kind === "asking") {
      const { file, preview, fields } = stage;
      results.append(columnsForm(state, preview, fields, () => void read(file, { preview, fields })));
    }
    if (stage.kind === "done") {
      const { file, preview, scored, view, writing, when } = stage;
      const change = h("button", { type: "button", class: "link" }, text.changeColumns);
      change.addEventListener("click", () => {
        enter({ kind: "asking", file, preview, fields: [...scored.fields] as NonNullable<Fields> });
        document.getElementById("columns-title")?.focus();
      });
      status.append(
        h("p", {}, `${text.scored(wording.number(scored.rows), file.name)} ${wording.moment(when)} `),
      );
      results.append(h("p", {}, change));
      void drawResults(stage, [
        () => summary(state, scored),
        () => rowsTable(state, background, scored, view, file.name),
        () => charts(state, scored),
        () => agreementPlace(state, background),
        () => downloadForm(state, background, scored, file.name, writing),
      ]);
    }
  }

  /** Draws one part per frame, so that the page stays responsive. */
  async function drawResults(of: Stage, parts: (() => HTMLElement | null)[]): Promise<void> {
    const box = h("div", { class: "stack" });
    results.append(box);
    for (const part of parts) {
      if (stage !== of || !box.isConnected) return;
      const element = part();
      if (element) box.append(element);
      await new Promise((passed) => setTimeout(passed, FRAME_MS));
    }
  }

  drawEntry();
  state.whenLocale(() => {
    drawEntry();
    drawStage();
  });
  state.whenModel(() => {
    if (stage.kind === "busy") void read(stage.file);
    if (stage.kind === "done") void read(stage.file, stage);
  });
  return h("div", { class: "stack" }, h("div", { class: "card" }, entry), status, results);
}
