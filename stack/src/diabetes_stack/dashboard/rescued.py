"""What a row with errors measured all the same: a glucose of 412 mg/dL must not be lost because an age is missing."""

from __future__ import annotations

from typing import Any

import diabetes
import pyarrow as pa

from .. import columns
from .tables import pointed
from .units import as_number
from .upload import Upload

__all__ = ["rescued"]

#: Laboratory values, with what judges them.
_JUDGED = {"glucosa_ayunas": diabetes.classify_glucose, "hba1c": diabetes.classify_hba1c}
_COLUMNS = ("urgent", "measured", "confirm")
_NORMAL = "Normal"
#: Of such a row nobody knows which cell belongs to which column.
_SHIFTED = ("cell_count", "text_after_quote")


def rescued(upload: Upload, answers: Any) -> Any:
    """The answers, in which rows with errors have what is urgent or abnormal among their measured values."""
    faults = answers["errors"].to_pylist()
    bad = [place for place, fault in enumerate(faults) if fault and not fault.startswith(_SHIFTED)]
    if not bad:
        return answers
    rows = pa.table(upload.taken).take(pa.array(bad)).to_pylist()
    found = {place: _judged(row, faults[place]) for place, row in zip(bad, rows, strict=True)}
    found = {place: judged for place, judged in found.items() if judged["urgent"] or judged["measured"]}
    for name in _COLUMNS if found else ():
        cells = answers[name].to_pylist()
        for place, judged in found.items():
            cells[place] = judged[name]
        field = answers.schema.field(name)
        place = answers.schema.get_field_index(name)
        answers = answers.set_column(place, field, pa.chunked_array([pa.array(cells, field.type)]))
    return answers


def _judged(row: dict[str, Any], fault: str) -> dict[str, Any]:
    wrong = {part.partition(":")[2] for part in fault.split(";")}
    record = {
        name: value
        for name, value in pointed(row).items()
        if value not in (None, "") and value == value and name not in {*wrong, "", columns.CELLS}
    }
    read = {name: as_number(str(record.get(name, ""))) for name in _JUDGED}
    values = {name: value for name, value in read.items() if value is not None}
    try:
        urgent = diabetes.urgent(record)
    except diabetes.ValidationError:
        # A fault between fields, such as a diastolic pressure above the systolic one: neither is believed.
        urgent = diabetes.urgent(values)
    measured = []
    confirm = False
    for name, value in values.items() if _is_no(record.get("embarazo")) else ():
        judged = _JUDGED[name](value)
        if judged.category != _NORMAL:
            measured.append(f"{name}:{judged.category}")
            confirm |= bool(judged.confirm)
    return {
        "urgent": ";".join(urgent) or None,
        "measured": ";".join(measured) or None,
        "confirm": confirm if measured else None,
    }


def _is_no(value: Any) -> bool:
    """Whether a person is not said to be pregnant; in pregnancy other limits hold."""
    return value is None or str(value).strip().lower() == "no"
