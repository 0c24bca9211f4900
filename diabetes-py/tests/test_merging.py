"""Two made-up sites merge to the figures of all their rows together, and only such sites."""

import bisect
import hashlib
import json
import math
import random
import resource

import diabetes
import numpy
import pytest
from diabetes._cli import main
from scipy.optimize import linprog
from sklearn.metrics import roc_auc_score

ROWS = 1200
SPLIT = 500


@pytest.fixture(scope="module")
def people():
    table = diabetes.generate(ROWS, seed=7)
    columns = {name: table.column(name) for name in table.column_names}
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    for place, row in enumerate(rows):
        row["hba1c"] = 3.4 + row["Resultado"] / 45 + place * 7 % 11 / 20
        row["region"] = ("north", "south")[place % 2]
        row["diabetes_diagnosticada"] = "No"
    return rows


@pytest.fixture(scope="module")
def sites(bundled, people):
    parts = (("North", people[:SPLIT]), ("South", people[SPLIT:]))
    return [
        diabetes.evaluate(bundled, rows, by=["region", "imc"], site=site, resamples=0) for site, rows in parts
    ]


@pytest.fixture(scope="module")
def together(bundled, people):
    return diabetes.evaluate(bundled, people, by=["region", "imc"], resamples=0).to_dict()


def test_the_merged_figures_are_those_of_all_rows_together(sites, together):
    merged = diabetes.merge(sites, resamples=50).to_dict()
    for same in ("data", "missing", "cutoffs", "model", "terms"):
        assert merged[same] == together[same], same
    assert merged["participants"]["rows"] == together["participants"]["rows"]
    answers = {entry["field"]: entry for entry in together["participants"]["fields"]}
    for entry in merged["participants"]["fields"]:
        assert entry == answers[entry["field"]]
    for own, whole in zip(merged["calibration"], together["calibration"], strict=True):
        assert (own["rows"], own["events"], own["judged_on"]) == (
            whole["rows"], whole["events"], whole["judged_on"],
        )  # fmt: skip
        assert own["observed_expected"] == pytest.approx(whole["observed_expected"], rel=1e-8)
        assert own["brier"] == pytest.approx(whole["brier"], rel=5e-3)
        assert own["slope"] == pytest.approx(whole["slope"], rel=2e-2)
    for own, whole in zip(merged["discrimination"], together["discrimination"], strict=True):
        assert (own["outcome"], own["rows"], own["events"]) == (
            whole["outcome"], whole["rows"], whole["events"],
        )  # fmt: skip
        for one, other in zip(own["rankings"], whole["rankings"], strict=True):
            assert abs(one["auroc"] - other["auroc"]) <= one["auroc_within"] < 0.05


def without_within(value):
    """The figures without how far they can be off."""
    if isinstance(value, dict):
        return {key: without_within(item) for key, item in value.items() if not key.endswith("_within")}
    return [without_within(item) for item in value] if isinstance(value, list) else value


def test_sites_that_may_share_rows_merge_to_the_figures_of_all_rows_to_the_last_bit(
    bundled, people, tmp_path
):
    def judged(rows, site=None):
        return diabetes.evaluate(
            bundled, rows, by="region", site=site, resamples=0, smallest_cell=1
        ).to_dict()

    files = [tmp_path / "north.json", tmp_path / "south.json"]
    for file, rows in zip(files, (people[:SPLIT], people[SPLIT:]), strict=True):
        file.write_text(json.dumps(judged(rows, file.stem)), encoding="utf-8")
    merged = diabetes.merge(files, resamples=0)
    together = judged(people)
    figures = (
        "data",
        "missing",
        "discrimination",
        "calibration",
        "decision",
        "cutoffs",
        "glucose",
        "subgroups",
    )
    for same in (*figures, "warnings", "model", "terms"):
        assert without_within(merged.to_dict()[same]) == together[same], same
    page = tmp_path / "report.html"
    merged.to_html(page)
    assert "equal those of one evaluation of all rows" in page.read_text(encoding="utf-8")
    mixed = diabetes.merge(
        [files[0], diabetes.evaluate(bundled, people[SPLIT:], by="region", resamples=0)], resamples=0
    )
    mixed.to_html(page, locale="es")
    told = page.read_text(encoding="utf-8")
    assert "de algunas sedes, también del puntaje y el resultado" in told
    assert "pueden diferir un poco de las de todas las filas" in told


def test_the_merged_area_is_scikit_learns_on_all_rows(bundled, sites, people):
    [own] = [
        of for of in diabetes.merge(sites, resamples=0).to_dict()["discrimination"]
        if of["outcome"] == "hba1c >= 6.5"
    ]  # fmt: skip
    predicted = [answer.probabilities["Diabetes"] for answer in bundled.predict_batch(people)]
    area = roc_auc_score([row["hba1c"] >= 6.5 for row in people], predicted)
    assert abs(own["rankings"][0]["auroc"] - area) <= own["rankings"][0]["auroc_within"]


def test_groups_of_the_same_name_are_merged_and_those_of_a_sites_own_quartiles_are_left_out(sites, together):
    merged = diabetes.merge(sites, resamples=0).to_dict()
    level = {(of["by"], of["level"]): of for of in merged["subgroups"]}
    for whole in together["subgroups"]:
        if whole["by"] == "imc":
            continue
        own = level.pop((whole["by"], whole["level"]))
        # Of a site's group with fewer than five people of one outcome, nobody is counted; glucose is rounded.
        assert own["rows"] <= whole["rows"]
        if own["rows"] == whole["rows"]:
            assert own["events"] == whole["events"]
        if own["glucose_rows"] == whole["glucose_rows"] >= 10:
            assert own["glucose_mae"] == pytest.approx(whole["glucose_mae"], abs=0.1)
    assert not level
    assert "groups_differ" in [warning["code"] for warning in merged["warnings"]]


def test_a_site_without_a_test_is_judged_as_all_rows_together_are(bundled, people):
    # The definition takes both tests: where one site has both, those of the other are left out.
    north = [{name: value for name, value in row.items() if name != "hba1c"} for row in people[:SPLIT]]
    for south in (people[SPLIT:], people[SPLIT : SPLIT + 30]):
        sites = [diabetes.evaluate(bundled, rows, resamples=0) for rows in (north, south)]
        together = diabetes.evaluate(bundled, [*north, *south], resamples=0).to_dict()
        merged = diabetes.merge(sites, resamples=0).to_dict()
        told = [
            [(of["output"], of["judged_on"], of["rows"], of["events"]) for of in figures["calibration"]]
            for figures in (merged, together)
        ]
        assert told[0] == told[1]
        assert [of["rows"] for of in merged["discrimination"]] == [
            of["rows"] for of in together["discrimination"]
        ]


def test_sites_merge_in_any_order_and_a_merge_merges_again(bundled, sites, people):
    third = diabetes.evaluate(bundled, diabetes.generate(300, seed=9), resamples=0)
    first = diabetes.merge([*sites, third], resamples=20).to_dict()["sums"]
    assert diabetes.merge([third, *reversed(sites)], resamples=20).to_dict()["sums"] == first
    assert (
        diabetes.merge([diabetes.merge(sites, resamples=0), third], resamples=20).to_dict()["sums"] == first
    )


def test_what_does_not_belong_together_is_refused_by_its_code(bundled, sites, people, tmp_path):
    def code(evaluations):
        with pytest.raises(diabetes.DiabetesError) as refused:
            diabetes.merge(evaluations, resamples=0)
        return refused.value.code

    north = sites[0].to_dict()
    other = diabetes.train(diabetes.generate(1500, seed=2), source="made up")
    assert code([]) == "cannot_merge"
    assert code([sites[0], sites[0]]) == "cannot_merge"
    assert code([sites[0], diabetes.evaluate(other, people[SPLIT:], resamples=0)]) == "cannot_merge"
    weighted = diabetes.evaluate(bundled, people[SPLIT:], weights=[1.0] * (ROWS - SPLIT), resamples=0)
    assert weighted.to_dict()["sums"] is None
    assert code([sites[0], weighted]) == "cannot_merge"
    north["sums"]["data"]["answered"] += 1
    assert code([north, sites[1]]) == "bad_sums"
    assert code([{"sums": {}}]) == "bad_sums"
    changed = sites[1].to_dict()
    changed["model"]["name"] = "another"
    assert code([sites[0], changed]) == "bad_sums"


def test_a_file_holds_counts_and_no_row_and_no_cell_under_the_smallest(sites):
    def cells(value):
        if isinstance(value, dict):
            for key, member in value.items():
                yield from member if key == "cells" else cells(member)
        elif isinstance(value, list):
            for item in value:
                yield from cells(item)

    found = [people for _, people, *_ in cells(sites[0].to_dict()["sums"])]
    assert len(found) > 100
    assert min(found) >= 5


@pytest.fixture(scope="module")
def clinics(bundled):
    """A site of many clinics, with few cases in each, and what the attacker knows: all but the results."""
    table = diabetes.generate(500, seed=31)
    columns = {name: table.column(name) for name in table.column_names if name != "Resultado"}
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    chances = [answer.probabilities["Diabetes"] for answer in bundled.predict_batch(rows)]
    drawn = random.Random(5)
    has_it = [drawn.random() < chance for chance in chances]
    for place, (row, case) in enumerate(zip(rows, has_it, strict=True)):
        row |= {"hba1c": 7.1 if case else 5.2, "Resultado": 150 if case else 90, "sede": f"Sede {place % 25}"}
    return rows, chances, has_it


def named(value):
    """The name of a group, as a merge writes it."""
    return value if isinstance(value, str) else f"{value:g}"


def counts_of(judged, who, chances):
    """The people of each cell, and how many of them have the outcome."""
    grid = judged["probabilities"]
    cells = {cell[0]: cell for cell in grid["cells"]}
    members = {}
    for person in who:
        chance = chances[person]
        place = math.floor(math.log(chance / (1 - chance)) * 1024)
        for at in (reached["at"] for reached in judged["reached"]):
            edge = math.ceil(math.log(at / (1 - at)) * 1024)
            place = max(place, edge) if chance >= at else min(place, edge - 1)
        begin = grid["edges"][bisect.bisect_right(grid["edges"], place) - 1]
        members.setdefault(begin, []).append(person)
    assert {begin: len(people) for begin, people in members.items()} == {
        begin: cell[1] for begin, cell in cells.items()
    }
    return [(people, cells[begin][2]) for begin, people in members.items()]


def test_who_knows_all_answers_of_all_people_finds_nobody_in_a_merged_file(bundled, clinics):
    rows, chances, has_it = clinics
    site = diabetes.evaluate(bundled, rows, by="sede", site="North", resamples=0)
    # What a partner reads of this site: the merged file without their own.
    sums = diabetes.merge([site], resamples=0).to_dict()["sums"]
    everyone = range(len(rows))
    known = [
        count for judged in sums["judged"] if judged["output"] == "diabetes" and judged["people"]
        for count in counts_of(judged, everyone, chances)
    ]  # fmt: skip
    for groups in sums["groups"]:
        if groups["by"] not in ("sexo", "estrato", "zona_residencia", "sede"):
            continue
        for level in groups["levels"]:
            who = [person for person in everyone if named(rows[person][groups["by"]]) == level["name"]]
            for judged in level["judged"]:
                if judged["people"]:
                    known += counts_of(judged, who, chances)
    assert len(known) > 30
    matrix, cases = numpy.zeros((len(known), len(rows))), [count for _, count in known]
    for line, (who, _) in zip(matrix, known, strict=True):
        line[who] = 1
    found = []
    for person in [person for person in everyone if has_it[person]] + list(everyone)[:20]:
        aim = numpy.zeros(len(rows))
        aim[person] = 1 if has_it[person] else -1
        # The least that the result of this person can be, or the most for those without the outcome.
        solved = linprog(aim, A_eq=matrix, b_eq=cases, bounds=(0, 1), method="highs")
        assert solved.status == 0
        if abs(solved.fun - has_it[person]) < 1e-6:
            found.append(person)
    assert found == []


def test_a_forged_file_of_a_billion_people_in_a_cell_is_merged_without_a_row_for_each(sites):
    forged = sites[0].to_dict()
    sums, more = forged["sums"], (1 << 30) - 2 * ROWS
    judged = next(
        of
        for of in sums["judged"]
        if of["output"] == "diabetes" and not of["field"] and len(of["tests"]) == 2
    )
    cell = judged["probabilities"]["cells"][0]
    for of, key in ((cell, 1), (judged, "people"), (sums["data"], "answered")):
        of[key] += more
    judged["scores"] = []
    sums["sha256"] = ""
    text = json.dumps(sums, separators=(",", ":"), ensure_ascii=False)
    sums["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    merged = diabetes.merge([forged], resamples=20).to_dict()
    assert merged["calibration"][1]["rows"] > more
    # In kB: a row for each would take gigabytes.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000


def test_the_command_writes_a_report_and_a_file_that_merges_again(sites, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "es_CO.UTF-8")
    monkeypatch.chdir(tmp_path)
    for name, site in zip(("a.json", "b.json"), sites, strict=True):
        (tmp_path / name).write_text(json.dumps(site.to_dict()), encoding="utf-8")
    command = ["merge", "a.json", "b.json", "--resamples", "20", "--html", "m.html", "--out", "m.json"]
    assert main(command) == 0
    page = (tmp_path / "m.html").read_text(encoding="utf-8")
    assert "Sedes: ¿es igual en todas?" in page
    assert "North" in page
    assert "South" in page
    assert json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))["data"]["rows"] == ROWS
    assert main(["merge", "m.json", "a.json"]) == 2
    assert "las mismas personas están en dos de ellas: North" in capsys.readouterr().err
