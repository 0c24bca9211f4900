"""Training on files and streams of any size: one model, however the rows are divided."""

import diabetes
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from diabetes import _native, _pieces

pytestmark = pytest.mark.filterwarnings("ignore::diabetes.TrainingWarning")
PEOPLE = pa.table(diabetes.generate(3_000, seed=11))
MANY = 530_000


def in_batches(table, size):
    """The table as a stream that can be read once."""
    return pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=size))


@pytest.fixture(scope="module")
def many():
    """More people than are kept in memory, with few columns."""
    columns = ["edad", "sexo", "imc", "tas", "Resultado"]
    return pa.table(diabetes.generate(MANY, seed=12)).select(columns).combine_chunks()


def test_a_stream_gives_the_model_of_the_table_for_any_batches():
    for algorithm in ("linear", "additive"):
        whole = diabetes.train(PEOPLE, algorithm=algorithm)
        for size in (1, 700):
            assert diabetes.train(in_batches(PEOPLE, size), algorithm=algorithm).to_json() == whole.to_json()


def test_a_file_gives_the_model_of_its_table_for_any_pieces(tmp_path, monkeypatch):
    pa.csv.write_csv(PEOPLE, tmp_path / "people.csv")
    pq.write_table(PEOPLE, tmp_path / "people.parquet")
    from_csv = diabetes.train(diabetes.read_csv(tmp_path / "people.csv")).to_json()
    from_parquet = diabetes.train(PEOPLE).to_json()
    for block, rows in ((_pieces.BLOCK, _pieces.ROWS), (9_000, 100), (50_000, 999)):
        monkeypatch.setattr(_pieces, "BLOCK", block)
        monkeypatch.setattr(_pieces, "ROWS", rows)
        assert diabetes.train(tmp_path / "people.csv").to_json() == from_csv
        assert diabetes.train(str(tmp_path / "people.parquet")).to_json() == from_parquet


def test_pieces_never_cut_a_quoted_cell_and_share_one_encoding(tmp_path, monkeypatch):
    lines = ['Año;edad;sexo;nota;"Perímetro\nabdominal"']
    lines += [f'{row};{20 + row % 50};M;"uno; ""dos""\ntres {row}";{80 + row % 40},5' for row in range(2_000)]
    lines += ["1;40;F;señal;90"]
    for encoding in ("utf-8", "windows-1252"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes("\r\n".join(lines).encode(encoding))
        whole = diabetes.read_csv(path)
        monkeypatch.setattr(_pieces, "BLOCK", 123)
        parts = [part.table() for part in _pieces.tables(path)]
        monkeypatch.undo()
        assert len(parts) > 20
        for name in whole.column_names:
            assert [cell for part in parts for cell in part.column(name)] == whole.column(name)


def test_a_quote_that_is_never_closed_is_told_with_its_line(tmp_path, monkeypatch):
    path = tmp_path / "open.csv"
    path.write_text("edad,sexo,nota\n" + "40,M,bien\n" * 500 + '40,M,"abierta\n' + "40,M,bien\n" * 500)
    with pytest.raises(diabetes.DiabetesError) as whole:
        diabetes.read_csv(path)
    monkeypatch.setattr(_pieces, "BLOCK", 1_000)
    with pytest.raises(diabetes.DiabetesError) as pieces:
        [part.table() for part in _pieces.tables(path)]
    assert str(pieces.value) == str(whole.value)
    assert "502" in str(whole.value)


def test_rows_beyond_memory_are_kept_in_a_file_and_give_one_model(many):
    def trained(size):
        options = ("Resultado", "linear", ["glucose"], None, {}, 0.2, 42, None, "", None)
        trainer = _native.Trainer(*options)
        trainer.add(in_batches(many, size))
        assert trainer.rows == MANY
        return trainer.finish(), trainer.stored

    (one, stored), (other, _) = trained(10_000), trained(77_777)
    assert one.to_json() == other.to_json()
    training = one.info["training"]
    assert training["rows"] + training["held_out"] == MANY
    # Age, body mass index, pressure, glucose and weight in 8 bytes each, and a few more.
    assert 40 * training["rows"] < stored < 50 * training["rows"]


def test_without_a_place_for_the_file_training_says_where_it_was_to_be(many, monkeypatch, tmp_path):
    missing = tmp_path / "missing"
    monkeypatch.setenv("TMPDIR", str(missing))
    with pytest.raises(OSError, match=f"temporary file in {missing}"):
        diabetes.train(many, outputs=["glucose"])


def test_values_by_row_need_a_table_in_memory(tmp_path):
    pq.write_table(PEOPLE, tmp_path / "people.parquet")
    with pytest.raises(diabetes.TrainingError, match="names of columns"):
        diabetes.train(tmp_path / "people.parquet", weights=[1.0] * PEOPLE.num_rows)
