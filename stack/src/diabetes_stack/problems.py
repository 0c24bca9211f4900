"""What is wrong with settings, as sentences that never show a value."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

__all__ = ["ProblemsError", "joined", "said"]


class ProblemsError(ValueError):
    """Sentences on what settings may not be together; each begins with a variable."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("; ".join(sentences))
        self.sentences = sentences


def said(error: ValidationError) -> str:
    """All errors in one line. pydantic's own message contains the refused value, which may be a secret."""
    return "; ".join(
        f"{str(one['loc'][0]).upper()} {_plain(one)}" if one["loc"] else _plain(one)
        for one in error.errors(include_input=False)
    )


def joined(error: ValidationError, others: ValidationError, refused: tuple[str, ...]) -> ValidationError:
    """Both errors as one, without what the second one says about the variables of the first."""
    lines: list[Any] = [
        {"type": "value_error", "loc": one["loc"], "input": None, "ctx": {"error": ValueError(_plain(one))}}
        for one in error.errors(include_input=False)
    ]
    for one in others.errors(include_input=False):
        problem = one.get("ctx", {}).get("error")
        sentences = problem.sentences if isinstance(problem, ProblemsError) else []
        if left := [text for text in sentences if not text.startswith(refused)]:
            lines.append({"type": "value_error", "input": None, "ctx": {"error": ProblemsError(left)}})
    return ValidationError.from_exception_data(error.title, lines)


def _plain(error: Any) -> str:
    return str(error["msg"]).removeprefix("Value error, ").replace("Input should", "must")
