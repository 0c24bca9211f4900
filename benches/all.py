"""Runs every race against other software and writes the outputs to docs/benchmarks.md.

`make bench-all` installs what the races need and runs this file; `python benches/all.py NAME...` runs some of
them only and prints them, without writing the page.
"""

import os
import platform
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
PEERS = [
    "duckdb", "interpret-core", "lightgbm", "numpy", "onnxruntime", "pandas", "polars", "pyarrow",
    "scikit-learn",
]  # fmt: skip
# One core for everybody; a race that needs two says so.
ONE_CORE = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "RAYON")} | {"POLARS_MAX_THREADS": "1"}
PYTHON = [sys.executable]
BENCHER = ["--output-format", "bencher"]
RACES = {
    "rust": ("In Rust", ["cargo", "bench", "-q", "-p", "benches", "--benches", "--", *BENCHER]),
    "single": ("One record, start, least squares from Python", [*PYTHON, "benches/peers/single.py"]),
    "batches": ("A million records from Python", [*PYTHON, "benches/peers/batches.py"]),
    "csv": ("A CSV file of a million records", [*PYTHON, "benches/peers/csv_reading.py"]),
    "additive": ("The additive model", [*PYTHON, "benches/peers/additive.py"]),
}


def machine() -> list[str]:
    cpuinfo = Path("/proc/cpuinfo")
    names = {
        line.partition(": ")[2] for line in cpuinfo.read_text().splitlines() if line.startswith("model name")
    }
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    compiler = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True)
    versions = [f"{name} {metadata.version(name)}" for name in PEERS]
    return [
        f"- Machine: {', '.join(sorted(names))}, {os.cpu_count()} cores, {memory:.0f} GiB",
        f"- Load when it began: {os.getloadavg()[0]:.1f}",
        f"- Python {platform.python_version()}, {compiler.stdout.strip()}",
        f"- {', '.join(versions)}",
    ]


def output_of(command: list[str]) -> str:
    """What the command prints, which also goes to the terminal as it comes."""
    lines = []
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **ONE_CORE}, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.rstrip())
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}")
    return "\n".join(lines).strip()


def main() -> None:
    asked = sys.argv[1:] or list(RACES)
    text = [
        "# Benchmarks",
        "",
        "Ours and theirs in one run on one core, written by `make bench-all`. Times vary",
    ]
    text += ["between machines: quote the ratios.", "", f"- Date: {time.strftime('%Y-%m-%d')}", *machine()]
    for name in asked:
        title, command = RACES[name]
        print(f"\n{title}", flush=True)
        shown = " ".join("python" if part == sys.executable else part for part in command)
        text += ["", f"## {title}", "", "```text", f"$ {shown}", output_of(command), "```"]
    if asked == list(RACES):
        PAGE.write_text("\n".join(text) + "\n", encoding="utf-8")
        print(f"\nwritten: {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
