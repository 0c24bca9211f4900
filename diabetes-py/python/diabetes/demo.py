"""Demonstrates the library on real and synthetic people: ``python -m diabetes.demo``."""

import argparse
import sys
import tempfile
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import diabetes
from diabetes._locales import LOCALES
from diabetes._nhanes import Record, adults

People = list[tuple[Record, float | None]]
Rows = list[tuple[Record, float, dict[str, float]]]  # record, HbA1c, probabilities

EXAMPLE: Record = {
    "edad": 45, "sexo": "M", "imc": 28.5, "tas": 135, "tad": 85, "perimetro_abdominal": 95,
    "frecuencia_cardiaca": 75, "realiza_ejercicio": "Si", "consume_alcohol": "Ocasional",
    "fuma": "No", "medicamentos_hta": "Si", "historia_familiar_dm": "Si",
    "diabetes_gestacional": "No", "puntaje_findrisc": 12, "riesgo_cardiovascular": 0.4,
}  # fmt: skip
# For the synthetic data: the label and the best value any predictor can reach.
METRICS = {
    "r2": ("R2", 0.8395),
    "rmse": ("RMSE, mg/dL", 13.56),
    "mae": ("MAE, mg/dL", 10.5),
    "category_accuracy": ("category accuracy", 0.920),
}
BAR_WIDTH = 18
ASCII = str.maketrans({"█": "#", "▌": "#", "▐": "#", "│": "|", "─": "-"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run the demonstration and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="diabetes demo",
        description="Predict for the adults of a survey, compare with two published scores, train a model "
        "on synthetic data, save and load it, explain one patient's answer, and write a report.",
    )
    parser.add_argument("--seed", type=int, default=42, help="seed of the synthetic data (default 42)")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="directory for the trained model, a report and pictures"
    )
    parser.add_argument(
        "--locale", choices=LOCALES, default="en", help="language of the interpretation (default en)"
    )
    args = parser.parse_args(argv)

    head("1. Real people: the US survey NHANES 2017-2018")
    say("Reading the survey ...")
    try:
        people = list(adults())
    except ModuleNotFoundError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    model = diabetes.Model.bundled()
    valid = show_survey(model, people)
    with tempfile.TemporaryDirectory() as temporary:
        trained = show_training(args.seed, args.out or Path(temporary), valid)
    if args.out is None:
        say("The directory was temporary; --out DIR keeps the model, with a report and pictures.")
    show_patient("3. The example patient, by the bundled model (real people)", model, args.locale)
    show_patient("4. The same patient, by the synthetic model", trained, args.locale)
    if args.out is not None:
        show_report(model, people, args.out)
    say("\nThis is not a diagnostic device: an estimate can suggest a test but never replaces one.")
    return 0


def show_survey(model: diabetes.Model, people: People) -> list[Record]:
    """Predict for the survey's adults and print the counts; return the valid records."""
    say(f"{len(people):,} adults aged 20 or over. Predicting for all of them ...")
    answers = model.predict_batch([record for record, _ in people])
    invalid: Counter[str] = Counter()
    fields: dict[str, Counter[str]] = {}
    excluded: Counter[str] = Counter()
    valid, rows = [], []
    for (record, hba1c), answer in zip(people, answers, strict=True):
        if isinstance(answer, diabetes.ValidationError):
            invalid.update({error.code for error in answer.errors})
            for error in answer.errors:
                fields.setdefault(error.code, Counter())[error.field or "record"] += 1
            continue
        valid.append(record)
        if answer.not_applicable is not None:
            excluded[answer.not_applicable] += 1
        elif hba1c is not None and record.get("diabetes_diagnosticada") == "No":
            rows.append((record, hba1c, answer.probabilities or {}))
    say(f"  {'answered':<20}{len(valid) - excluded.total():6,}")
    say(f"  {'not applicable':<20}{excluded.total():6,}")
    for code, count in excluded.most_common():
        say(f"    {code:<18}{count:6,}")
    say(f"  {'invalid':<20}{len(people) - len(valid):6,}")
    for code, count in invalid.most_common():
        names = ", ".join(f"{field} {n:,}" for field, n in fields[code].most_common())
        say(f"    {code:<18}{count:6,}  ({names})")
    show_ranking(model, rows)
    return valid


def show_ranking(model: diabetes.Model, rows: Rows) -> None:
    """Print how well the probabilities and two published scores rank people with a high HbA1c."""
    scores = {
        "FINDRISC": [diabetes.findrisc(record) for record, _, _ in rows],
        "ADA": [diabetes.ada_risk_test(record) for record, _, _ in rows],
    }
    rankings = {
        "P(diabetes)": [p["Diabetes"] for _, _, p in rows],
        "P(dysglycaemia)": [p["Prediabetes"] + p["Diabetes"] for _, _, p in rows],
        **{name: [float(r.points_min) for r in results] for name, results in scores.items()},
    }
    say("\nWho has diabetes without knowing it? Area under the ROC curve (0.5 = chance, 1 =")
    say("perfect), all on the same people: answered, without diagnosed diabetes, HbA1c measured.\n")
    say(f"  {'told':<6}{'HbA1c, %':<9}{'n':>7}{'cases':>7}" + "".join(f"{name:>17}" for name in rankings))
    # First the people whom screening is meant for.
    for group, answers in {"No": ("No",), "Si": ("Si",), "all": ("No", "Si", None)}.items():
        belongs = [record.get("antecedente_glucosa_alta") in answers for record, _, _ in rows]
        for cut, meant in zip((6.5, 5.7), rankings, strict=False):
            cases = [hba1c >= cut for (_, hba1c, _), own in zip(rows, belongs, strict=True) if own]
            cells = ""
            for name, ranking in rankings.items():
                scored = [score for score, own in zip(ranking, belongs, strict=True) if own]
                cells += f"{diabetes.auroc(cases, scored):>16.3f}{'*' if name == meant else ' '}"
            say(f"  {group:<6}{f'>= {cut}':<9}{len(cases):>7,}{sum(cases):>7,}{cells}".rstrip())
    paragraph("told: whether a doctor has ever told them of high glucose", "  ")
    paragraph("* the probability meant for this outcome", "  ")

    say("\nThe scores count the fewest points that their known items allow. Items not known")
    say("here, in % of these people:")
    for name, results in scores.items():
        items = (item for result in results for item in result.items)
        unknown = Counter(i["field"] for i in items if i["points_min"] != i["points_max"])
        shares = (f"{field} {100 * n / len(rows):.1f}" for field, n in unknown.most_common())
        paragraph(f"{name}: {', '.join(shares)}", "  ")
    paragraph(
        "The model was trained on the earlier cycles, 1999 to 2014; nothing was chosen or tuned "
        "on these people. Each person counts once, without survey weights."
    )


def show_training(seed: int, folder: Path, records: list[Record]) -> diabetes.Model:
    """Train on synthetic data, save, reload and compare on the records; return the model."""
    head("2. Your own model: training on synthetic data")
    say("Generating 10,000 synthetic people and training ...")
    trained = diabetes.train(diabetes.generate(10_000, seed=seed), algorithm="linear", seed=seed)
    held_out = trained.info["metrics"]["held_out"]["glucose"]
    say(f"Glucose of the {held_out['rows']:,} people held out, compared with the best that any predictor")
    say("can reach on this synthetic data:\n")
    say(f"  {'':<20}{'held out':>10}{'limit':>10}")
    for key, (name, limit) in METRICS.items():
        digits = 2 if "mg/dL" in name else 3
        say(f"  {name:<20}{held_out[key]:>10.{digits}f}{limit:>10.{digits}f}")

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "synthetic.json"
    trained.save(path)
    say(f"\nSaved to {path} ({path.stat().st_size:,} bytes) and loaded again.")
    loaded = diabetes.Model.load(path)
    if dicts(trained, records) != dicts(loaded, records):
        raise SystemExit("The loaded model predicts differently from the saved one.")
    say(f"Both give the same answer, bit for bit, for all {len(records):,} valid survey records.")
    return loaded


def dicts(model: diabetes.Model, records: list[Record]) -> list[dict[str, object]]:
    """Return the model's answers to valid records as plain values."""
    answers = model.predict_batch(records)
    return [answer.to_dict() for answer in answers if isinstance(answer, diabetes.Prediction)]


def show_report(model: diabetes.Model, people: People, folder: Path) -> None:
    """Evaluate the model on the survey's adults, write the report and three figures, and say where."""
    head("5. The bundled model's report, and pictures")
    say("Evaluating on the survey's adults, with intervals ...")
    rows = [record | ({} if hba1c is None else {"hba1c": hba1c}) for record, hba1c in people]
    evaluation = diabetes.evaluate(model, rows)
    try:
        evaluation.to_html(folder / "report.html")
        write_pictures(model, evaluation.to_dict(), folder)
    except ModuleNotFoundError as missing:
        say(f"Not written: {missing}")
        return
    say(f"Written to {folder}: report.html, for a browser, and")
    say("explanation.svg, calibration.svg and terms.svg.")


def write_pictures(model: diabetes.Model, evaluation: Mapping[str, Any], folder: Path) -> None:
    """Draw an answer, the calibration and the terms of the diabetes probability."""
    from diabetes import figures

    terms = [term for term in evaluation["terms"] if term["output"] == "diabetes"]
    parts = model.explain(EXAMPLE, output="diabetes")
    pictures = {
        "explanation": (figures.explanation(parts, "diabetes"), "How an answer is made up"),
        "calibration": (
            figures.calibration_curve(evaluation["calibration"]),
            "Observed and predicted risk",
        ),
        "terms": (figures.terms(terms, columns=4), "Every term of the probability of undiagnosed diabetes"),
    }
    for name, (figure, title) in pictures.items():
        (folder / f"{name}.svg").write_text(figures.svg(figure, title), encoding="utf-8")


def show_patient(title: str, model: diabetes.Model, locale: str) -> None:
    """Print the example patient's answer and its contributions."""
    head(title)
    answer = model.predict(EXAMPLE, locale=locale).to_dict()
    low, high = answer["interval"]
    probabilities = (f"{name} {100 * p:.1f} %" for name, p in answer["probabilities"].items())
    say(f"  fasting glucose  {answer['glucose_mg_dl']:.1f} mg/dL (90 %: {low:.0f} to {high:.0f})")
    say(f"  its category     {answer['category']} (confidence {answer['confidence']})")
    say(f"  probabilities    {', '.join(probabilities)}")
    say(f"  risk level       {answer['risk_level']}")
    paragraph(answer["interpretation"], "  ")
    show_chart("Estimated glucose", "mg/dL", model.explain(EXAMPLE, output="glucose"))
    show_chart("Probability of diabetes", "log-odds", model.explain(EXAMPLE, output="diabetes"))


def show_chart(name: str, unit: str, contributions: Sequence[diabetes.Contribution]) -> None:
    """Draw each field's points as a bar, to the right of the baseline if they add."""
    base, *terms = contributions
    shown = sorted((t for t in terms if t.points), key=lambda t: -abs(t.points))
    say(f"\n  {name}, {unit}. The base line is the average of the training people,")
    say(f"  {base.points:.2f}; fields on the left lower it, on the right they raise it.\n")
    longest = max((abs(t.points) for t in shown), default=1.0)
    width = max((len(t.field) for t in shown), default=0)
    for term in shown:
        halves = max(1, round(2 * BAR_WIDTH * abs(term.points) / longest))
        whole, half = "█" * (halves // 2), halves % 2
        left, right = ("▐" * half + whole, "") if term.points < 0 else ("", whole + "▌" * half)
        value = f"{term.value:g}" if isinstance(term.value, float) else str(term.value)
        bars = f"{left:>{BAR_WIDTH}}│{right:<{BAR_WIDTH}}"
        say(f"  {term.field:<{width}}{value:>10} {bars}{term.points:+8.2f}")
    total = sum(c.points for c in contributions)
    say(f"  {'base and points, before calibration':<{width + 2 * BAR_WIDTH + 12}}{total:8.2f}")
    if silent := [t.field for t in terms if not t.points]:
        paragraph(f"No effect: {', '.join(silent)}.", "  ")


def head(title: str) -> None:
    """Print a heading."""
    say(f"\n{title}\n{'─' * len(title)}")


def paragraph(text: str, indent: str = "") -> None:
    """Print a text in lines of up to 88 characters."""
    say(textwrap.fill(text, 88, initial_indent=indent, subsequent_indent=indent))


def say(text: str = "") -> None:
    """Print a line, falling back to ASCII if the terminal's encoding lacks some characters."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", text.translate(ASCII))
        text = plain.encode(encoding, "ignore").decode(encoding)
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
