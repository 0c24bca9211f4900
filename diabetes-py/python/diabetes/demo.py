"""Demonstrates the library on real and synthetic people: ``python -m diabetes.demo``."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import diabetes
from diabetes._labels import labels
from diabetes._locales import LOCALES
from diabetes._nhanes import Record, adults
from diabetes._printable import plain
from diabetes._texts import Texts, chosen, texts
from diabetes._waterfall import steps

People = list[tuple[Record, float | None]]
Rows = list[tuple[Record, float, dict[str, float]]]  # record, HbA1c, probabilities

EXAMPLE: Record = {
    "edad": 45, "sexo": "M", "imc": 28.5, "tas": 135, "tad": 85, "perimetro_abdominal": 95,
    "frecuencia_cardiaca": 75, "realiza_ejercicio": "Si", "consume_alcohol": "Ocasional",
    "fuma": "No", "medicamentos_hta": "Si", "historia_familiar_dm": "Si",
    "diabetes_gestacional": "No", "puntaje_findrisc": 12, "riesgo_cardiovascular": 0.4,
}  # fmt: skip
# For the synthetic data: the best value any predictor can reach, and the decimals shown.
METRICS = {"r2": (0.8395, 3), "rmse": (13.56, 2), "mae": (10.5, 2), "category_accuracy": (0.920, 3)}
BAR_WIDTH = 18
WIDTH = 88
ASCII = str.maketrans({"█": "#", "▌": "#", "▐": "#", "│": "|", "─": "-"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run the demonstration and return the exit status."""
    word = texts(chosen())
    parser = argparse.ArgumentParser(prog="diabetes demo", description=word("demo.about"))
    parser.add_argument("--seed", type=int, default=42, metavar="N", help=word("generate.seed"))
    parser.add_argument("--out", type=Path, metavar=word("arg.folder"), help=word("demo.out"))
    parser.add_argument("--locale", choices=LOCALES, default=word.locale, help=word("option.locale"))
    parser.add_argument("--json", action="store_true", help=word("option.json"))
    args = parser.parse_args(argv)
    try:
        people = list(adults())
    except ModuleNotFoundError:
        print(f"{parser.prog}: {texts(args.locale)('demo.no_survey')}", file=sys.stderr)
        return 2
    Demonstration(texts(args.locale), args.json).run(people, args.seed, args.out)
    return 0


class Demonstration:
    """Its parts, told in a language; with ``as_json`` only the results are printed."""

    def __init__(self, word: Texts, as_json: bool = False) -> None:
        self._word = word
        self._label = labels(word.locale)
        self._as_json = as_json
        self._results: dict[str, Any] = {}

    def run(self, people: People, seed: int, out: Path | None) -> None:
        """Show every part."""
        word, model = self._word, diabetes.Model.bundled()
        self._head("demo.survey")
        self._say(word("demo.reading"))
        valid = self.show_survey(model, people)
        with tempfile.TemporaryDirectory() as temporary:
            trained = self.show_training(seed, out or Path(temporary), valid)
        if out is None:
            self._paragraph(word("demo.temporary"))
        self.show_patient("demo.patient", model)
        self.show_patient("demo.patient_synthetic", trained)
        if out is not None:
            self.show_report(model, people, out)
        self._say()
        self._paragraph(word("demo.device"))
        if self._as_json:
            print(json.dumps(self._results, ensure_ascii=False, indent=2))

    def show_survey(self, model: diabetes.Model, people: People) -> list[Record]:
        """Predict for the survey's adults and print the counts; return the valid records."""
        word, number = self._word, self._word.numbers.count
        self._say(word("demo.adults", count=len(people)))
        answers = model.predict_batch([record for record, _ in people])
        invalid: Counter[str] = Counter()
        fields: dict[str, Counter[str]] = {}
        excluded: Counter[str] = Counter()
        valid: list[Record] = []
        rows: Rows = []
        for (record, hba1c), answer in zip(people, answers, strict=True):
            if isinstance(answer, diabetes.ValidationError):
                invalid.update({error.code for error in answer.errors})
                for error in answer.errors:
                    fields.setdefault(error.code, Counter())[error.field or ""] += 1
                continue
            valid.append(record)
            if answer.not_applicable is not None:
                excluded[answer.not_applicable] += 1
            elif hba1c is not None and record.get("diabetes_diagnosticada") == "No":
                rows.append((record, hba1c, answer.probabilities or {}))
        self._say(f"  {word('demo.answered'):<46}{number(len(valid) - excluded.total()):>7}")
        self._say(f"  {word('demo.excluded'):<46}{number(excluded.total()):>7}")
        for code, count in excluded.most_common():
            self._say(f"    {word.named('code', code):<44}{number(count):>7}")
        self._say(f"  {word('demo.invalid'):<46}{number(len(people) - len(valid)):>7}")
        for code, count in invalid.most_common():
            self._say(f"    {word.named('code', code):<44}{number(count):>7}")
            named = (f"{self._label.field(field)} {number(n)}" for field, n in fields[code].most_common())
            self._paragraph("; ".join(named), "      ")
        self._results["survey"] = {
            "people": len(people),
            "valid": len(valid),
            "not_applicable": dict(excluded),
        }
        self.show_ranking(rows)
        return valid

    def show_ranking(self, rows: Rows) -> None:
        """Print how well the probabilities and two published scores rank people with a high HbA1c."""
        word, numbers = self._word, self._word.numbers
        scores = {
            "findrisc": [diabetes.findrisc(record) for record, _, _ in rows],
            "ada_risk_test": [diabetes.ada_risk_test(record) for record, _, _ in rows],
        }
        rankings = {
            "diabetes": [p["Diabetes"] for _, _, p in rows],
            "dysglycaemia": [p["Prediabetes"] + p["Diabetes"] for _, _, p in rows],
            **{name: [float(r.points_min) for r in results] for name, results in scores.items()},
        }
        titles = [
            self._label.score(name) if name in scores else word(f"demo.probability.{name}")
            for name in rankings
        ]
        widths = [max(len(title) + 2, 11) for title in titles]
        self._say()
        self._paragraph(word("demo.ranking"))
        head = f"{word('demo.told'):<12}{word('demo.cut'):<9}{word('demo.people'):>9}{word('demo.cases'):>7}"
        self._say(
            f"\n  {head}" + "".join(f"{title:>{width}}" for title, width in zip(titles, widths, strict=True))
        )
        table = []
        # First the people whom screening is meant for.
        for group, told in {"No": ("No",), "Si": ("Si",), "all": ("No", "Si", None)}.items():
            belongs = [record.get("antecedente_glucosa_alta") in told for record, _, _ in rows]
            for cut, meant in zip((6.5, 5.7), rankings, strict=False):
                cases = [hba1c >= cut for (_, hba1c, _), own in zip(rows, belongs, strict=True) if own]
                areas = {}
                for name, ranking in rankings.items():
                    scored = [score for score, own in zip(ranking, belongs, strict=True) if own]
                    areas[name] = diabetes.auroc(cases, scored)
                table.append(
                    {"told": group, "hba1c": cut, "people": len(cases), "cases": sum(cases), "auroc": areas}
                )
                cells = "".join(
                    f"{numbers.fixed(area):>16}{'*' if name == meant else ' '}"
                    for name, area in areas.items()
                )
                who = f"{word(f'demo.told.{group}'):<12}{'≥ ' + numbers.shortest(cut):<9}"
                counts = f"{numbers.count(len(cases)):>9}{numbers.count(sum(cases)):>7}"
                self._say(f"  {who}{counts}{cells}".rstrip())
        self._results["ranking"] = table
        self._paragraph(word("demo.told_note"), "  ")
        self._paragraph(word("demo.meant_note"), "  ")
        self._say()
        self._paragraph(word("demo.score_note"))
        for name, results in scores.items():
            items = (item for result in results for item in result.items)
            unknown = Counter(i["field"] for i in items if i["points_min"] != i["points_max"])
            shares = (
                f"{self._label.field(field)} {numbers.fixed(100 * n / len(rows), 1)}"
                for field, n in unknown.most_common()
            )
            self._paragraph(f"{self._label.score(name)}: {'; '.join(shares)}", "  ")
        self._paragraph(word("demo.earlier"))

    def show_training(self, seed: int, folder: Path, records: list[Record]) -> diabetes.Model:
        """Train on synthetic data, save, reload and compare on the records; return the model."""
        word, numbers = self._word, self._word.numbers
        self._head("demo.training")
        self._say(word("demo.generating"))
        trained = diabetes.train(diabetes.generate(10_000, seed=seed), algorithm="linear", seed=seed)
        held_out = trained.info["metrics"]["held_out"]["glucose"]
        self._paragraph(word("demo.limits", count=round(held_out["rows"])))
        self._say(f"\n  {'':<28}{word('demo.held_out'):>10}{word('demo.limit'):>10}")
        for key, (limit, digits) in METRICS.items():
            reached, most = numbers.fixed(held_out[key], digits), numbers.fixed(limit, digits)
            self._say(f"  {word(f'demo.metric.{key}'):<28}{reached:>10}{most:>10}")
        self._results["held_out"] = {key: held_out[key] for key in METRICS}
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "synthetic.json"
        trained.save(path)
        self._say("\n" + word("demo.saved", file=path, bytes=path.stat().st_size))
        loaded = diabetes.Model.load(path)
        if _answers(trained, records) != _answers(loaded, records):
            raise SystemExit(word("demo.differs"))
        self._say(word("demo.same", count=len(records)))
        return loaded

    def show_report(self, model: diabetes.Model, people: People, folder: Path) -> None:
        """Evaluate the model on the survey's adults, write the report and three figures, and say where."""
        word = self._word
        self._head("demo.report")
        self._say(word("demo.evaluating"))
        rows = [record | ({} if hba1c is None else {"hba1c": hba1c}) for record, hba1c in people]
        evaluation = diabetes.evaluate(model, rows)
        try:
            evaluation.to_html(folder / "report.html", locale=word.locale)
            self._write_pictures(model, evaluation.to_dict(), folder)
        except ModuleNotFoundError as missing:
            self._say(word("demo.not_written", package=missing.name))
            return
        self._paragraph(word("demo.written", folder=folder))

    def _write_pictures(self, model: diabetes.Model, evaluation: Mapping[str, Any], folder: Path) -> None:
        """Draw an answer, the calibration and the terms of the diabetes probability."""
        from diabetes import figures

        locale = self._word.locale
        terms = [term for term in evaluation["terms"] if term["output"] == "diabetes"]
        pictures = {
            "explanation": figures.explanation(
                model.explain(EXAMPLE, output="diabetes"), "diabetes", model=model, locale=locale
            ),
            "calibration": figures.calibration_curve(evaluation["calibration"], locale=locale),
            "terms": figures.terms(terms, columns=4, locale=locale),
        }
        for name, figure in pictures.items():
            text = figures.svg(figure, self._word(f"demo.picture.{name}"))
            (folder / f"{name}.svg").write_text(text, encoding="utf-8")

    def show_patient(self, title: str, model: diabetes.Model) -> None:
        """Print the example patient's answer and its contributions."""
        word, numbers = self._word, self._word.numbers
        self._head(title)
        answer = model.predict(EXAMPLE, locale=word.locale).to_dict()
        shares = (
            f"{word.named('category', name)} {numbers.percent(p)}"
            for name, p in answer["probabilities"].items()
        )
        rows = {
            "glucose": word(
                "demo.glucose_told",
                glucose=numbers.fixed(answer["glucose_mg_dl"], 1),
                interval=numbers.span(answer["interval"], 0),
            ),
            "category": word(
                "demo.category_told",
                category=word.named("in_range", answer["category"]),
                certainty=word.named("certainty", answer["confidence"]),
            ),
            "probabilities": "; ".join(shares),
            "level": word.named("level", answer["risk_level"]),
        }
        for name, text in rows.items():
            self._say(f"  {word(f'demo.{name}'):<18}{text}")
        self._paragraph(answer["interpretation"], "  ")
        self._results[title.removeprefix("demo.")] = answer
        for output in ("glucose", "diabetes"):
            self.show_chart(output, model)

    def show_chart(self, output: str, model: diabetes.Model) -> None:
        """Draw each field's points as a bar, to the right of the baseline if they add."""
        word, numbers = self._word, self._word.numbers
        base, *terms = model.explain(EXAMPLE, output=output)
        shown = sorted((t for t in terms if t.points), key=lambda t: -abs(t.points))
        self._say(f"\n  {word(f'demo.chart.{output}')}")
        self._paragraph(word("demo.chart_note", base=numbers.fixed(base.points, 2)), "  ")
        self._say()
        longest = max((abs(t.points) for t in shown), default=1.0)
        width = max((len(self._label.field(t.field)) for t in shown), default=0)
        for term in shown:
            halves = max(1, round(2 * BAR_WIDTH * abs(term.points) / longest))
            whole, half = "█" * (halves // 2), halves % 2
            left, right = ("▐" * half + whole, "") if term.points < 0 else ("", whole + "▌" * half)
            value = self._label.value(term.field, term.value)
            bars = f"{left:>{BAR_WIDTH}}│{right:<{BAR_WIDTH}}"
            points = numbers.signed(term.points, 2)
            self._say(f"  {self._label.field(term.field):<{width}}{value:>13} {bars}{points:>8}")
        wide = width + 2 * BAR_WIDTH + 15
        total = sum(c.points for c in (base, *terms))
        self._say(f"  {word('demo.chart_total'):<{wide}}{numbers.fixed(total, 2):>8}")
        if output == "diabetes":
            *_, end = steps((base, *terms), output, model.info)
            self._say(f"  {word('demo.chart_calibrated'):<{wide}}{numbers.percent(end.reached):>8}")
        if silent := [self._label.field(t.field) for t in terms if not t.points]:
            self._paragraph(word("demo.silent", fields="; ".join(silent)), "  ")

    def _head(self, key: str) -> None:
        title = self._word(key)
        self._say(f"\n{title}\n{'─' * len(title)}")

    def _paragraph(self, text: str, indent: str = "") -> None:
        self._say(textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent))

    def _say(self, text: str = "") -> None:
        """Print a line, falling back to ASCII if the terminal's encoding lacks some characters."""
        if self._as_json:
            return
        text = plain(text)
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            simple = unicodedata.normalize("NFKD", text.translate(ASCII))
            text = simple.encode(encoding, "ignore").decode(encoding)
        print(text, flush=True)


def _answers(model: diabetes.Model, records: list[Record]) -> list[dict[str, object]]:
    """The model's answers to valid records as plain values."""
    answers = model.predict_batch(records)
    return [answer.to_dict() for answer in answers if isinstance(answer, diabetes.Prediction)]


if __name__ == "__main__":
    sys.exit(main())
