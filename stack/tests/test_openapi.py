"""The OpenAPI document is right: schemathesis calls everything that it describes and finds no failure."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from servers import ApiProcess

FOLDER = Path(__file__).parent.parent


def test_schemathesis_finds_no_failure(tmp_path):
    api = ApiProcess(tmp_path)
    command = [str(Path(sys.executable).parent / "schemathesis"), "run", f"{api.url}/openapi.json"]
    command += ["--max-examples", "20", "--seed", "1"]
    run = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    api.stop()
