"""What the Python package answers to 10,000 valid and 1,000 invalid random records; `make oracle` runs it.

Writes into the folder named on the command line: `bodies.ndjson`, one JSON body a line, for the other
languages; `python.ndjson`, one line each of Python's answers; `columns.json`, a table and its answers;
`codes.json`, the clinical codes.
"""

import json
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import diabetes
import pyarrow as pa
from oracle_records import CHOICES, DATES, FIELDS, NUMBERS, broken, invalid, valid

SEED = 20
VALID, INVALID, BROKEN = 10_000, 1_000, 50
OUTPUTS = ("glucose", "dysglycaemia", "diabetes")
MODEL = diabetes.Model.bundled()


def answer(record: Any, locale: str) -> dict[str, Any]:
    try:
        found = MODEL.predict(record, locale=locale).to_dict()
    except diabetes.ValidationError as error:
        found = {"errors": error.errors}
    assert diabetes.validate(record, locale=locale) == found.get("errors", [])
    return found


def explain(record: Any) -> dict[str, Any] | None:
    try:
        return {output: MODEL.explain(record, output) for output in OUTPUTS}
    except diabetes.ValidationError:
        return None


def answers(record: Any) -> dict[str, Any]:
    return {
        "es": answer(record, "es"),
        "en": answer(record, "en"),
        "explain": explain(record),
        "strict": diabetes.validate(record, strict=True),
    }


def table(records: list[Any]) -> dict[str, Any]:
    """The records whose values are numbers and texts, as columns, with the answers of predict_batch."""

    def plain(name: str, value: Any) -> bool:
        kinds = (int, float) if name in NUMBERS else (str,)
        return value is None or (isinstance(value, kinds) and not isinstance(value, bool))

    rows = [
        record
        for record in records
        if isinstance(record, dict) and all(plain(name, record.get(name)) for name in FIELDS)
    ]
    columns = {name: [row.get(name) for row in rows] for name in FIELDS}
    arrays = {name: pa.array(columns[name], pa.string()) for name in [*CHOICES, *DATES]}
    arrays |= {name: pa.array([as_float(v) for v in columns[name]], pa.float64()) for name in NUMBERS}
    predicted = MODEL.predict_batch(pa.table({name: arrays[name] for name in FIELDS}))
    return {"columns": columns, "answers": predicted.to_pydict()}


def as_float(value: float | None) -> float | None:
    try:
        return None if value is None else float(value)
    except OverflowError:
        return float("inf")


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(SEED)
    good = [valid(rng) for _ in range(VALID)]
    bad, codes = zip(*(invalid(rng, position) for position in range(INVALID)), strict=True)
    seen: Counter[str] = Counter()
    with (folder / "bodies.ndjson").open("w") as bodies, (folder / "python.ndjson").open("w") as lines:

        def write(body: str, line: dict[str, Any]) -> None:
            line["json"] = MODEL.predict_json(body.encode()).decode()
            bodies.write(body + "\n")
            lines.write(json.dumps(line, ensure_ascii=False, default=vars) + "\n")

        for record, code in zip([*good, *bad], [None] * VALID + list(codes), strict=True):
            # What the other languages read is what Python reads.
            body = json.dumps(record, ensure_ascii=False)
            line = answers(json.loads(body))
            found = [error.code for error in line["strict"]]
            if code is None:
                assert set(found) <= {"unknown_field"}, (record, found)
            else:
                assert code in found, (record, code, found)
                seen.update(found)
            write(body, line)
        for position in range(BROKEN):
            write(broken(rng, json.dumps(good[position], ensure_ascii=False)), {})
    (folder / "columns.json").write_text(json.dumps(table([*good, *bad])))
    (folder / "codes.json").write_text(json.dumps(diabetes.codes()))
    print(f"{VALID} valid records, {INVALID} invalid ones:", dict(seen.most_common()))


if __name__ == "__main__":
    main()
