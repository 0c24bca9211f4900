"""All files, with their names; written whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

import yaml

from ...settings import Settings
from ..texts import texts
from .alertmanager import routing
from .grafana import page
from .prometheus import ALERTS, alerts, scraping

__all__ = ["contents", "write"]


def contents(settings: Settings) -> dict[str, str]:
    """The files by name, in the language of the alerts. They contain no secret."""
    text = texts(settings.alert_language)
    return {
        ALERTS: _yaml(alerts(settings, text)),
        "prometheus.yml": _yaml(scraping(settings)),
        "alertmanager.yml": _yaml(routing(settings)),
        "grafana.json": json.dumps(page(text), ensure_ascii=False, indent=2) + "\n",
    }


def write(folder: Path, files: dict[str, str]) -> list[Path]:
    """Write the files into a folder, which is created if missing. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in files.items():
        target, beside = folder / name, folder / f".{name}.new"
        with beside.open("w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
        written.append(target)
    return written


def _yaml(value: object) -> str:
    text: str = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000)
    return text
