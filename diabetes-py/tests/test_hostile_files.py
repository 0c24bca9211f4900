"""Files and tables of a generator, whatever people and programs do to them: rows in are rows out, each
answered or counted by a code.

``HOSTILE_ROUNDS`` says how many of each sort; ``make hostile`` runs many. ``HOSTILE_SEED`` makes others.
"""

import csv
import io
import itertools
import os
import random
import re

import diabetes
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from common import COMPLETE, EXAMPLE, REQUIRED

ROUNDS = int(os.environ.get("HOSTILE_ROUNDS", "100"))
SEED = int(os.environ.get("HOSTILE_SEED", "0"))
NAMES = (*REQUIRED, "fuma", "hba1c")
UNITS = {
    "edad": "años",
    "imc": "kg/m²",
    "perimetro_abdominal": "cm",
    "tas": "mmHg",
    "tad": "mm Hg",
    "hba1c": "%",
}
NOTES = [
    "",
    "mareo",
    "5'10\"",
    'dice "no"',
    "a;b,c\td",
    "dos\nlíneas",
    "otra\r\nlínea",
    "Peña",
    "=1+1",
    "x" * 70_000,
    "nulo\0",
]

pytestmark = [
    pytest.mark.filterwarnings("ignore:ignored columns"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]


def person(chance):
    """A record of text-like values that any format holds."""
    return {
        "edad": chance.choice([18, 45, 64.5, 120]),
        "sexo": chance.choice(["M", "F"]),
        "imc": chance.choice([18.5, 24.9, 28.5, 30]),
        "perimetro_abdominal": chance.choice([80, 95.5, 102]),
        "tas": chance.choice([118, 135]),
        "tad": chance.choice([70, 85]),
        "fuma": chance.choice(["Si", "No", None]),
        "hba1c": chance.choice([5.6, 5.7, 6.4, 6.5, None]),
    }


def counted(model, table, rows):
    """The answers of a table, of which no row is lost: each is answered or has a code."""
    answers = model.predict_batch(table)
    read = diabetes.Table.from_arrow(pa.table(answers))
    estimates, errors = read.column("glucose_mg_dl"), read.column("errors")
    reasons = [
        str(codes or "").split(";")[0] in ("pregnant", "known_diabetes") for codes in read.column("warnings")
    ]
    assert len(estimates) == rows
    for estimate, error, reason in zip(estimates, errors, reasons, strict=True):
        assert (estimate is not None) + (error is not None) + reason == 1
    return estimates, errors


class File:
    """A CSV file: its bytes, and what has to become of each of its rows."""

    def __init__(self, chance):
        self.separator = chance.choice(",;\t")
        self.mark = "," if self.separator == ";" else chance.choice(".," if self.separator == "\t" else ".")
        self.end = chance.choice(["\n", "\r\n", "\r"])
        self.quotes = chance.random() < 0.3
        self.encoding = chance.choice(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
        self.chance = chance
        self.columns = chance.sample([*NAMES, "nota", "id"], len(NAMES) + 2)
        self.expected = []
        # In some files a quote is never closed, and nothing else is wrong.
        self.is_open = chance.random() < 0.1
        lines = [self.row([self.heading(name) for name in self.columns])]
        if chance.random() < 0.2:
            lines.insert(0, f"sep={self.separator}")
        for number in range(chance.randint(0, 12)):
            lines.append(self.line(number))
            if chance.random() < 0.1:
                lines.append("")
            if self.is_open and not any(record is None for record, _ in self.expected):
                lines.append(self.opened())
        self.is_open = any(record is None for record, _ in self.expected)
        self.text = self.end.join(lines) + chance.choice(["", self.end])

    def heading(self, name):
        way = self.chance.randint(0, 3)
        if way == 1:
            return name.upper()
        if way == 2:
            return f" {name.replace('_', ' ').capitalize()} "
        return f"{name} ({UNITS[name]})" if way == 3 and name in UNITS else name

    def cell(self, value):
        if value is None:
            return ""
        text = value if isinstance(value, str) else str(value).replace(".", self.mark)
        special = re.search(f'[{self.separator}\r\n]|^"', text)
        return '"' + text.replace('"', '""') + '"' if special or self.quotes else text

    def row(self, cells):
        return self.separator.join(self.cell(cell) for cell in cells)

    def line(self, number):
        record = person(self.chance)
        values = {**record, "nota": self.chance.choice(NOTES), "id": f"{number:03}"}
        cells = [self.cell(values[name]) for name in self.columns]
        faults = [] if self.is_open else ["cell_count", "text_after_quote", "not_a_number:tas"]
        fault = self.chance.choice([None] * 6 + faults)
        if fault == "cell_count":
            cells = cells[:-1] if self.chance.random() < 0.5 else [*cells, "más"]
        elif fault == "text_after_quote":
            place = self.chance.randrange(len(cells))
            cells[place] = f'"{cells[place].strip(chr(34)).replace(chr(34), "")}" x'
            if "\n" in cells[place] or "\r" in cells[place]:
                cells[place] = '"uno" x'
        elif fault == "not_a_number:tas":
            cells[self.columns.index("tas")] = self.chance.choice(
                ["12O", "1,2,3" if self.separator != "," else "1.2.3", "135 mmHg"]
            )
        self.expected.append((record, fault))
        return self.separator.join(cells)

    def opened(self):
        """A row with a quote that is never closed, unless by that of the next cell."""
        self.expected.append((None, "text_after_quote"))
        values = {**person(self.chance), "nota": "", "id": ""}
        cells = [self.cell(values[name]) for name in self.columns]
        cells[self.columns.index("nota")] = '"mareo'
        return self.separator.join(cells)

    def content(self):
        return self.text.encode(self.encoding, errors="replace")


def test_every_row_of_a_csv_file_is_read_as_it_was_written_or_counted(bundled):
    for number in range(ROUNDS):
        chance = random.Random(f"{SEED} csv {number}")
        file = File(chance)
        table, refusal = read(file.content())
        if table is None:
            assert file.is_open, (number, refusal)
            assert "the quote opened on line" in refusal
            continue
        rows = len(file.expected)
        assert table.num_rows == rows, number
        estimates, errors = counted(bundled, table, rows)
        for (record, fault), estimate, error in zip(file.expected, estimates, errors, strict=True):
            assert error == fault, number
            assert fault or estimate == bundled.predict(record).glucose_mg_dl, number
        # Written and read again nothing changes.
        again = diabetes.read_csv(io.BytesIO(table.to_csv(separator=file.separator)))
        assert again.num_rows == rows


def read(content):
    """The table of a file, or why it is refused."""
    try:
        return diabetes.read_csv(io.BytesIO(content)), None
    except diabetes.DiabetesError as error:
        return None, f"{error.code}: {error}"


def harmed(chance, content):
    """Bytes of which some are changed, lost, doubled or put in."""
    content = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(content) + 1)
        way = chance.randint(0, 3)
        if way == 0:
            content[place:place] = chance.choice(
                [b'"', b'"', b'""', b"\r", b"\n", b";", b",", b"\0", b"\xff", b"\t", b"("]
            )
        elif way == 1:
            del content[place : place + chance.randint(1, 5)]
        elif way == 2 and place < len(content):
            content[place] = chance.randrange(256)
        else:
            end = place + chance.randint(1, 40)
            content[place:place] = content[place:end]
    return bytes(content)


def test_no_row_of_a_harmed_file_is_lost(bundled):
    csv.field_size_limit(1 << 24)
    for number in range(ROUNDS):
        chance = random.Random(f"{SEED} harm {number}")
        file = File(chance)
        content = harmed(chance, file.content())
        table, _ = read(content)
        if table is None:
            continue
        counted(bundled, table, table.num_rows)
        separator, encoding = table.dialect
        text = content.decode(encoding.removesuffix(" with a mark"), errors="replace").removeprefix("\ufeff")
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        # A line that says the separator is no row, and neither is the header.
        rows = [row for row in lines if row]
        said = re.match(' *"*sep=', text, re.IGNORECASE) is not None
        assert table.num_rows == len(rows) - 1 - said, number


def test_training_counts_every_row_that_it_does_not_use():
    generated = diabetes.generate(150, seed=3).to_csv(separator=";").decode().splitlines()
    for number in range(max(ROUNDS // 20, 3)):
        chance = random.Random(f"{SEED} train {number}")
        lines = list(generated)
        harm = {"cell_count": 0, "text_after_quote": 0, "not_a_number": 0}
        for place in chance.sample(range(1, len(lines)), 12):
            fault = chance.choice(list(harm))
            harm[fault] += 1
            cells = lines[place].split(";")
            if fault == "cell_count":
                cells.append("")
            elif fault == "text_after_quote":
                cells[chance.randrange(len(cells))] = '"a"b'
            else:
                cells[0] = "45 años"
            lines[place] = ";".join(cells)
        table = diabetes.read_csv(io.StringIO("\n".join(lines)))
        facts = diabetes.train(table, outputs=["glucose"], seed=number).info["training"]
        assert facts["skipped"] == {code: count for code, count in sorted(harm.items()) if count}


TEXT_KINDS = [
    lambda array: array,
    lambda array: array.cast(pa.large_string()),
    lambda array: array.cast(pa.string_view()),
    lambda array: array.dictionary_encode(),
    lambda array: array.cast(pa.dictionary(pa.int8(), pa.string())),
    lambda array: array.cast(pa.dictionary(pa.uint32(), pa.large_string())),
    pc.run_end_encode,
]
NUMBER_KINDS = [
    lambda array: array,
    lambda array: array.cast(pa.float32()),
    lambda array: array.cast(pa.float32()).dictionary_encode(),
    lambda array: array.cast(pa.decimal128(9, 1)),
    lambda array: pc.run_end_encode(array),
    lambda array: pc.run_end_encode(array.cast(pa.float32())),
    lambda array: pa.array(
        [None if value is None else str(value) for value in array.to_pylist()], pa.string()
    ),
    lambda array: array.dictionary_encode(),
    lambda array: array.cast(pa.float16()) if all(v is None or v < 128 for v in array.to_pylist()) else array,
]


def chunked(chance, array):
    """The array in chunks of any size, some of them empty, each a slice of more than it is."""
    ends = sorted(chance.choices(range(len(array) + 1), k=chance.randint(0, 5)))
    edges = [0, *ends, len(array)]
    parts = []
    for start, end in itertools.pairwise(edges):
        part = array.slice(start, end - start)
        if chance.random() < 0.3:
            padded = pa.concat_arrays([array.slice(0, min(2, len(array))), part])
            part = padded.slice(min(2, len(array)))
        parts.append(part)
    return pa.chunked_array(parts, type=array.type)


def test_a_table_in_any_layout_gives_the_answers_of_its_records(bundled):
    for number in range(ROUNDS):
        chance = random.Random(f"{SEED} arrow {number}")
        records = [person(chance) for _ in range(chance.randint(1, 30))]
        columns = {}
        for name in NAMES:
            values = [record[name] for record in records]
            is_text = name in ("sexo", "fuma")
            plain = pa.array(values, pa.string() if is_text else pa.float64())
            kinds = TEXT_KINDS if is_text else NUMBER_KINDS
            columns[name] = chunked(chance, chance.choice(kinds)(plain))
        table = pa.table(columns)
        start = chance.randrange(len(records))
        table, records = table.slice(start), records[start:]
        estimates, errors = counted(bundled, table, len(records))
        assert errors == [None] * len(records), number
        assert estimates == [bundled.predict(record).glucose_mg_dl for record in records], number
        if not any(pa.types.is_run_end_encoded(kind) for kind in table.schema.types):
            written = diabetes.Table.from_arrow(table).to_csv()
            assert counted(bundled, diabetes.read_csv(io.BytesIO(written)), len(records))[0] == estimates, (
                number
            )


def test_records_of_a_batch_are_answered_or_refused_each_in_its_place(bundled):
    strange = [
        None,
        7,
        [],
        {},
        "M",
        {"edad": object()},
        {**COMPLETE, "edad": 10**400},
        {**EXAMPLE, "imc": "28;5"},
    ]
    for number in range(max(ROUNDS // 10, 5)):
        chance = random.Random(f"{SEED} records {number}")
        records = [chance.choice([person(chance), chance.choice(strange)]) for _ in range(20)]
        answers = bundled.predict_batch(records)
        assert len(answers) == len(records)
        for record, answer in zip(records, answers, strict=True):
            if isinstance(answer, diabetes.ValidationError):
                assert record in strange
            else:
                assert answer == bundled.predict(record)
