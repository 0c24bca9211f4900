import { DiabetesError } from "../../js/src/index.js";
import script from "worker:worker/worker.ts";
import type { FromWorker, Modules, Progress, TaskName, Tasks, ToWorker } from "./protocol.js";

interface Waiting {
  progress: Progress;
  resolve: (answer: unknown) => void;
  reject: (error: DiabetesError) => void;
}

/** The worker that runs all long tasks. */
export class Background {
  readonly #modules: Modules;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #id = 0;

  constructor(modules: Modules) {
    this.#modules = modules;
  }

  /** Runs a task; fails with a {@link DiabetesError}, whose code is `cancelled` after {@link cancel}. */
  ask<Name extends TaskName>(
    task: Name,
    question: Tasks[Name]["question"],
    progress: Progress = () => undefined,
  ): Promise<Tasks[Name]["answer"]> {
    const worker = (this.#worker ??= this.#start());
    const id = ++this.#id;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {
        progress,
        resolve: (answer) => {
          resolve(answer as Tasks[Name]["answer"]);
        },
        reject,
      });
      worker.postMessage({ id, task, question });
    });
  }

  /** Terminates the worker and its tasks; the next task gets a new worker. */
  cancel(): void {
    this.#stop(new DiabetesError("cancelled", "cancelled"));
  }

  #start(): Worker {
    const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
      this.#told(data);
    });
    worker.addEventListener("error", () => {
      this.#stop(new DiabetesError("internal", "the worker failed"));
    });
    worker.postMessage(this.#modules satisfies ToWorker);
    return worker;
  }

  #told(message: FromWorker): void {
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return;
    if ("done" in message) {
      waiting.progress(message.done, message.total);
      return;
    }
    this.#waiting.delete(message.id);
    if ("error" in message) waiting.reject(new DiabetesError(message.error.code, message.error.message));
    else waiting.resolve(message.answer);
  }

  #stop(error: DiabetesError): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}
