"""The library and the API give a page the same answers, and an API that does not answer is named."""

from __future__ import annotations

import io
import json

import diabetes
import httpx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from diabetes_stack.dashboard.client import EXPLAINED, ApiClient, LibraryClient, Unavailable
from diabetes_stack.dashboard.fields import EXAMPLE
from diabetes_stack.dashboard.tables import bad_rows, codes, joined, read

MODEL = diabetes.Model.bundled()
CSV = """id;edad;sexo;imc;perimetro_abdominal;tas;tad;fuma;embarazo
007;45;M;28,5;95;135;85;Sí;
8;200;F;31;90;120;80;no;
9;60;F;30,1;99;140;90;;Si
10;50;M;30;99;140
"""


def api(request):
    """An API as the contract has it, with the library behind it."""
    locale = request.headers["Accept-Language"]
    if request.url.path == "/model/info":
        return httpx.Response(200, json=MODEL.info)
    if request.url.path == "/predict":
        record = json.loads(request.content)
        answer = json.loads(MODEL.predict_json(request.content, locale))
        if "errors" in answer:
            return httpx.Response(422, json=answer)
        wanted = request.url.params.get_list("explain")
        answer["explanation"] = {o: [vars(p) for p in MODEL.explain(record, o, locale)] for o in wanted}
        return httpx.Response(200, json={**answer, "model_version": MODEL.info["version"]})
    if request.headers["Content-Type"] == "text/csv":
        names = pa.table(diabetes.read_csv(io.BytesIO(request.content)))
        records = [_canonical(row) for row in names.to_pylist()]
    else:
        records = json.loads(request.content)
    answers = json.loads(MODEL.predict_json(json.dumps(records).encode(), locale))
    lines = "\n".join(json.dumps(answer) for answer in answers)
    if "ndjson" in request.headers["Accept"]:
        return httpx.Response(200, text=lines, headers={"Content-Type": "application/x-ndjson"})
    return httpx.Response(200, json={"results": answers})


def _canonical(row):
    """A CSV row as a record: this fake knows the decimal comma alone."""
    return {k: v.replace(",", ".") if isinstance(v, str) else v for k, v in row.items() if v is not None}


@pytest.fixture
def clients():
    return LibraryClient(MODEL), ApiClient("http://api/", httpx.MockTransport(api))


@pytest.mark.parametrize("locale", ["es", "en"])
@pytest.mark.parametrize(
    "record", [EXAMPLE, {**EXAMPLE, "hba1c": 6.1}, {"edad": 3}], ids=["example", "measured", "bad"]
)
def test_one_record_has_the_same_answer(clients, record, locale):
    library, remote = (client.predict(record, locale) for client in clients)
    assert library == remote
    if "errors" not in library:
        assert set(library["explanation"]) == set(EXPLAINED)


def test_a_file_has_the_same_answers_and_faults(clients):
    library, remote = (
        pa.table(joined(client.predict_table(read(CSV.encode("cp1252")), "es"))) for client in clients
    )
    assert library.to_pylist() == remote.to_pylist()
    assert dict(codes(library)) == {"out_of_range": 1, "cell_count": 1}
    assert library["warnings"].to_pylist() == [None, None, "pregnant", None]


def test_parquet_keeps_its_kinds(clients):
    table = pa.table(diabetes.generate(300)).drop_columns(["Resultado"])
    buffer = pa.BufferOutputStream()
    pq.write_table(table, buffer)
    upload = read(buffer.getvalue().to_pybytes())
    library, remote = (pa.table(joined(client.predict_table(upload, "es"))) for client in clients)
    assert library["glucose_mg_dl"].null_count == 0
    assert library.to_pylist() == remote.to_pylist()


def test_pieces_are_the_whole(clients):
    whole = diabetes.generate(12_000)
    pieces = list(clients[0].predict_table(read(whole.to_csv()), "es"))
    assert len(pieces) == 3
    assert pa.table(joined(pieces)).equals(pa.table(MODEL.predict_batch(whole)))


def test_bad_rows_say_what_to_correct():
    upload = read(CSV.encode())
    answers = pa.table(MODEL.predict_batch(upload.table))
    found = bad_rows(upload, answers, "es", 10)
    assert [(row.row, row.codes) for row in found] == [(2, ("out_of_range",)), (4, ("cell_count",))]
    assert found[0].messages == ("edad está fuera de rango: 18 a 120 años",)


@pytest.mark.parametrize(
    "fault",
    [
        lambda request: (_ for _ in ()).throw(httpx.ConnectError("no", request=request)),
        lambda request: httpx.Response(503, json={"status": "degraded"}),
        lambda request: httpx.Response(200, text="<html>", headers={"Content-Type": "text/html"}),
    ],
    ids=["refused", "503", "a page"],
)
def test_an_api_that_does_not_answer_is_named(fault):
    client = ApiClient("http://api", httpx.MockTransport(fault))
    for ask in (client.info, client.health, lambda: client.predict(EXAMPLE, "es")):
        with pytest.raises(Unavailable) as raised:
            ask()
        assert raised.value.url == "http://api"
        assert "edad" not in str(raised.value)


def test_a_batch_that_lost_rows_is_refused():
    client = ApiClient("http://api", httpx.MockTransport(lambda r: httpx.Response(200, json={"results": []})))
    with pytest.raises(Unavailable, match="0 answers for 3 rows"):
        list(client.predict_table(read(CSV.encode()), "es"))


def test_a_damaged_file_is_an_error_of_the_library():
    for content in (b"PAR1 damaged", b""):
        with pytest.raises(diabetes.DiabetesError) as raised:
            read(content)
        assert raised.value.code == "unreadable_table"
