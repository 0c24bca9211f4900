import { Csv } from "../../../js/src/index.js";
import type { Tasks } from "../protocol.js";

/** The columns of a file before it is read. */
export async function preview({ file }: Tasks["preview"]["question"]): Promise<Tasks["preview"]["answer"]> {
  return Csv.preview(new Uint8Array(await file.arrayBuffer()));
}
