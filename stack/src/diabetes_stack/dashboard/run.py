"""How the dashboard is started."""

from __future__ import annotations

import sys
from pathlib import Path

from ..settings import Settings

__all__ = ["command"]


def command(settings: Settings) -> list[str]:
    """The command line of the dashboard's process."""
    script = str(Path(__file__).parent / "app.py")
    options = ["--server.port", str(settings.streamlit_server_port), "--server.address", settings.api_host]
    options += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    return [sys.executable, "-m", "streamlit", "run", script, *options]
