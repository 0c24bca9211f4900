"""Records from FHIR: what is read, from where, and what is left out."""

import json
import re
from datetime import date
from pathlib import Path

import diabetes
import pytest
from fhir_bundles import ON, made

ROOT = Path(__file__).resolve().parents[2]
LOINC = "http://loinc.org"
PATIENT = {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1974-05-02"}


def observed(code, at="2026-03-01", status="final", **value):
    return {
        "resourceType": "Observation",
        "status": status,
        "code": {"coding": [{"system": LOINC, "code": code}]},
        "effectiveDateTime": at,
        **value,
    }


def read(*resources, patient=PATIENT, on=ON, locale="en"):
    entries = [{"resource": one} for one in ([patient] if patient else []) + list(resources)]
    return diabetes.Record.from_fhir({"resourceType": "Bundle", "entry": entries}, locale, on)


def codes(record):
    return [(note.code, note.field) for note in record.notes]


@pytest.mark.parametrize("seed", range(200))
def test_a_bundle_is_the_record_of_the_same_person(seed, bundled):
    bundle, document = made(seed)
    record = diabetes.Record.from_fhir(json.dumps(document), on=ON)
    assert dict(record) == bundle.expected
    assert set(codes(record)) == bundle.notes
    for name, (resource, day) in bundle.sources.items():
        # A twin is the same value of the same time.
        assert record.sources[name].date == day, resource
    answers = [bundled.predict_json(json.dumps(dict(one)).encode()) for one in (record, bundle.expected)]
    assert answers[0] == answers[1]
    assert b"unknown_field" not in answers[0]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "invalid_json"),
        (b"[]", "not_fhir"),
        (b"7", "not_fhir"),
        (b'{"edad": 45}', "not_fhir"),
        ({"resourceType": "Bundle", "entry": [{"resource": PATIENT}, {"resource": {**PATIENT, "id": "q"}}]},
         "several_patients"),
        ({"resourceType": "Bundle", "entry": [
            {"resource": observed("29463-7", subject={"reference": "Patient/1"})},
            {"resource": observed("8302-2", subject={"reference": "Patient/2"})}]}, "several_patients"),
        ({**PATIENT, "deceasedBoolean": True}, "deceased"),
        ({**PATIENT, "deceasedDateTime": "2020"}, "deceased"),
    ],
)  # fmt: skip
def test_what_is_no_record_of_one_living_person_is_refused_by_name(body, code):
    for locale in diabetes.LOCALES:
        with pytest.raises(diabetes.ValidationError) as caught:
            diabetes.Record.from_fhir(body, locale, ON)
        assert caught.value.code == code
        assert caught.value.errors[0].message


def test_a_diagnosis_is_not_undone_by_an_answer_and_a_medicine_without_one_is_a_question():
    diagnosis = {
        "resourceType": "Condition",
        "recordedDate": "2019-01-01",
        "code": {"coding": [{"system": "http://snomed.info/sct", "code": "44054006"}]},
        "clinicalStatus": {"coding": [{"code": "resolved"}]},
    }
    answer = {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "authored": "2026-01-01",
        "item": [{"linkId": "diabetes_diagnosticada", "answer": [{"valueBoolean": False}]}],
    }
    record = read(diagnosis, answer)
    assert record["diabetes_diagnosticada"] == "Si"
    assert codes(record) == [("conflict", "diabetes_diagnosticada")]
    metformin = {
        "resourceType": "MedicationRequest",
        "status": "active",
        "medicationCodeableConcept": {"coding": [{"system": "http://www.whocc.no/atc", "code": "A10BA02"}]},
    }
    assert codes(read(metformin)) == [("diabetes_medicine", "diabetes_diagnosticada")]
    assert codes(read(metformin, answer)) == [("diabetes_medicine", "diabetes_diagnosticada")]
    assert codes(read(metformin, diagnosis)) == []


def test_what_is_not_recorded_is_not_a_no():
    assert dict(read()) == {"edad": 51, "sexo": "F"}


def test_an_earlier_result_in_the_range_of_diabetes_is_said():
    def hba1c(value, at):
        return observed("4548-4", at, valueQuantity={"value": value, "code": "%"})

    record = read(hba1c(7.4, "2021-01-01"), hba1c(5.5, "2026-02-01"))
    assert (record["hba1c"], record["fecha_hba1c"]) == (5.5, "2026-02-01")
    assert codes(record) == [("earlier_abnormal", "hba1c")]
    # An old result is not left out: whether it still counts is decided by the advice.
    assert read(hba1c(7.4, "2015-01-01"))["hba1c"] == 7.4


def test_glucose_counts_only_if_it_is_known_to_be_fasting_plasma():
    for code in ("2345-7", "41653-7", "1556-0"):
        record = read(observed(code, valueQuantity={"value": 12, "code": "mmol/L"}))
        assert "glucosa_ayunas" not in record
        assert codes(record) == [("not_the_field", "glucosa_ayunas"), ("high_glucose", "glucosa_ayunas")]
        assert all("mmol" not in note.message for note in record.notes)
    both = observed("2345-7", valueQuantity={"value": 99, "code": "mg/dL"})
    both["code"]["coding"].append({"system": LOINC, "code": "1558-6"})
    assert read(both)["glucosa_ayunas"] == 99


def test_the_pressures_are_of_one_measurement_where_there_is_one():
    def panel(at, **pressures):
        loincs = {"tas": "8480-6", "tad": "8462-4"}
        return {
            **observed("85354-9", at),
            "component": [
                {"code": {"coding": [{"system": LOINC, "code": loincs[name]}]},
                 "valueQuantity": {"value": value, "unit": "mmHg"}}
                for name, value in pressures.items()
            ],
        }  # fmt: skip

    record = read(panel("2026-01-01", tas=150, tad=90), panel("2026-02-01", tas=130, tad=80))
    assert (record["tas"], record["tad"]) == (130, 80)
    record = read(panel("2026-01-01", tas=150, tad=90), panel("2026-02-01", tas=130))
    assert codes(record) == [("times_differ", "tad")]


def weight(value=80, unit="kg", **more):
    return observed("29463-7", valueQuantity={"value": value, "code": unit}, **more)


@pytest.mark.parametrize(
    "resource",
    [
        weight(subject={"reference": "Patient/other"}),
        weight(subject={"identifier": {"value": "B2"}}),
        weight(subject={"type": "RelatedPerson", "identifier": {"value": "A1"}}),
        weight(subject="Patient/other"),
        weight(subject=[{"reference": "Patient/other"}]),
        weight(focus=[{"reference": "Patient/fetus"}]),
        {"resourceType": "Observation", "contained": [weight()], "subject": {"reference": "Patient/other"}},
        {"resourceType": "FamilyMemberHistory", "status": "completed", "contained": [weight()]},
        {"resourceType": "RelatedPerson", "contained": [weight()]},
    ],
)
def test_what_is_about_somebody_else_is_not_used(resource):
    patient = {**PATIENT, "identifier": [{"value": "A1"}]}
    assert "peso" not in read(resource, patient=patient)
    assert "peso" in read(weight(subject={"identifier": {"value": "A1"}}), patient=patient)


REPORT = {"resourceType": "DiagnosticReport"}


@pytest.mark.parametrize(
    "entries",
    [
        [
            {"resource": {**weight(), "id": "w", "status": "entered-in-error"}},
            {"resource": {**weight(70), "id": "w"}},
        ],
        [{"resource": weight(), "request": {"method": "DELETE"}}],
        [{"resource": weight(), "response": {"status": "404 Not Found"}}],
        [{"resource": {**REPORT, "status": "entered-in-error", "contained": [weight()]}}],
        [{"resource": {**weight(), "modifierExtension": [{"url": "urn:x"}]}}],
        [{"resource": {**weight(), "implicitRules": "urn:x"}}],
    ],
)
def test_what_was_withdrawn_or_means_something_else_is_not_used(entries):
    assert "peso" not in diabetes.Record.from_fhir({"resourceType": "Bundle", "entry": entries}, on=ON)


def test_the_order_of_a_bundle_decides_nothing():
    def panel(systolic, diastolic):
        parts = [("8480-6", systolic), ("8462-4", diastolic)]
        component = [
            {
                "code": {"coding": [{"system": LOINC, "code": code}]},
                "valueQuantity": {"value": value, "unit": "mmHg"},
            }
            for code, value in parts
        ]
        return observed("85354-9", component=component)

    alone = observed("8462-4", valueQuantity={"value": 125, "unit": "mmHg"})
    for resources in ([panel(130, 80), panel(130, 125)], [panel(130, 80), alone]):
        for given in (resources, resources[::-1]):
            record = read(*given)
            assert "tad" not in record
            assert codes(record) == [("contradiction", "tad")]


def test_the_same_amount_in_two_units_is_one_value():
    both = [
        observed("1558-6", valueQuantity={"value": 126, "code": "mg/dL"}),
        observed("14771-0", valueQuantity={"value": 7.0, "code": "mmol/L"}),
    ]
    assert read(*both)["glucosa_ayunas"] == 126
    assert (
        read(both[0], observed("14771-0", valueQuantity={"value": 9, "code": "mmol/L"})).get("glucosa_ayunas")
        is None
    )


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (
            {"value": 5, "code": "mg/dL", "unit": "mmol/L", "system": "http://unitsofmeasure.org"},
            "unknown_unit",
        ),
        ({"value": 80, "code": "{kg}"}, "unknown_unit"),
    ],
)
def test_a_unit_that_contradicts_itself_is_not_believed(quantity, said):
    code, field = ("1558-6", "glucosa_ayunas") if "unit" in quantity else ("29463-7", "peso")
    assert codes(read(observed(code, valueQuantity=quantity))) == [(said, field)]
    # A code of another system is none of UCUM.
    other = {"value": 5, "code": "mg/dL", "unit": "mmol/L", "system": "http://other.example"}
    assert read(observed("1558-6", valueQuantity=other))["glucosa_ayunas"] == 90.08


def test_a_result_above_what_can_be_measured_is_said():
    record = read(observed("4548-4", valueQuantity={"value": 14, "code": "%", "comparator": ">"}))
    assert codes(record) == [("above_range", "hba1c")]
    record = read(observed("4548-4", valueQuantity={"value": 4, "code": "%", "comparator": "<"}))
    assert codes(record) == [("comparator", "hba1c")]


def test_relatives_by_marriage_and_medicines_without_a_name_are_not_guessed():
    system = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
    disease = {"code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10", "code": "e11.9"}]}}
    wife = {
        "resourceType": "FamilyMemberHistory",
        "status": "completed",
        "relationship": {"coding": [{"system": system, "code": "WIFE"}]},
        "condition": [disease],
    }
    record = read(wife)
    assert "historia_familiar_dm" not in record
    assert codes(record) == [("unknown_answer", "historia_familiar_dm")]
    medicine = {
        "resourceType": "MedicationRequest",
        "status": "active",
        "medicationReference": {"reference": "Medication/77", "display": "Metformina"},
    }
    assert codes(read(medicine)) == [("nameless_medicine", None)]


def test_an_incomplete_or_missing_date_is_not_made_up():
    record = read(observed("4548-4", "2026", valueQuantity={"value": 5.2, "code": "%"}))
    assert record["hba1c"] == 5.2
    assert "fecha_hba1c" not in record
    undated = {
        **observed("4548-4", valueQuantity={"value": 5.2, "code": "%"}),
        "effectiveDateTime": "2026-02-30",
    }
    assert codes(read(undated)) == [("undated", "hba1c")]


@pytest.mark.parametrize("depth", [2_000, 20_000])
def test_many_contained_resources_cost_linear_time(depth):
    owner = {"resourceType": "DiagnosticReport", "contained": [weight() for _ in range(depth)]}
    assert read(owner)["peso"] == 80


def test_ages_are_completed_years_and_an_incomplete_birth_date_is_said():
    for born, on, age in [
        ("2000-03-15", ON, 25),
        ("2000-03-14", ON, 26),
        ("2000-02-29", date(2026, 2, 28), 25),
    ]:
        assert read(patient={**PATIENT, "birthDate": born}, on=on)["edad"] == age
    assert codes(read(patient={**PATIENT, "birthDate": "1974"})) == [("partial_birth_date", "edad")]
    assert codes(read(patient={"resourceType": "Patient", "gender": "other"})) == [("unknown_sex", "sexo")]


def test_every_note_is_a_sentence_in_each_language():
    _, document = made(3)
    spanish, english = (diabetes.Record.from_fhir(document, locale, ON).notes for locale in ("es", "en"))
    assert [note.code for note in spanish] == [note.code for note in english]
    for one, other in zip(spanish, english, strict=True):
        assert one.message != other.message
        assert one.message.endswith(".")


def test_the_page_prints_the_table_of_codes_and_every_note():
    page = (ROOT / "docs" / "fhir.md").read_text(encoding="utf-8")
    for row in diabetes.codes():
        (line,) = [line for line in page.splitlines() if line.startswith(f"| `{row['field']}` |")]
        listed = [*row["observed"], *row["answers"], *row["recorded"], *row["excluded"]]
        assert all(f"`{code['code']}`" in line for code in listed)
        assert row["source"] in line
        assert str(row["days"] or "") in line
        assert all(
            f"`{unit}`" in line for unit in [*filter(None, [row["ucum"]]), *(u["ucum"] for u in row["units"])]
        )
    source = (ROOT / "diabetes-core" / "src" / "fhir" / "note.rs").read_text(encoding="utf-8")
    codes = re.findall(r'\w+ "(\w+)" \[', source)
    assert len(codes) > 15
    assert all(f"| `{code}` |" in page for code in [*codes, "not_the_field"])


@pytest.mark.parametrize("depth", [10, 100_000])
def test_hostile_nesting_costs_nothing(depth):
    item = b'{"item":[' * depth + b"]}" * depth
    body = b'{"resourceType":"QuestionnaireResponse","status":"completed","item":[' + item + b"]}"
    assert dict(diabetes.Record.from_fhir(body, on=ON)) == {}
    body = b'{"resourceType":"Bundle","entry":' + b"[" * depth + b"]" * depth + b"}"
    assert dict(diabetes.Record.from_fhir(body, on=ON)) == {}


def test_a_bundle_of_many_resources_is_read_in_linear_time():
    weight = {"value": 80, "code": "kg"}
    days = [f"2026-0{1 + n % 2}-{1 + n % 28:02}" for n in range(20_000)]
    entries = [{"resource": observed("29463-7", at, valueQuantity=weight)} for at in days]
    record = diabetes.Record.from_fhir({"resourceType": "Bundle", "entry": entries}, on=ON)
    assert record["peso"] == 80
