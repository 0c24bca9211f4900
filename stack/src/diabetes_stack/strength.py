"""Whether a secret could be guessed because it is short, a placeholder from a template, or a pattern."""

from __future__ import annotations

from itertools import pairwise

__all__ = ["weakness"]

_LENGTH = 32
_DISTINCT = 8
#: Fragments found in templates but not in random text, where shorter ones could occur.
_PLACEHOLDERS = (
    "cambiar", "cambiame", "change", "clave-", "clave_", "contrase", "default", "ejemplo", "example", "insecure",
    "password", "placeholder", "production", "replace", "sample", "secret", "your-", "your_", "123456", "qwerty",
)  # fmt: skip


def weakness(secret: str) -> str | None:
    """The requirement that a secret does not meet; None for a strong one."""
    text = secret.strip()
    if len(text) < _LENGTH:
        return f"must have at least {_LENGTH} characters"
    if any(word in text.lower() for word in _PLACEHOLDERS):
        return "must not be a placeholder"
    if len(set(text)) < _DISTINCT or _repeats(text) or _counts(text):
        return "must be random"
    return None


def _repeats(text: str) -> bool:
    """Whether it is a shorter text repeated."""
    return (text + text).find(text, 1) < len(text)


def _counts(text: str) -> bool:
    """Whether most letters are neighbours of those before them, as in abcdef."""
    near = sum(abs(ord(one) - ord(next_)) <= 1 for one, next_ in pairwise(text))
    return 2 * near > len(text)
