import { DiabetesError, initSync } from "../../../js/src/index.js";
import type { FromWorker, Modules, Progress, TaskName, Tasks, ToWorker } from "../protocol.js";
import { agreement } from "./agreement.js";
import { list } from "./list.js";
import { preview } from "./preview.js";
import { recalibrate } from "./recalibrate.js";
import { rows } from "./rows.js";
import { score } from "./score.js";
import { write } from "./write.js";

const tasks: {
  [Name in TaskName]: (
    question: Tasks[Name]["question"],
    progress: Progress,
  ) => Tasks[Name]["answer"] | Promise<Tasks[Name]["answer"]>;
} = { agreement, preview, score, rows, list, write, recalibrate };

const tell = (message: FromWorker): void => {
  postMessage(message);
};

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if ("engine" in data) initSync(data.engine, data.tools);
  else void work(data);
});

async function work({ id, task, question }: Exclude<ToWorker, Modules>): Promise<void> {
  const run = tasks[task] as (question: unknown, progress: Progress) => unknown;
  try {
    const answer = await run(question, (done, total) => {
      tell({ id, done, total });
    });
    tell({ id, answer });
  } catch (thrown) {
    tell({ id, error: described(thrown) });
  }
}

/** Distinguishes errors of the engine from a file that the browser cannot read. */
function described(thrown: unknown): { code: string; message: string } {
  if (thrown instanceof DiabetesError) return { code: thrown.code, message: thrown.message };
  const isFile = thrown instanceof DOMException;
  return { code: isFile ? "unreadable_file" : "internal", message: String(thrown) };
}
