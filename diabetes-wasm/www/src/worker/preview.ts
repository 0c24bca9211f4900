import { Csv } from "../../../js/src/index.js";
import type { Tasks } from "../protocol.js";

/** The part of a large file that is looked at: far more than its first hundred rows. */
const BYTES = 1_000_000;
const LINE_FEED = 10;

/** The columns of a file before it is read. */
export async function preview({ file }: Tasks["preview"]["question"]): Promise<Tasks["preview"]["answer"]> {
  const bytes = new Uint8Array(await file.slice(0, BYTES).arrayBuffer());
  // Whole lines only: half a letter would change the encoding that is recognised.
  return Csv.preview(bytes.length < BYTES ? bytes : bytes.subarray(0, bytes.lastIndexOf(LINE_FEED) + 1));
}
