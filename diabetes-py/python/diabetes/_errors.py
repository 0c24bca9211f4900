"""The package's exceptions, all with one base class, and the errors that a ValidationError carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FieldError:
    """One error in a record: a stable code, the field, a message, and what the field accepts."""

    __module__ = "diabetes"

    code: str
    field: str | None
    message: str
    limits: dict[str, Any] | None


class DiabetesError(Exception):
    """The base class of every error of this package; ``code`` is stable."""

    __module__ = "diabetes"

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message, code)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return self.message


class ValidationError(DiabetesError, ValueError):
    """A record is not valid; ``errors`` lists every error, ``code`` is the code of the first.

    >>> import diabetes
    >>> try:
    ...     diabetes.classify_hba1c(55)
    ... except diabetes.ValidationError as error:
    ...     print(error.code, error.errors[0].limits)
    out_of_range {'min': 3.0, 'max': 20.0}
    """

    __module__ = "diabetes"

    def __init__(self, errors: Sequence[FieldError]) -> None:
        code = errors[0].code if errors else "invalid"
        super().__init__(" ".join(error.message for error in errors), code)
        self.errors = list(errors)

    def __reduce__(self) -> tuple[type[ValidationError], tuple[list[FieldError]]]:
        return type(self), (self.errors,)


class ModelFileError(DiabetesError, ValueError):
    """A model file was refused: ``not_a_model``, ``damaged`` or ``too_new``."""

    __module__ = "diabetes"


class TrainingError(DiabetesError):
    """This data does not allow training or a least-squares fit."""

    __module__ = "diabetes"


class TrainingWarning(UserWarning):
    """Something that may make a model worse than it looks; the message begins with a stable code.

    >>> import diabetes, warnings
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     model = diabetes.train(diabetes.generate(500, seed=1))
    >>> [str(warning.message).split(":")[0] for warning in caught]
    ['findrisc_as_predictor', 'few_events_per_parameter', 'few_events_per_parameter']
    """

    __module__ = "diabetes"
