"""How long predictions and logs are kept, and why: the classes of retention.

A legal hold (:mod:`holds <diabetes_stack.store.holds>`) keeps a patient's predictions whatever their class.
"""

from __future__ import annotations

from datetime import timedelta
from enum import Enum

__all__ = ["ANONYMOUS_PREDICTIONS", "CLINICAL", "CLINICAL_YEARS", "LOGS", "Retention", "class_of"]

LOGS = timedelta(days=30)
ANONYMOUS_PREDICTIONS = timedelta(days=90)
#: The value of the column ``retention`` for what belongs to a clinical record.
CLINICAL = "clinical"
#: For at least how many years after the last care a clinical record is kept (Resolución 839 de 2017, article 3, which
#: amends Resolución 1995 de 1999). The store does not know when that was, so nothing of it ever expires here.
CLINICAL_YEARS = 15


class Retention(str, Enum):
    """Why a prediction is kept, and for how long."""

    #: No patient is known: for :data:`ANONYMOUS_PREDICTIONS`.
    ANONYMOUS = "anonymous"
    #: Of a patient, outside a clinical record: until the patient is forgotten.
    PATIENT = "patient"
    #: Belongs to a clinical record: kept.
    CLINICAL = CLINICAL


def class_of(patient: str | None, retention: str | None) -> Retention:
    """The class of a prediction, from its columns.

    >>> class_of(None, None).value, class_of("f" * 64, None).value, class_of("f" * 64, "clinical").value
    ('anonymous', 'patient', 'clinical')
    """
    if retention == CLINICAL:
        return Retention.CLINICAL
    return Retention.ANONYMOUS if patient is None else Retention.PATIENT
