"""FINDRISC, its paper of 2003 and the ADA risk test against the printed tables, worked by hand."""

import math

import diabetes
import pytest
from common import EXAMPLE, codes, without

# Nought points on either form, but for the one point of the ADA test for a man.
NOTHING = {
    "edad": 30,
    "sexo": "M",
    "imc": 22,
    "perimetro_abdominal": 80,
    "realiza_ejercicio": "Si",
    "consume_verduras_frutas_diario": "Si",
    "medicamentos_hta": "No",
    "antecedente_glucosa_alta": "No",
    "grado_familiar_dm": "Ninguno",
    "hipertension": "No",
}
WOMAN = {**NOTHING, "sexo": "F", "perimetro_abdominal": 70, "diabetes_gestacional": "No"}

FINDRISC = [
    *[({"edad": a}, p) for a, p in [(18, 0), (44.999, 0), (45, 2), (54.999, 2), (55, 3)]],
    *[({"edad": a}, p) for a, p in [(64.999, 3), (65, 4), (120, 4)]],
    *[({"imc": b}, p) for b, p in [(10, 0), (24.999, 0), (25, 1), (30, 1), (30.001, 3), (100, 3)]],
    *[({"perimetro_abdominal": w}, p) for w, p in [(40, 0), (93.999, 0), (94, 3), (102, 3)]],
    *[({"perimetro_abdominal": w}, p) for w, p in [(102.001, 4), (220, 4)]],
    ({"realiza_ejercicio": "No"}, 2),
    ({"consume_verduras_frutas_diario": "No"}, 1),
    ({"medicamentos_hta": "Si"}, 2),
    ({"antecedente_glucosa_alta": "Si"}, 5),
    ({"grado_familiar_dm": "Segundo"}, 3),
    ({"grado_familiar_dm": "Primero"}, 5),
    ({"hipertension": "Si"}, 0),
]
FINDRISC_WOMAN = [
    *[({"perimetro_abdominal": w}, p) for w, p in [(40, 0), (79.999, 0), (80, 3), (88, 3)]],
    *[({"perimetro_abdominal": w}, p) for w, p in [(88.001, 4), (220, 4)]],
    ({"diabetes_gestacional": "Si"}, 5),
    ({"diabetes_gestacional": "Si", "antecedente_glucosa_alta": "Si"}, 5),
    ({}, 0),
]
# Of the paper; its item on activity is open, so two points more are always possible.
PAPER = [
    *[({"edad": a}, p) for a, p in [(44.999, 0), (45, 2), (54.999, 2), (55, 3), (65, 3), (120, 3)]],
    *[({"imc": b}, p) for b, p in [(24.999, 0), (25, 0), (25.001, 1), (30, 1), (30.001, 3)]],
    *[({"perimetro_abdominal": w}, p) for w, p in [(93.999, 0), (94, 3), (101.999, 3), (102, 4)]],
    *[({"sexo": "F", "perimetro_abdominal": w}, p) for w, p in [(79.999, 0), (80, 3)]],
    *[({"sexo": "F", "perimetro_abdominal": w}, p) for w, p in [(87.999, 3), (88, 4)]],
    ({"realiza_ejercicio": "No"}, 0),
    ({"consume_verduras_frutas_diario": "No"}, 1),
    ({"medicamentos_hta": "Si"}, 2),
    ({"antecedente_glucosa_alta": "Si"}, 5),
    ({"sexo": "F", "perimetro_abdominal": 70, "diabetes_gestacional": "Si"}, 5),
    ({"grado_familiar_dm": "Primero"}, 0),
]
ADA = [
    *[({"edad": a}, p) for a, p in [(18, 0), (39.999, 0), (40, 1), (49.999, 1), (50, 2)]],
    *[({"edad": a}, p) for a, p in [(59.999, 2), (60, 3), (120, 3)]],
    *[({"imc": b}, p) for b, p in [(24.999, 0), (25, 1), (29.999, 1), (30, 2), (39.999, 2)]],
    *[({"imc": b}, p) for b, p in [(40, 3), (100, 3)]],
    ({"sexo": "M", "perimetro_abdominal": 80}, 1),
    ({"diabetes_gestacional": "Si"}, 1),
    ({"grado_familiar_dm": "Primero"}, 1),
    ({"grado_familiar_dm": "Segundo"}, 0),
    ({"hipertension": "Si"}, 1),
    ({"realiza_ejercicio": "No"}, 1),
    ({"perimetro_abdominal": 120, "antecedente_glucosa_alta": "Si"}, 0),
]


def check(result, points):
    assert (result.points, result.points_min, result.points_max) == (points, points, points)
    assert sum(item["points_min"] for item in result.items) == points
    assert sum(item["points_max"] for item in result.items) == points


@pytest.mark.parametrize(("changes", "points"), FINDRISC)
def test_findrisc_of_a_man_at_both_sides_of_each_boundary(changes, points):
    check(diabetes.findrisc({**NOTHING, **changes}), points)


@pytest.mark.parametrize(("changes", "points"), FINDRISC_WOMAN)
def test_findrisc_of_a_woman_has_her_own_waist_and_gestational_diabetes(changes, points):
    check(diabetes.findrisc({**WOMAN, **changes}), points)


@pytest.mark.parametrize(("changes", "points"), PAPER)
def test_the_paper_of_2003_has_its_own_boundaries_and_an_open_item(changes, points):
    result = diabetes.findrisc_2003({**NOTHING, **changes})
    assert (result.points, result.points_min, result.points_max) == (None, points, points + 2)
    [open_item] = [item for item in result.items if item["field"] is None]
    assert (open_item["item"], open_item["value"]) == ("activity_4_hours_a_week", None)


@pytest.mark.parametrize(("changes", "points"), ADA)
def test_ada_risk_test_of_a_woman_at_both_sides_of_each_boundary(changes, points):
    check(diabetes.ada_risk_test({**WOMAN, **changes}), points)


FAMILY, GLUCOSE = {"grado_familiar_dm": "Primero"}, {"antecedente_glucosa_alta": "Si"}
LAZY, GREENS = {"realiza_ejercicio": "No"}, {"consume_verduras_frutas_diario": "No"}
WAIST, OLD = {"perimetro_abdominal": 110}, {"edad": 70}
PILLS, HEAVY = {"medicamentos_hta": "Si"}, {"imc": 35}


@pytest.mark.parametrize(
    ("changes", "points", "band"),
    [
        ({}, 0, "low"),
        ({**WAIST, **LAZY}, 6, "low"),
        ({**FAMILY, **LAZY}, 7, "slightly_elevated"),
        ({**FAMILY, **GLUCOSE, **GREENS}, 11, "slightly_elevated"),
        ({**FAMILY, **GLUCOSE, **LAZY}, 12, "moderate"),
        ({**FAMILY, **GLUCOSE, **WAIST}, 14, "moderate"),
        ({**FAMILY, **GLUCOSE, **WAIST, **GREENS}, 15, "high"),
        ({**FAMILY, **GLUCOSE, **WAIST, **OLD, **LAZY}, 20, "high"),
        ({**FAMILY, **GLUCOSE, **WAIST, **OLD, **LAZY, **GREENS}, 21, "very_high"),
        (
            {**FAMILY, **GLUCOSE, **WAIST, **OLD, **LAZY, **GREENS, **PILLS, **HEAVY},
            26,
            "very_high",
        ),
    ],
)
def test_findrisc_bands_change_at_7_12_15_and_21(changes, points, band):
    result = diabetes.findrisc({**NOTHING, **changes})
    check(result, points)
    assert result.band == band


@pytest.mark.parametrize(
    ("changes", "points", "band"),
    [
        ({}, 1, "lower"),
        ({**OLD}, 4, "lower"),
        ({**OLD, **FAMILY}, 5, "high"),
        ({**OLD, **FAMILY, **LAZY, "hipertension": "Si", "imc": 45}, 10, "high"),
    ],
)
def test_the_ada_test_is_high_from_5_points(changes, points, band):
    result = diabetes.ada_risk_test({**NOTHING, **changes})
    check(result, points)
    assert result.band == band


@pytest.mark.parametrize(
    ("score", "record", "lowest", "highest", "band"),
    [
        # 2 + 1 + 3 + 0 + (0-1) + 2 + (0-5) + (3-5)
        ("findrisc", EXAMPLE, 11, 19, None),
        # 1 (45 years) + 1 (man) + (0-1 family) + (0-1 hypertension) + 0 + 1 (28.5)
        ("ada_risk_test", EXAMPLE, 3, 5, None),
        ("findrisc", {}, 0, 26, None),
        ("findrisc", without(NOTHING, "consume_verduras_frutas_diario"), 0, 1, "low"),
        ("findrisc", without(NOTHING, "edad"), 0, 4, "low"),
        ("findrisc", without(NOTHING, "imc"), 0, 3, "low"),
        ("findrisc", without(NOTHING, "perimetro_abdominal"), 0, 4, "low"),
        ("findrisc", without(NOTHING, "perimetro_abdominal", "sexo"), 0, 4, "low"),
        ("findrisc", without(NOTHING, "realiza_ejercicio"), 0, 2, "low"),
        ("findrisc", without(NOTHING, "medicamentos_hta"), 0, 2, "low"),
        ("findrisc", without(NOTHING, "antecedente_glucosa_alta"), 0, 5, "low"),
        ("findrisc", without(NOTHING, "grado_familiar_dm"), 0, 5, "low"),
        ("findrisc", without({**NOTHING, **LAZY}, "grado_familiar_dm"), 2, 7, None),
        ("ada_risk_test", without(NOTHING, "edad"), 1, 4, "lower"),
        ("ada_risk_test", without(WOMAN, "imc"), 0, 3, "lower"),
        ("ada_risk_test", without(WOMAN, "diabetes_gestacional"), 0, 1, "lower"),
        ("ada_risk_test", without(NOTHING, "grado_familiar_dm"), 1, 2, "lower"),
        ("ada_risk_test", without({**NOTHING, **OLD}, "hipertension"), 4, 5, None),
        ("ada_risk_test", without(WOMAN, "realiza_ejercicio"), 0, 1, "lower"),
        ("ada_risk_test", {"sexo": "M"}, 1, 10, None),
        ("ada_risk_test", {"sexo": "F"}, 0, 10, None),
        ("ada_risk_test", without(WOMAN, "sexo"), 0, 1, "lower"),
    ],
)
def test_what_is_not_known_gives_an_interval_of_points(score, record, lowest, highest, band):
    result = getattr(diabetes, score)(record)
    assert result.points is None
    assert (result.points_min, result.points_max) == (lowest, highest)
    assert result.band == band


@pytest.mark.parametrize(
    ("waist", "lowest", "highest"), [(70, 0, 0), (85, 0, 3), (90, 0, 4), (95, 3, 4), (105, 4, 4)]
)
def test_a_waist_without_a_sex_counts_as_either(waist, lowest, highest):
    record = without({**NOTHING, "perimetro_abdominal": waist}, "sexo")
    result = diabetes.findrisc(record)
    assert (result.points_min, result.points_max) == (lowest, highest)


@pytest.mark.parametrize(
    ("family", "findrisc", "ada"),
    [
        ({}, (0, 5), (1, 2)),
        ({"historia_familiar_dm": "No"}, (0, 0), (1, 1)),
        ({"historia_familiar_dm": "Si"}, (3, 5), (1, 2)),
        ({"historia_familiar_dm": "Si", "grado_familiar_dm": "Segundo"}, (3, 3), (1, 1)),
        ({"historia_familiar_dm": "No", "grado_familiar_dm": "Primero"}, (5, 5), (2, 2)),
    ],
)
def test_a_family_history_of_unknown_degree_counts_as_either(family, findrisc, ada):
    record = {**without(NOTHING, "grado_familiar_dm"), **family}
    for score, expected in ((diabetes.findrisc, findrisc), (diabetes.ada_risk_test, ada)):
        result = score(record)
        assert (result.points_min, result.points_max) == expected


def test_a_score_works_out_the_body_mass_index():
    record = {**without(NOTHING, "imc"), "talla": 160, "peso": 80}
    check(diabetes.findrisc(record), 3)


@pytest.mark.parametrize(
    ("score", "authors"),
    [
        (diabetes.findrisc, ("Lindstr", "Saaristo")),
        (diabetes.findrisc_2003, ("Lindstr",)),
        (diabetes.ada_risk_test, ("Bang",)),
    ],
)
def test_a_score_names_its_publication_and_its_items(score, authors):
    result = score(NOTHING)
    assert all(author in result.citation for author in authors)
    assert result.name == score.__name__
    values = {item["field"]: item["value"] for item in result.items}
    assert (values["edad"], values["imc"]) == (30, 22)


@pytest.mark.parametrize("score", [diabetes.findrisc, diabetes.findrisc_2003, diabetes.ada_risk_test])
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"edad": 17}, [("out_of_range", "edad")]),
        ({"sexo": "H"}, [("not_allowed", "sexo")]),
        ({"imc": math.inf}, [("not_finite", "imc")]),
        ({"tas": 100, "tad": 110}, [("tad_not_below_tas", "tad")]),
        ({"diabetes_gestacional": "Si"}, [("gestational_man", "diabetes_gestacional")]),
        ({"edad": "x", "imc": 9}, [("not_a_number", "edad"), ("out_of_range", "imc")]),
    ],
)
def test_a_score_refuses_invalid_values(score, changes, expected):
    with pytest.raises(diabetes.ValidationError) as caught:
        score({**NOTHING, **changes})
    assert codes(caught.value.errors) == expected


HIGH = {**NOTHING, **FAMILY, **GLUCOSE, **LAZY}  # 12 points of FINDRISC, 3 of the ADA test


@pytest.mark.parametrize(
    ("score", "record", "cut", "advised"),
    [
        (diabetes.findrisc, HIGH, 12, True),
        (diabetes.findrisc, HIGH, 12.5, False),
        (diabetes.findrisc, HIGH, 13, False),
        (diabetes.findrisc, EXAMPLE, 11, True),
        (diabetes.findrisc, EXAMPLE, 12, None),
        (diabetes.findrisc, EXAMPLE, 19, None),
        (diabetes.findrisc, EXAMPLE, 20, False),
        (diabetes.ada_risk_test, HIGH, 3, True),
        (diabetes.ada_risk_test, HIGH, 4, False),
        (diabetes.findrisc_2003, HIGH, 5, True),
        (diabetes.findrisc_2003, HIGH, 6, None),
        (diabetes.findrisc_2003, HIGH, 8, False),
    ],
)
def test_a_test_is_advised_from_the_callers_cut_off(score, record, cut, advised):
    assert score(record, cut=cut).referral == {"cut": cut, "advised": advised}
    assert diabetes.score(score.__name__, record, cut).referral == {"cut": cut, "advised": advised}


def test_without_a_cut_off_the_scores_own_counts_where_publications_agree_on_one():
    assert diabetes.findrisc(HIGH).referral is None
    assert diabetes.findrisc_2003(HIGH).referral == {"cut": 9, "advised": False}
    assert diabetes.ada_risk_test({**HIGH, **OLD}).referral == {"cut": 5, "advised": True}
    defaults = {score["name"]: score["default_cut"] for score in diabetes.scores()}
    assert {name: cut and cut["points"] for name, cut in defaults.items()} == {
        "findrisc": None,
        "findrisc_2003": 9,
        "ada_risk_test": 5,
    }


@pytest.mark.parametrize("cut", [-1, 26.5, math.nan, math.inf])
def test_a_cut_off_outside_the_points_is_refused(cut):
    with pytest.raises(diabetes.DiabetesError, match="from 0 to 26 points") as caught:
        diabetes.findrisc(HIGH, cut=cut)
    assert caught.value.code == "bad_cut"


def test_an_unknown_score_is_refused_with_the_names_there_are():
    with pytest.raises(diabetes.DiabetesError, match="findrisc, findrisc_2003, ada_risk_test") as caught:
        diabetes.score("ausdrisk", HIGH)
    assert caught.value.code == "unknown_score"


def test_the_list_has_the_table_of_every_score_and_the_fields_it_reads():
    listed = {score["name"]: score for score in diabetes.scores("en")}
    assert list(listed) == ["findrisc", "findrisc_2003", "ada_risk_test"]
    form, paper, ada = listed.values()
    assert [item["item"] for item in form["items"]] == [
        "edad", "imc", "perimetro_abdominal", "realiza_ejercicio", "consume_verduras_frutas_diario",
        "medicamentos_hta", "antecedente_glucosa_alta", "grado_familiar_dm",
    ]  # fmt: skip
    assert form["items"][2]["fields"] == ["perimetro_abdominal", "sexo"]
    assert [item["question"] for item in paper["items"] if not item["fields"]] == [
        "Physical activity of four hours a week or more?"
    ]
    assert sum(item["points_max"] for item in form["items"]) == form["range"][1] == 26
    assert sum(item["points_max"] for item in paper["items"]) == paper["range"][1] == 20
    assert sum(item["points_max"] for item in ada["items"]) == ada["range"][1] == 11
    label = {"es": "alto", "en": "high"}
    assert form["bands"][3] == {"from": 15, "name": "high", "label": label, "risk": "1 in 3"}
    short = [score["short_title"]["en"] for score in listed.values()]
    assert short == ["FINDRISC", "FINDRISC 2003", "ADA risk test"]
    assert {cut["points"] for cut in form["other_cuts"]} == {12, 13, 15}
    assert "one program's source code" in paper["note"]
    assert all(score["licence"] and score["population"] and score["outcome"] for score in listed.values())
    assert [score["horizon_years"] for score in listed.values()] == [10, 10, None]
