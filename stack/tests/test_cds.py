"""CDS Hooks 2.0, by a client written from its specification alone. Names begin with the numbers of docs/cds-hooks.md,
where each demand on a service has one."""

from __future__ import annotations

import hmac
import json
import re
import time
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta, timezone
from uuid import UUID, uuid4

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from sqlalchemy import select
from starlette.testclient import TestClient

from diabetes_stack import tokens
from diabetes_stack.api import keys
from diabetes_stack.api.app import create_app
from diabetes_stack.roles import Role
from diabetes_stack.settings import Settings, SettingsError
from diabetes_stack.store import tables
from diabetes_stack.store.patients import reference_hash
from diabetes_stack.store.privacy import export, forget

BASE = "https://cds.example.org"
EHR = "https://ehr.example.org"
KEY = "0f3b9a6d51c87e24a90b6fd3358e7c12d4a1"
LOINC = "http://loinc.org"


class Ehr:
    """A clinical system: its keys, and its calls."""

    def __init__(self, folder):
        self.rsa, self.ec = rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP384R1())
        public = [
            {
                **json.loads(RSAAlgorithm.to_jwk(self.rsa.public_key())),
                "kid": "r",
                "use": "sig",
                "alg": "RS384",
            },
            {
                **json.loads(ECAlgorithm.to_jwk(self.ec.public_key())),
                "kid": "e",
                "use": "sig",
                "alg": "ES384",
            },
        ]
        self.place = folder / "keys.json"
        self.place.write_text(json.dumps({"keys": public}))
        self.client = None

    def token(self, path, key=None, algorithm="ES384", headers=None, **changed):
        """A token for one call; a claim changed to None is left out."""
        now = int(time.time())
        claims = {
            "iss": EHR,
            "aud": BASE + path,
            "iat": now,
            "exp": now + 300,
            "jti": str(uuid4()),
            **changed,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        key = key or (self.ec if algorithm.startswith("ES") else self.rsa)
        head = {"kid": "e" if algorithm.startswith("ES") else "r", **(headers or {})}
        return jwt.encode(claims, key, algorithm, {k: v for k, v in head.items() if v is not None})

    def call(self, method, path, token=None, **more):
        token = token or self.token(path)
        headers = {"Authorization": f"Bearer {token}", **more.pop("headers", {})}
        return self.client.request(method, path, headers=headers, **more)

    def hook(self, prefetch, token=None, **changed):
        body = {
            "hook": "patient-view",
            "hookInstance": str(uuid4()),
            "fhirServer": f"{EHR}/fhir",
            "context": {"userId": "Practitioner/1", "patientId": "p9"},
            "prefetch": prefetch,
            **changed,
        }
        return self.call("POST", "/cds-services/diabetes-risk", token, json=body)

    def cards(self, **resources):
        answer = self.hook(prefetch(**resources))
        assert answer.status_code == 200, answer.text
        return answer.json()["cards"]


@pytest.fixture(scope="module")
def ehr(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cds")
    system = Ehr(folder)
    chosen = Settings(
        _env_file=None, DIABETES_DATA_DIR=folder / "data", require_token=True, jwt_secret_key=KEY, cds_url=BASE,
        cds_clients=f"{EHR}={system.place}", cors_origins=EHR, lock_failures=10_000,
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch, TestClient(create_app(chosen)) as client:
        # Between two fetches of keys.
        patch.setattr(keys, "_AT_LEAST", 0.5)
        system.client, system.settings = client, chosen
        deadline = time.monotonic() + 20
        # The keys are fetched in the background.
        while system.call("GET", "/cds-services").status_code == 503 and time.monotonic() < deadline:
            time.sleep(0.05)
        yield system


def observation(code, value, unit, ago=20):
    at = (datetime.now(timezone.utc) - timedelta(days=ago)).date().isoformat()
    return {
        "resourceType": "Observation", "status": "final", "effectiveDateTime": at,
        "code": {"coding": [{"system": LOINC, "code": code}]}, "subject": {"reference": "Patient/p9"},
        "valueQuantity": {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit},
    }  # fmt: skip


SIX = [
    observation("39156-5", 31.4, "kg/m2"), observation("8280-0", 104, "cm"),
    observation("8480-6", 138, "mm[Hg]"), observation("8462-4", 84, "mm[Hg]"),
]  # fmt: skip


def patient(**changed):
    born = datetime.now(timezone.utc).year - 53
    return {
        "resourceType": "Patient",
        "id": "p9",
        "gender": "female",
        "birthDate": f"{born}-01-01",
        **changed,
    }


def bundle(resources):
    return {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": one} for one in resources]}


def prefetch(observations=SIX, **more):
    return {"patient": patient(), "observations": bundle(observations), "conditions": None, **more}


def every_value(value):
    yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from every_value(inner)


def test_1_to_5_discovery_lists_the_services_with_what_they_ask_for(ehr):
    answer = ehr.call("GET", "/cds-services")
    assert answer.headers["content-type"] == "application/json"
    (service,) = answer.json()["services"]
    assert (service["hook"], service["id"]) == ("patient-view", "diabetes-risk")
    assert service["title"]
    assert service["description"]
    for template in service["prefetch"].values():
        assert re.findall(r"{{(.*?)}}", template) == ["context.patientId"]
        kind, _, query = template.partition("?")
        names = {part.split("=")[0] for part in query.split("&")} if query else set()
        assert names <= {"patient", "code", "status", "_sort", "_count", "_include"}, kind


def test_6_no_element_is_null_or_empty_but_the_list_of_cards(ehr):
    answers = [
        ehr.call("GET", "/cds-services").json(),
        {"cards": ehr.cards()},
        {"cards": ehr.cards(observations=SIX[:2])},
    ]
    for answer in answers:
        assert all(value not in (None, "", [], {}) for value in every_value(answer))


def test_7_without_the_patient_the_call_fails_with_412_and_without_the_rest_it_says_what_is_missing(ehr):
    for missing in ({}, {"patient": None}, {"observations": bundle(SIX)}):
        answer = ehr.hook(missing)
        assert answer.status_code == 412
        assert answer.json()["errors"][0]["field"] == "prefetch.patient"
    assert ehr.hook(None).status_code == 412
    (card,) = ehr.cards(observations=SIX[:2])
    assert card["indicator"] == "info"
    assert card["summary"] == "Faltan datos para estimar el riesgo de diabetes"
    assert "tensión arterial" in card["detail"]


def test_8_to_11_a_card_says_what_to_do_now_and_why(ehr):
    (card,) = ehr.cards()
    assert UUID(card["uuid"])
    assert card["summary"] == "Prueba de laboratorio ahora"
    assert card["indicator"] == "warning"
    assert set(card["source"]) == {"label"}
    assert "no un diagnóstico" in card["detail"]
    assert "- Índice de masa corporal: " in card["detail"]
    assert "Sin dato: " in card["detail"]
    assert all(
        reason["display"] and reason["system"] and reason["code"] for reason in card["overrideReasons"]
    )
    assert card["selectionBehavior"] == "at-most-one"
    (suggestion,) = card["suggestions"]
    (action,) = suggestion["actions"]
    assert suggestion["label"] == action["description"] == "Pedir HbA1c"
    assert (action["type"], action["resource"]["resourceType"]) == ("create", "ServiceRequest")
    assert action["resource"]["subject"] == {"reference": "Patient/p9"}


@pytest.mark.parametrize("locale", ["es", "en"])
def test_9_a_summary_has_fewer_than_140_characters_and_urgent_is_critical(ehr, locale):
    high = [*SIX[:2], observation("8480-6", 215, "mm[Hg]"), observation("8462-4", 125, "mm[Hg]"),
            observation("1558-6", 412, "mg/dL", 1)]  # fmt: skip
    token = ehr.token("/cds-services/diabetes-risk")
    body = {
        "hook": "patient-view", "hookInstance": str(uuid4()), "context": {"userId": "x", "patientId": "p9"},
        "prefetch": prefetch(observations=high),
    }  # fmt: skip
    answer = ehr.call(
        "POST", "/cds-services/diabetes-risk", token, json=body, headers={"Accept-Language": locale}
    )
    (card,) = answer.json()["cards"]
    assert card["indicator"] == "critical"
    assert len(card["summary"]) < 140
    assert answer.headers["content-language"] == locale


def test_12_where_nothing_is_due_there_is_no_card(ehr):
    known = {
        "resourceType": "Condition", "subject": {"reference": "Patient/p9"},
        "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10", "code": "E11.9"}]},
    }  # fmt: skip
    assert ehr.cards(conditions=bundle([known])) == []
    young = [observation("39156-5", 21, "kg/m2"), observation("8280-0", 72, "cm"),
             observation("8480-6", 110, "mm[Hg]"), observation("8462-4", 70, "mm[Hg]")]  # fmt: skip
    born = datetime.now(timezone.utc).year - 25
    assert ehr.cards(patient=patient(birthDate=f"{born}-01-01"), observations=young) == []
    assert ehr.cards(patient=patient(deceasedBoolean=True)) == []


def test_a_measured_value_in_the_range_of_diabetes_is_said_also_where_data_are_missing(ehr):
    first, second = ehr.cards(observations=[observation("4548-4", 7.2, "%")])
    assert first["indicator"] == "warning"
    assert first["summary"] == "HbA1c medida: en el rango de la diabetes"
    assert second["indicator"] == "info"


@pytest.mark.parametrize(
    ("observations", "more"),
    [
        ([*SIX[:2], observation("8480-6", 230, "mm[Hg]"), observation("8462-4", 130, "mm[Hg]")][1:], {}),
        ([observation("1558-6", 350, "mg/dL")], {}),
        ([observation("1558-6", 45, "mg/dL")], {}),
        ([*SIX[1:], observation("1558-6", 450, "mg/dL")], {"diagnosed": True}),
        ([observation("8302-2", 1.63, "cm"), observation("8480-6", 230, "mm[Hg]")], {}),
    ],
)
def test_what_is_urgent_is_critical_whatever_is_missing_or_wrong(ehr, observations, more):
    known = {
        "resourceType": "Condition", "subject": {"reference": "Patient/p9"},
        "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10", "code": "E11.9"}]},
    }  # fmt: skip
    cards = ehr.cards(observations=observations, conditions=bundle([known] if more else []))
    assert cards[0]["indicator"] == "critical"


def above(code, unit, value, ago=1):
    made = observation(code, value, unit, ago)
    made["valueQuantity"]["comparator"] = ">"
    return made


@pytest.mark.parametrize(
    "newer",
    [
        above("1558-6", "mg/dL", 400),
        above("4548-4", "%", 14),
        above("2345-7", "mg/dL", 400),
        observation("2345-7", 450, "mg/dL", 1),
    ],
)
def test_a_high_result_that_cannot_be_used_comes_before_reassurance(ehr, newer):
    first, *_ = ehr.cards(observations=[*SIX, observation("1558-6", 95, "mg/dL", 10), newer])
    assert first["indicator"] == "warning"
    assert "consulte a un médico" in first["summary"]


def test_13_what_is_about_another_person_is_not_used(ehr):
    other = {**observation("4548-4", 9.9, "%"), "subject": {"reference": "Patient/p1"}}
    (card,) = ehr.cards(observations=[*SIX, other])
    assert card["summary"] == "Prueba de laboratorio ahora"
    assert "otra persona" in card["detail"]
    answer = ehr.hook({"patient": patient(id="p1"), "observations": bundle(SIX)})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "other_patient")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"hook": "order-sign"}, "unknown_hook"),
        ({"hookInstance": "7"}, "no_instance"),
        ({"context": {}}, "no_patient"),
        ({"context": {"patientId": ""}}, "no_patient"),
        ({"context": "p9"}, "no_patient"),
    ],
)
def test_14_what_a_call_must_have_is_asked_for_by_name(ehr, changed, code):
    answer = ehr.hook(prefetch(), **changed)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)


def test_14_a_body_that_is_no_call_is_refused(ehr):
    path = "/cds-services/diabetes-risk"
    for body, code in ((b"{", "invalid_json"), (b"[]", "not_a_hook"), (b"[" * 100_000, "too_deep")):
        answer = ehr.call("POST", path, content=body, headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)
    assert ehr.call("POST", "/cds-services/other", json={}).status_code == 404


def test_15_to_19_feedback_is_stored_once_and_belongs_to_the_patient(ehr):
    (card,) = ehr.cards()
    now = "2026-11-30T10:00:00Z"
    accepted = {
        "card": card["uuid"], "outcome": "accepted", "outcomeTimestamp": now,
        "acceptedSuggestions": [{"id": card["suggestions"][0]["uuid"]}],
    }  # fmt: skip
    overridden = {
        "card": card["uuid"].upper(), "outcome": "overridden", "outcomeTimestamp": "2026-11-30T05:00:00-05:00",
        "overrideReason": {"reason": card["overrideReasons"][1], "userComment": "viaja mañana"},
    }  # fmt: skip
    unknown = {"card": str(uuid4()), "outcome": "overridden", "outcomeTimestamp": now}
    path = "/cds-services/diabetes-risk/feedback"
    for _ in range(2):
        answer = ehr.call("POST", path, json={"feedback": [accepted, overridden, unknown]})
        assert answer.status_code == 200
        assert answer.json() == {"stored": 2, "unknown": [unknown["card"]]}
    engine = ehr.client.app.state.context.engine
    rows = tables.feedback.c
    with engine.begin() as connection:
        stored = connection.execute(
            select(rows.outcome, rows.reason, rows.comment, rows.by)
            .where(rows.prediction_id == card["uuid"])
            .order_by(rows.outcome)
        ).all()
        assert stored == [("accepted", None, None, EHR), ("overridden", "declined", "viaja mañana", EHR)]
        whose = reference_hash(ehr.settings, "p9")
        (kept,) = [
            one
            for one in export(connection, whose, "test")["predictions"]
            if one["prediction_id"] == card["uuid"]
        ]
        assert [one["outcome"] for one in kept["feedback"]] == ["accepted", "overridden"]
        forget(connection, ehr.settings.folder(), whose, "test")
        assert connection.execute(select(rows.id)).all() == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"feedback": []},
        {"feedback": "x"},
        {"feedback": [{"card": "x", "outcome": "overridden", "outcomeTimestamp": "2026-11-30T10:00:00Z"}]},
        {
            "feedback": [
                {"card": str(uuid4()), "outcome": "ignored", "outcomeTimestamp": "2026-11-30T10:00:00Z"}
            ]
        },
        {
            "feedback": [
                {"card": str(uuid4()), "outcome": "accepted", "outcomeTimestamp": "2026-11-30T10:00:00Z"}
            ]
        },
        {"feedback": [{"card": str(uuid4()), "outcome": "overridden", "outcomeTimestamp": "2026-11-30"}]},
        {"feedback": [{"card": str(uuid4()), "outcome": "overridden"}]},
    ],
)
def test_16_feedback_that_lacks_something_is_refused_by_name(ehr, body):
    answer = ehr.call("POST", "/cds-services/diabetes-risk/feedback", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"].startswith("feedback")


@pytest.mark.parametrize("algorithm", ["RS256", "RS384", "RS512", "PS384", "ES384"])
def test_20_a_token_signed_with_a_published_key_counts_for_its_call(ehr, algorithm):
    # A key counts for the algorithm it is published for.
    answer = ehr.call("GET", "/cds-services", ehr.token("/cds-services", algorithm=algorithm))
    assert answer.status_code == (200 if algorithm in ("RS384", "ES384") else 401)


def signed_with_the_public_key(ehr):
    """What a verifier takes that believes the algorithm in the token."""
    now = int(time.time())
    claims = {"iss": EHR, "aud": f"{BASE}/cds-services", "iat": now, "exp": now + 300, "jti": str(uuid4())}
    parts = [{"alg": "HS384", "typ": "JWT", "kid": "e"}, claims]
    written = b".".join(urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts)
    public = ehr.ec.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    mac = hmac.digest(public, written, "sha384")
    return b".".join([written, urlsafe_b64encode(mac).rstrip(b"=")]).decode()


def bad(ehr, **changed):
    return ehr.token("/cds-services", **changed)


@pytest.mark.parametrize(
    "made",
    [
        lambda ehr: bad(ehr, key="x" * 40, algorithm="HS256", headers={"kid": "e"}),
        lambda ehr: signed_with_the_public_key(ehr),
        lambda ehr: jwt.encode({"iss": EHR, "aud": f"{BASE}/cds-services", "iat": 0, "exp": 2**33, "jti": "1"}, None,
                               "none", {"kid": "e"}),
        lambda ehr: bad(ehr, key=ec.generate_private_key(ec.SECP384R1())),
        lambda ehr: bad(ehr, iss="https://other.example.org"),
        lambda ehr: bad(ehr, iss=None),
        lambda ehr: bad(ehr, aud=f"{BASE}/cds-services/diabetes-risk"),
        lambda ehr: bad(ehr, aud="https://elsewhere.example.org/cds-services"),
        lambda ehr: bad(ehr, aud=None),
        lambda ehr: bad(ehr, exp=int(time.time()) - 120),
        lambda ehr: bad(ehr, exp=int(time.time()) + 10**6),
        lambda ehr: bad(ehr, exp=None),
        lambda ehr: bad(ehr, iat=None),
        lambda ehr: bad(ehr, iat=int(time.time()) + 600, exp=int(time.time()) + 900),
        lambda ehr: bad(ehr, jti=None),
        lambda ehr: bad(ehr, jti="x" * 100),
        lambda ehr: bad(ehr, headers={"kid": None}),
        lambda ehr: bad(ehr, headers={"typ": "JOSE"}),
        lambda ehr: bad(ehr, headers={"jku": "https://evil.example.org/keys"}),
        lambda ehr: "x.y.z",
    ],
)  # fmt: skip
def test_21_to_27_a_token_that_does_not_prove_who_calls_is_refused(ehr, made):
    assert ehr.call("GET", "/cds-services", made(ehr)).status_code == 401


def test_28_a_token_counts_once_and_nowhere_else(ehr):
    token = ehr.token("/cds-services")
    assert [ehr.call("GET", "/cds-services", token).status_code for _ in range(2)] == [200, 401]
    for path in ("/model/info", "/categories"):
        assert ehr.call("GET", path, ehr.token(path)).status_code == 401
    assert ehr.client.get("/cds-services").status_code == 401


def test_29_a_token_of_the_hospital_counts_too(ehr):
    own = tokens.issue(ehr.settings, "ward", timedelta(minutes=5), Role.READER)
    assert ehr.call("GET", "/cds-services", own).status_code == 200
    assert ehr.hook(prefetch(), own).status_code == 403


def test_30_a_page_of_a_listed_origin_may_call(ehr):
    asked = {
        "Origin": EHR,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    allowed = ehr.client.options("/cds-services/diabetes-risk", headers=asked)
    assert allowed.headers["access-control-allow-origin"] == EHR
    refused = ehr.client.options(
        "/cds-services/diabetes-risk", headers={**asked, "Origin": "https://x.example.org"}
    )
    assert "access-control-allow-origin" not in refused.headers


def test_a_new_key_is_fetched_when_a_token_names_it(ehr):
    added = ec.generate_private_key(ec.SECP384R1())
    known = json.loads(ehr.place.read_text())
    new = {**json.loads(ECAlgorithm.to_jwk(added.public_key())), "kid": "n", "use": "sig", "alg": "ES384"}
    ehr.place.write_text(json.dumps({"keys": [*known["keys"], new]}))
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        token = ehr.token("/cds-services", key=added, headers={"kid": "n"})
        answer = ehr.call("GET", "/cds-services", token)
        if answer.status_code == 200:
            return
        assert answer.status_code in (401, 503)
        time.sleep(0.2)
    raise AssertionError("the new key never counted")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"cds_clients": "a=b"}, "CDS_URL"),
        ({"cds_clients": "a", "cds_url": BASE}, "CDS_CLIENTS"),
        ({"cds_clients": "a=b a=c", "cds_url": BASE}, "CDS_CLIENTS"),
        ({"cds_url": "cds.example.org"}, "CDS_URL"),
    ],
)
def test_settings_that_cannot_work_are_refused(tmp_path, given, said):
    with pytest.raises(SettingsError, match=said):
        Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path, **given)
