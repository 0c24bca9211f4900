import { scaleLinear } from "d3-scale";
import type { Histogram } from "../protocol.js";

/** Approximate number of bars. */
const BARS = 30;

/** Counts between round edges; NaN values are not counted. */
export function histogram(values: Float64Array, from = Infinity): Histogram | null {
  let low = from;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (high === -Infinity) return null;
  const edges = scaleLinear()
    .domain([low, Math.max(high, low + Number.EPSILON)])
    .nice(BARS)
    .ticks(BARS);
  const [first = 0, second = 1] = edges;
  const step = second - first;
  const counts = Array<number>(edges.length - 1).fill(0);
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    // Rounding may put a value on the wrong side of an edge; compare with the edges.
    let place = Math.min(Math.max(Math.floor((value - first) / step), 0), counts.length - 1);
    if (place > 0 && value < (edges[place] ?? 0)) place--;
    else if (place < counts.length - 1 && value >= (edges[place + 1] ?? 0)) place++;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return { edges, counts };
}
