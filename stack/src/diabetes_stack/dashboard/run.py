"""How the dashboard is started: Streamlit's command line, with the services' theme."""

from __future__ import annotations

import sys
from pathlib import Path

from ..login.streamlit import write_secrets
from ..settings import Settings
from .theme import streamlit_options

__all__ = ["command", "upload_limit"]

_MIB = 1024 * 1024


def upload_limit(settings: Settings) -> int:
    """Maximum size of an uploaded file in megabytes; 100,000 rows of every field are about 25."""
    return max(1, settings.body_limit // _MIB)


def command(settings: Settings, address: str | None = None, port: int | None = None) -> list[str]:
    """The command that serves the dashboard; ``address`` and ``port`` override the settings.

    With a login, the file that Streamlit reads for it is written. The health check is at /_stcore/health.
    """
    options = {
        "server.port": str(port or settings.streamlit_server_port),
        "server.address": address or settings.api_host,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.maxUploadSize": str(upload_limit(settings)),
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        **streamlit_options(),
    }
    if settings.asks_for_login:
        options["secrets.files"] = str(write_secrets(settings, port or settings.streamlit_server_port))
    app = Path(__file__).with_name("app.py")
    flags = (f"--{name}={value}" for name, value in options.items())
    return [sys.executable, "-m", "streamlit", "run", str(app), *flags]
