"""The library and the API give a page the same answers, and an API that does not answer is named."""

from __future__ import annotations

import diabetes
import httpx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from diabetes_stack.api.app import create_app
from diabetes_stack.dashboard.client import ApiClient, LibraryClient, UnavailableError
from diabetes_stack.dashboard.tables import bad_rows, codes, joined
from diabetes_stack.dashboard.texts import LOCALES
from diabetes_stack.dashboard.upload import read
from diabetes_stack.example import EXAMPLE
from diabetes_stack.settings import Settings

MODEL = diabetes.Model.bundled()
#: Points of FINDRISC that ask for a test, as in the services.
CUT = Settings(_env_file=None).findrisc_cut
LIBRARY = LibraryClient(MODEL, CUT)
CSV = """id;edad;sexo;imc;perimetro_abdominal;tas;tad;fuma;embarazo
007;45;M;28,5;95;135;85;Sí;
8;200;F;31;90;120;80;no;
9;60;F;30,1;99;140;90;;Si
10;50;M;30;99;140
"""


@pytest.fixture(scope="module")
def clients(tmp_path_factory):
    """The library, and the API of these services with the same model."""
    folder = tmp_path_factory.mktemp("api")
    with TestClient(create_app(Settings(_env_file=None, DIABETES_DATA_DIR=folder))) as served:

        def carried(request):
            answer = served.request(
                request.method, str(request.url), content=request.content, headers=dict(request.headers)
            )
            return httpx.Response(answer.status_code, content=answer.content, headers=dict(answer.headers))

        yield (
            LIBRARY,
            ApiClient("http://testserver/", httpx.MockTransport(carried)),
        )


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "record", [EXAMPLE, {**EXAMPLE, "hba1c": 6.1}, {"edad": 3}], ids=["example", "measured", "bad"]
)
def test_one_record_has_the_same_answer(clients, record, locale):
    library, remote = (client.predict(record, locale) for client in clients)
    own = library.keys() - {"timestamp"}
    assert {name: library[name] for name in own} == {name: remote[name] for name in own}


def test_what_the_api_adds_comes_with_its_answer(clients):
    answer = clients[1].predict(EXAMPLE, "es")
    assert {"prediction_id", "timestamp", "model_version"} <= set(answer)
    assert clients[1].info()["version"] == clients[0].info()["version"]
    assert clients[1].health()["status"] == "healthy"


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
    assert pa.table(joined(pieces)).equals(pa.table(MODEL.predict_batch(whole, findrisc_cut=CUT)))


def test_bad_rows_say_what_to_correct():
    upload = read(CSV.encode())
    answers = pa.table(MODEL.predict_batch(upload.table))
    found = bad_rows(upload, answers, "es", 10)
    assert [(row.row, row.codes) for row in found] == [(2, ("out_of_range:edad",)), (4, ("cell_count",))]
    assert found[0].messages == ("La edad está fuera de rango: de 18 a 120 años.",)


def thrown(error):
    def throw(request):
        raise error("no", request=request)

    return throw


@pytest.mark.parametrize(
    ("fault", "unsure"),
    [
        (thrown(httpx.ConnectError), False),
        # Then it may have stored an answer.
        (thrown(httpx.ReadTimeout), True),
        (lambda request: httpx.Response(504, text="no"), True),
        (lambda request: httpx.Response(503, json={"status": "degraded"}), False),
        (lambda request: httpx.Response(200, text="<html>", headers={"Content-Type": "text/html"}), False),
    ],
    ids=["refused", "silent", "504", "503", "a page"],
)
def test_an_api_that_does_not_answer_is_named(fault, unsure):
    client = ApiClient("http://api", httpx.MockTransport(fault))
    for ask in (client.info, client.health, lambda: client.predict(EXAMPLE, "es")):
        with pytest.raises(UnavailableError) as raised:
            ask()
        assert raised.value.url == "http://api"
        assert raised.value.is_unsure == unsure
        assert "edad" not in str(raised.value)


def test_columns_that_are_no_fields_stay_in_the_dashboard(recwarn):
    sent = []

    def answered(request):
        sent.append(request.content.decode())
        return httpx.Response(200, json={"results": []})

    upload = read(b"nombre,edad,sexo\nAna Roa,45,F\n")
    with pytest.raises(UnavailableError):
        list(ApiClient("http://api", httpx.MockTransport(answered)).predict_table(upload, "es"))
    assert sent == ["edad,sexo\n45,F\n"]
    assert [len(answers) for answers in LIBRARY.predict_table(upload, "es")] == [1]
    assert len(recwarn) == 0


def test_a_batch_that_lost_rows_is_refused():
    client = ApiClient("http://api", httpx.MockTransport(lambda r: httpx.Response(200, json={"results": []})))
    with pytest.raises(UnavailableError, match="0 answers for 3 rows"):
        list(client.predict_table(read(CSV.encode()), "es"))


def test_a_damaged_file_is_an_error_of_the_library():
    for content in (b"PAR1 damaged", b""):
        with pytest.raises(diabetes.DiabetesError) as raised:
            read(content)
        assert raised.value.code == "unreadable_table"
