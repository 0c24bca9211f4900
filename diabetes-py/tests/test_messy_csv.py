"""CSV as spreadsheets of several countries write it: every cell is read as it was meant, or refused."""

import csv
import io
import warnings

import diabetes
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

HEADER = (
    "id", "nombre", "edad", "sexo", "imc", "perimetro_abdominal", "tas", "tad", "fuma", "embarazo",
    "diabetes_gestacional", "glucosa_ayunas", "nota",
)  # fmt: skip
NUMBERS = ("edad", "imc", "perimetro_abdominal", "tas", "tad", "glucosa_ayunas")
NOTE = 'dice "no";\r\nvuelve'
AGE = "out_of_range:edad"
IMC = "not_a_number:imc"
WAIST = "not_a_number:perimetro_abdominal"
MAN = "gestational_man:diabetes_gestacional"
TAD = "tad_not_below_tas:tad"
TAS = "not_a_number:tas"
TWO = "not_allowed:sexo;not_allowed:fuma"
AMBIGUOUS = "ambiguous_number:glucosa_ayunas"
# Cells, and what stands in ``errors`` and at the beginning of ``warnings``. A list of another length is a row
# with too few or too many cells.
ROWS = [
    (["001", "Peña, José", "45", "M", "28,5", "95", "135", "85", "Sí", "No", "", "", NOTE], None, None),
    (["002", "Hugo", "45", "H", "28,5", "95", "135", "85", "Sí", "No", "", "", ""], "not_allowed:sexo", None),
    (["003", "Ana", "31", "F", "24,25", "80,5", "118", "74", "", "Sí", "", "", ""], None, "pregnant"),
    # A blank is missing.
    (["004", "Eva", "52", "F", "", "88", "120", "80", "No", "No", "", "", ""], "missing:imc", None),
    (["005", "Luz", "52", "F", "27", "88", " ", "80", "No", "No", "", "", ""], "missing:tas", None),
    (["006", "Paz", "52", "F", "27", "88", "NaN", "80", "No", "No", "", "", ""], "missing:tas", None),
    # Too few cells; one separator too many at the end; a decimal comma that divided a cell.
    (["007", "Inés", "52", "F", "27", "88", "120", "80"], "cell_count", None),
    (["008", "Rosa", "52", "F", "27", "88", "120", "80", "No", "No", "", "", "", ""], "cell_count", None),
    (["009", "Juan", "52", "M", "27", "5", "88", "120", "80", "No", "No", "", "", ""], "cell_count", None),
    # 1.000 mg/dL may be one or a thousand; nobody is 1,045 or 45,000 years old, so those are decimals.
    (["010", "Olga", "52", "F", "27", "88", "120", "80", "No", "No", "", "1.000", ""], AMBIGUOUS, None),
    (["011", "Lina", "1.045", "F", "27", "88", "120", "80", "No", "No", "", "", ""], AGE, None),
    (["012", "Mara", "45,000", "F", "27", "88", "120", "80", "No", "No", "", "", ""], None, None),
    (["013", "Raúl", "52", "M", "1.234,5", "88", "120", "80", "No", "No", "", "", ""], IMC, None),
    (["014", "Saúl", "52", "M", "28;5", "88", "120", "80", "No", "No", "", "", ""], IMC, None),
    (["015", "Omar", "52", "M", "27", "88 cm", "120", "80", "No", "No", "", "", ""], WAIST, None),
    (["016", "Iván", "52", "M", "27", "88", "12O", "80", "No", "No", "", "", ""], TAS, None),
    (["017", "Noé", "52", "M", "27", "88", "inf", "80", "No", "No", "", "", ""], "not_finite:tas", None),
    # Case, accents, blanks and the other decimal mark do not matter.
    (["018", "Sara", " 52 ", "f", "27,0", "88.5", "120", "80", "no", "NO", " sí", "98", ""], None, None),
    (["019", "Tito", "52", "M", "27", "88", "120", "80", "No", "No", "Si", "", ""], MAN, None),
    (["020", "Yago", "52", "M", "27", "88", "80", "120", "No", "No", "", "", ""], TAD, None),
    (["021", "Nina", "52", "Mujer", "27", "88", "120", "80", "0", "No", "", "", ""], TWO, None),
    (["022", "=1+1", "52", "F", "27", "88", "120", "80", "No", "No", "", "126", "-"], None, None),
]  # fmt: skip

pytestmark = [
    pytest.mark.filterwarnings("ignore:ignored columns"),
    pytest.mark.filterwarnings("ignore::diabetes.TrainingWarning"),
]


def line(cells, separator):
    """A line of CSV; the standard library quotes what has to be quoted."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def western():
    """The file with semicolons and decimal commas, as text."""
    return line(HEADER, ";") + "".join(line(cells, ";") for cells, _, _ in ROWS)


def english():
    """The same file with commas between cells, and the other mark in every number."""
    swap = str.maketrans(",.", ".,")
    numbers = {HEADER.index(name) for name in NUMBERS}
    rows = (
        [cell.translate(swap) if place in numbers else cell for place, cell in enumerate(cells)]
        for cells, _, _ in ROWS
    )
    return line(HEADER, ",") + "".join(line(cells, ",") for cells in rows)


def read(content):
    """The table of some bytes."""
    return diabetes.read_csv(io.BytesIO(content))


def test_every_row_of_a_messy_file_is_read_as_it_was_meant_or_refused(bundled):
    table = read(western().encode("windows-1252"))
    answers = bundled.predict_batch(table)
    assert table.dialect == (";", "windows-1252")
    assert answers.column("errors") == [errors for _, errors, _ in ROWS]
    answered = zip(ROWS, answers.column("warnings"), answers.column("glucose_mg_dl"), strict=True)
    for (_, errors, reason), warned, estimate in answered:
        assert (estimate is None) == (errors is not None or reason is not None)
        assert reason is None or warned.split(";")[0] == reason
    assert table.column("id") == [cells[0] for cells, _, _ in ROWS]
    assert table.column("nombre")[0] == "Peña, José"
    assert table.column("nota")[0] == NOTE


def test_the_values_are_those_of_the_records_typed_by_hand(bundled):
    answers = pa.table(bundled.predict_batch(read(western().encode("windows-1252")))).to_pylist()
    common = {"tas": 120, "tad": 80, "fuma": "No", "embarazo": "No"}
    by_hand = {
        0: {"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85,
            "fuma": "Si", "embarazo": "No"},
        11: {"edad": 45, "sexo": "F", "imc": 27, "perimetro_abdominal": 88, **common},
        17: {"edad": 52, "sexo": "F", "imc": 27, "perimetro_abdominal": 88.5, "diabetes_gestacional": "Si",
             "glucosa_ayunas": 98, **common},
        21: {"edad": 52, "sexo": "F", "imc": 27, "perimetro_abdominal": 88, "glucosa_ayunas": 126, **common},
    }  # fmt: skip
    for row, record in by_hand.items():
        expected = bundled.predict(record)
        assert answers[row]["glucose_mg_dl"] == expected.glucose_mg_dl
        assert answers[row]["prob_Diabetes"] == expected.probabilities["Diabetes"]
        assert answers[row]["imputed"] == ";".join(expected.imputed)


@pytest.mark.parametrize(
    ("content", "dialect"),
    [
        (western().encode(), (";", "UTF-8")),
        (western().encode("utf-8-sig"), (";", "UTF-8 with a mark")),
        (western().encode("utf-16"), (";", "UTF-16LE")),
        (b"\xfe\xff" + western().encode("utf-16-be"), (";", "UTF-16BE")),
        (english().encode(), (",", "UTF-8")),
        (english().encode("windows-1252"), (",", "windows-1252")),
    ],
)
def test_the_dialect_does_not_change_an_answer_by_a_bit(bundled, content, dialect):
    table = read(content)
    assert table.dialect == dialect
    reference = read(western().encode("windows-1252"))
    assert bundled.predict_batch(table).to_csv() == bundled.predict_batch(reference).to_csv()
    assert table.column("nombre") == reference.column("nombre")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_the_ends_of_lines_do_not_matter_and_empty_lines_are_no_rows(bundled, ends):
    lines = [
        "edad;sexo;imc;perimetro_abdominal;tas;tad",
        "45;M;28,5;95;135;85",
        "",
        "17;M;28,5;95;135;85",
        "",
    ]
    answers = bundled.predict_batch(read(ends.join(lines).encode()))
    assert answers.column("errors") == [None, "out_of_range:edad"]


def test_separators_at_the_end_of_every_line_make_a_column_without_a_name(bundled):
    table = read(b"edad;sexo;imc;perimetro_abdominal;tas;tad;\n45;M;28,5;95;135;85;\n45;M;28,5;95;135;85\n")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert bundled.predict_batch(table).column("errors") == [None, "cell_count"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"uno;dos\n1;2\n", b"45;M;28,5\n", b"edad;sexo;edad\n45;M;45\n"],
    ids=["empty", "blank", "no field", "no header", "a field twice"],
)
def test_a_file_that_cannot_be_told_is_refused(content):
    with pytest.raises(diabetes.DiabetesError) as caught:
        read(content)
    assert caught.value.code == "unreadable_table"


def test_a_header_without_rows_has_no_rows(bundled):
    table = read(b"edad,sexo\n")
    assert (table.num_rows, table.column_names) == (0, ["edad", "sexo"])
    assert bundled.predict_batch(table).num_rows == 0


def test_training_reads_the_same_numbers_and_counts_what_it_cannot_read():
    generated = diabetes.generate(400, seed=3)
    western = generated.to_csv(separator=";")
    first, rest = western.split(b"\n", 1)
    columns = first.decode().split(";")
    cells = rest.decode().split("\n")[0].split(";")
    cells[columns.index("Resultado")] = "1.000"
    bad = ";".join(cells) + "\n" + ";".join(cells[:5]) + "\n"
    reference = diabetes.train(generated)
    assert diabetes.train(read(western)) == reference
    model = diabetes.train(read(western + bad.encode()))
    assert model.info["training"]["skipped"] == {"ambiguous_number": 1, "cell_count": 1}
    assert model.info["metrics"] == reference.info["metrics"]


def test_weights_are_numbers_of_the_dialect_and_an_unclear_one_is_refused():
    rows = diabetes.generate(200, seed=3).to_csv(separator=";").decode().splitlines()

    def weighted(weight):
        lines = [f"{rows[0]};peso_muestral", *(f"{row};{weight}" for row in rows[1:])]
        return read("\n".join(lines).encode())

    model = diabetes.train(weighted("1,5"), weights="peso_muestral")
    assert model.info["training"]["weighted"]
    for unclear in ("1.500", "uno", "1,2,3"):
        with pytest.raises(diabetes.TrainingError) as caught:
            diabetes.train(weighted(unclear), weights="peso_muestral")
        assert caught.value.code == "bad_option"


def test_other_libraries_never_misread_the_table(bundled):
    table = read(western().encode("windows-1252"))
    own = bundled.predict_batch(table)
    assert pa.table(own).equals(bundled.predict_batch(pa.table(table)))
    # A frame does not know of decimal commas: what it cannot tell is refused, never another number.
    for frame in (pa.table(table).to_pandas(), pl.DataFrame(table)):
        answers = diabetes.Table.from_arrow(pa.table(bundled.predict_batch(frame)))
        estimates = zip(answers.column("glucose_mg_dl"), own.column("glucose_mg_dl"), strict=True)
        assert all(estimate in (None, expected) for estimate, expected in estimates)
        for errors, expected in zip(answers.column("errors"), own.column("errors"), strict=True):
            assert errors is not None or expected is None


def test_scores_read_the_same_cells():
    scores = diabetes.score_batch(
        "findrisc", read(b"edad;imc;perimetro_abdominal;sexo\n50;31,5;;F\n1.050;31;;F\n")
    )
    # 45 to 54 years 2 points, above 30 kg/m2 3 points; the waist gives 0 to 4, the rest up to 13 more.
    assert scores.column("points_min") == [5.0, None]
    assert scores.column("errors") == [None, "out_of_range:edad"]


def test_a_frame_of_pandas_writes_and_reads_back_what_it_says(bundled):
    frame = pa.table(diabetes.generate(50, seed=9)).to_pandas().drop(columns="Resultado")
    content = frame.to_csv(index=False, sep=";", decimal=",").encode()
    answers = pa.table(bundled.predict_batch(read(content))).to_pandas()
    pd.testing.assert_frame_equal(answers, pa.table(bundled.predict_batch(pa.table(frame))).to_pandas())


def test_a_nul_character_in_a_heading_does_not_refuse_the_file():
    # Nearer to the beginning it would not be text.
    name = "x" * 5000
    table = diabetes.read_csv(io.BytesIO(f"edad;sexo;{name}\0\n45;M;a\0b\n".encode()))
    assert table.column_names == ["edad", "sexo", f"{name}\ufffd"]
    assert pa.table(table)[f"{name}\ufffd"].to_pylist() == ["a\0b"]
    assert diabetes.Model.bundled().predict_batch(table).num_rows == 1
