"""Counts the instructions of the hot paths and compares them with those that are kept.

`python3 benches/counts.py` fails if a path needs 3 % more instructions than `benches/counts.json` says, so
that a slow-down is seen without a clock; `--update` keeps the new counts. Valgrind counts them in the
example `hot` of diabetes-core as the tests build it: optimised, but with the checks of a development build.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "benches" / "counts.json"
HOT = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "debug" / "examples" / "hot"
ALLOWED = 0.03


def counted_with() -> str:
    """What else the counts depend on: the compiler, valgrind, and the vectors that the C library may use."""
    asked = [["rustc", "--version"], ["valgrind", "--version"]]
    versions = [subprocess.run(of, capture_output=True, text=True, check=True).stdout.strip() for of in asked]
    flags = Path("/proc/cpuinfo").read_text().split()
    return ", ".join([*versions, "AVX2" if "avx2" in flags else "no AVX2"])


def instructions(path: str) -> int:
    """The instructions of one path. One thread, so that each run gives the same number."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["valgrind", "--tool=callgrind", "--toggle-collect=hot::counted*"]
        command += [f"--callgrind-out-file={folder}/out", str(HOT), path]
        environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
        run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    collected = re.search(r"Collected : (\d+)", run.stderr)
    if collected is None or collected.group(1) == "0":
        raise SystemExit(f"{path}: nothing was counted\n{run.stderr}")
    return int(collected.group(1))


def main() -> None:
    paths = subprocess.run([HOT], capture_output=True, text=True, check=True).stdout.splitlines()
    counts = {path: instructions(path) for path in paths}
    if "--update" in sys.argv[1:]:
        KEPT.write_text(json.dumps({"with": counted_with(), "instructions": counts}, indent=2) + "\n")
    kept = json.loads(KEPT.read_text())
    too_many = False
    for path, count in counts.items():
        before = kept["instructions"].get(path)
        change = count / before - 1 if before else float("inf")
        too_many |= change > ALLOWED
        print(f"{path:<24} {count:>14,} {change:+8.2%}")
    if kept["with"] != counted_with():
        print(f"kept with {kept['with']}, counted with {counted_with()}: compared, but not a failure")
    elif too_many:
        raise SystemExit("More instructions than kept. If that is meant: python3 benches/counts.py --update")


if __name__ == "__main__":
    main()
