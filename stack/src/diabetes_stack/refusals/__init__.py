"""Why something was refused: a code, values, and a sentence per language, one file each."""

from __future__ import annotations

from typing import Any

from ..words import catalogue

__all__ = ["Refusal"]

_SENTENCES = catalogue(__name__)
#: The language of logs and of the audit trail.
_RECORDED = "en"


class Refusal(Exception):  # noqa: N818
    """Something that was refused. ``sentence`` is a key of the catalogue: the stable code or, where a code has several
    sentences, the code, a dot and which of them. The values contain nothing of a patient.

    >>> refusal = Refusal("unknown_model.hash", hash="0f3b")
    >>> refusal.code, str(refusal), refusal.said("es")
    ('unknown_model', 'no model has the hash 0f3b', 'ningún modelo tiene el hash 0f3b')
    """

    def __init__(self, sentence: str, /, **values: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values

    @property
    def code(self) -> str:
        """The stable code."""
        return self.sentence.partition(".")[0]

    @property
    def evidence(self) -> dict[str, Any]:
        """What else is known, for a program."""
        return {}

    def said(self, locale: str) -> str:
        """The sentence in a language. Refusals among the values are said in it too."""
        parts = {
            name: "; ".join(one.said(locale) for one in value) if isinstance(value, tuple) else value
            for name, value in self.values.items()
        }
        return _SENTENCES[locale](self.sentence, **parts)

    def to_dict(self) -> dict[str, str]:
        """The refusal as it is stored: ``code`` and ``text``."""
        return {"code": self.code, "text": str(self)}

    def __str__(self) -> str:
        return self.said(_RECORDED)
