// The README's example runs as it stands there.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

const root = path.join(import.meta.dirname, "..");

test("the example of the README runs", () => {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  const [, example] = /```js\n(.*?)```/s.exec(readme);
  const said = execFileSync("node", ["--input-type=module", "--eval", example], {
    cwd: root,
    encoding: "utf8",
  });
  assert.match(said, /^.*mg\/dL.*\n\d+(\.\d+)? \[ \d/, said);
});
