// Repeated timings of several paths in alternating order, and tables of the results.

/** Milliseconds per call: `paths` is {name: work}; `work` gets the index of the call and returns a number. */
export async function race(paths, { warmUp, rounds, calls = 1 }) {
  const names = Object.keys(paths);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  let call = 0;
  for (let round = -1; round < rounds; round++) {
    const count = round < 0 ? warmUp : calls;
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const work = paths[name];
      for (let i = 0; i < count; i++) {
        const start = performance.now();
        // Only promises are awaited: a turn of the event loop is not part of a synchronous call.
        let answer = work(call++);
        if (answer instanceof Promise) answer = await answer;
        const took = performance.now() - start;
        if (!Number.isFinite(answer)) throw new Error(`${name}: no figures`);
        if (round >= 0) times[name].push(took);
      }
    }
  }
  return Object.fromEntries(names.map((name) => [name, summary(times[name])]));
}

export function summary(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { median: at(0.5), p99: at(0.99) };
}

/** A table: each path's median and p99, and the ratio of its median to that of `beside`. */
export function table(title, results, beside, unit = "ms") {
  const scale = unit === "µs" ? 1000 : 1;
  const show = (ms) => (ms * scale).toPrecision(3);
  const lines = [
    `\n### ${title}\n`,
    `| path | median, ${unit} | p99, ${unit} | median / ${beside} |`,
    "|---|---:|---:|---:|",
  ];
  for (const [name, { median, p99 }] of Object.entries(results)) {
    lines.push(
      `| ${name} | ${show(median)} | ${show(p99)} | ${(median / results[beside].median).toPrecision(3)} |`,
    );
  }
  console.log(lines.join("\n"));
}

/** Prints a target: `ours` at most `share` of `peer`. */
export function target(text, ours, peer, share) {
  const ratio = ours / peer;
  const size = ratio < 1 ? `1/${(1 / ratio).toPrecision(3)}` : `${ratio.toPrecision(3)} times`;
  console.log(`\nTarget: ${text}: ${ratio <= share ? "met" : "missed"} (${size} of the peer)`);
}
