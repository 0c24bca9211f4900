"""Evaluating files: whole, or piece by piece, with the same figures."""

import json

import diabetes
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from diabetes import _cli, _large, _pieces

MODEL = diabetes.Model.bundled()
HOSPITALS = pa.array([["Norte", "Sur", "Este"][row % 3] for row in range(2_000)])
PEOPLE = pa.table(diabetes.generate(2_000, seed=6)).append_column("hospital", HOSPITALS)
# What needs all rows at once, and what only figures of sums say: within how much they are those of the rows.
LEFT_OUT = ("participants", "auroc_within", "average_precision_within")


@pytest.fixture
def files(tmp_path):
    """The same people as CSV and as Parquet."""
    pa.csv.write_csv(PEOPLE, tmp_path / "people.csv")
    pq.write_table(PEOPLE, tmp_path / "people.parquet", row_group_size=300)
    return tmp_path


@pytest.fixture
def small_pieces(monkeypatch):
    """Every file is large."""
    for module, name, value in (
        (_large, "MOST_BYTES", 1_000),
        (_large, "MOST_ROWS", 100),
        (_pieces, "BLOCK", 9_000),
        (_pieces, "ROWS", 300),
    ):
        monkeypatch.setattr(module, name, value)


def figures(data, **options):
    found = diabetes.evaluate(MODEL, data, by="hospital", resamples=0, **options).to_dict()
    return shared(found)


def shared(found):
    """What both ways of reading have."""
    if isinstance(found, dict):
        return {name: shared(value) for name, value in found.items() if name not in LEFT_OUT}
    return [shared(value) for value in found] if isinstance(found, list) else found


@pytest.mark.parametrize("name", ["people.csv", "people.parquet"])
def test_a_small_file_has_the_figures_of_its_table(files, name):
    assert figures(files / name) == figures(str(files / name)) == figures(PEOPLE)
    weights = [1.0 + row % 2 for row in range(len(PEOPLE))]
    assert figures(files / name, weights=weights) == figures(PEOPLE, weights=weights)


@pytest.mark.parametrize("smallest_cell", [1, 5])
@pytest.mark.parametrize("name", ["people.csv", "people.parquet"])
def test_a_large_file_has_the_figures_and_the_sums_of_its_rows(files, name, smallest_cell, small_pieces):
    assert figures(files / name, smallest_cell=smallest_cell) == figures(PEOPLE, smallest_cell=smallest_cell)


def test_a_large_file_with_weights_or_clusters_is_held_in_memory(files, small_pieces):
    found = figures(files / "people.csv", cluster="hospital")
    assert found == figures(PEOPLE, cluster="hospital")
    assert found["data"]["clusters"] == 3


@pytest.mark.parametrize("name", ["people.csv", "people.parquet"])
def test_columns_that_are_not_used_are_named_once(files, name, small_pieces):
    with pytest.warns(UserWarning, match="hospital") as warned:
        diabetes.evaluate(MODEL, files / name, resamples=0)
    assert len(warned) == 1


def test_the_command_reads_a_large_file_piece_by_piece(files, small_pieces, capsys):
    rows = (files / "people.csv").read_text().splitlines()
    place = rows[0].replace('"', "").split(",").index("Resultado")
    cells = rows[3].split(",")
    rows[3] = ",".join([*cells[:place], "5000", *cells[place + 1 :]])
    (files / "people.csv").write_text("\n".join(rows) + "\n")
    status = _cli.main(
        ["evaluate", "nhanes", f"{files / 'people.csv'}", "--json", f"{files / 'found'}", "--resamples", "0"]
    )
    said = capsys.readouterr().err
    assert status == 0
    assert json.loads((files / "found").read_text())["data"]["invalid"] == {"out_of_range": 1}
    assert "Resultado" in said
    assert "outside the range 1" in said


def test_a_file_that_is_not_there_or_has_no_outcome_is_said(files, small_pieces):
    with pytest.raises(FileNotFoundError):
        diabetes.evaluate(MODEL, files / "none.csv")
    pa.csv.write_csv(PEOPLE.drop_columns("Resultado"), files / "bare.csv")
    with pytest.raises(diabetes.DiabetesError) as refused:
        diabetes.evaluate(MODEL, files / "bare.csv")
    assert refused.value.code == "no_outcome"
