"""What Streamlit's own login reads: a file of secrets in the data folder, for its owner alone."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from ..settings import Settings
from .key import session_key
from .provider import public_url, secret

__all__ = ["write_secrets"]

_FILE = "dashboard-login-{port}.toml"


def write_secrets(settings: Settings, port: int) -> Path:
    """Write the file, in place of an earlier one, and return its path. SettingsError when settings are missing."""
    values = {
        "redirect_uri": f"{public_url(settings, 'dashboard', port)}/oauth2callback",
        "cookie_secret": session_key(settings, "dashboard"),
        "client_id": settings.oidc_client_id,
        "client_secret": secret(settings),
        "server_metadata_url": settings.oidc_document,
    }
    # Strings of JSON are strings of TOML. The dashboard looks at how the ID token was signed.
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    scope = json.dumps(settings.oidc_scopes, ensure_ascii=False)
    lines.append(f'client_kwargs = {{ scope = {scope}, code_challenge_method = "S256" }}')
    lines.append('expose_tokens = "id"')
    target = settings.folder() / _FILE.format(port=port)
    # Such a file begins with mode 0600.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write("\n".join(["[auth]", *lines, ""]))
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise
    return target
