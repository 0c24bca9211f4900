"""Compares the additive model with boosted trees and EBM in one run: real people, synthetic data, speed.

`make bench-additive` runs it with one thread each. The survey is read from DIABETES_SHARED; without it, that
part is skipped. Peers: LightGBM (100 trees) and interpret's explainable boosting machine, on the same rows
and fields.
"""

import os
import time
import warnings
from pathlib import Path

os.environ.update(OMP_NUM_THREADS="1", RAYON_NUM_THREADS="1")

import diabetes
import lightgbm as lgb
import numpy as np
import pandas as pd
import pyarrow as pa
from interpret.glassbox import ExplainableBoostingClassifier, ExplainableBoostingRegressor
from sklearn.metrics import r2_score, roc_auc_score

NUMBERS = ["edad", "imc", "perimetro_abdominal", "tas", "tad"]
CHOICES = [
    "sexo", "realiza_ejercicio", "fuma", "medicamentos_hta", "historia_familiar_dm", "hipertension",
    "antecedente_glucosa_alta",
]  # fmt: skip
REQUIRED = [*NUMBERS, "sexo"]
LAST_TRAINED = 2007
HALF_LIFE = 4
SCHEMA = diabetes.schema("en")["properties"]
# Thirteen fields: six numbers, without the scores, and seven others.
SPEED = [
    *NUMBERS, "frecuencia_cardiaca", "riesgo_cardiovascular", "sexo", "realiza_ejercicio", "consume_alcohol",
    "fuma", "medicamentos_hta", "historia_familiar_dm",
]  # fmt: skip
CUTS = {"dysglycaemia": (5.7, 100.0), "diabetes": (6.5, 126.0)}
RESAMPLES = 1000


def numeric(frame: pd.DataFrame, fields: list[str]) -> pd.DataFrame:
    """Return choices as codes and missing values as missing, in a form that every peer understands."""
    columns = {}
    for field in fields:
        if pd.api.types.is_numeric_dtype(frame[field]):
            columns[field] = frame[field].astype(float)
        else:
            codes = pd.Categorical(frame[field], categories=sorted(frame[field].dropna().unique())).codes
            columns[field] = pd.Series(codes, frame.index, dtype=float).mask(codes == -1)
    return pd.DataFrame(columns)


def survey(path: Path) -> pd.DataFrame:
    """Return valid, undiagnosed, non-pregnant adults with HbA1c."""
    people = pd.read_csv(path)
    undiagnosed = people["diabetes_diagnosticada"].isin(["No", "Limite"]) & (people["embarazo"] == "No")
    people = people[undiagnosed].dropna(subset=["hba1c"])
    people["hipertension"] = people["hipertension"].mask(people["medicamentos_hta"] == "Si", "Si")
    for field in NUMBERS:
        within = people[field].between(SCHEMA[field]["minimum"], SCHEMA[field]["maximum"])
        people = people[people[field].isna() | within]
    return people[~(people["tad"] >= people["tas"])]


def label(people: pd.DataFrame, output: str) -> pd.Series:
    """Return whether any available test reaches its cut-off."""
    hba1c, glucose = CUTS[output]
    return (people["hba1c"] >= hba1c) | (people["Resultado"] >= glucose)


def rank_survey(path: Path) -> None:
    """Train on the cycles up to 2007, with older ones weighted less, and rank the later ones."""
    people = survey(path)
    earlier = people[people["ciclo"] <= LAST_TRAINED]
    later = people[people["ciclo"] > LAST_TRAINED].dropna(subset=REQUIRED)
    weights = 0.5 ** ((LAST_TRAINED - earlier["ciclo"]) / HALF_LIFE)
    fields = [*NUMBERS, "frecuencia_cardiaca", *CHOICES]
    x, new = numeric(earlier, fields), numeric(later, fields)
    ours = diabetes.train(
        earlier[[*fields, "hba1c", "Resultado"]],
        algorithm="additive",
        test_size=0,
        weights=weights,
        judges=earlier["ciclo"] >= LAST_TRAINED - 2,
        source="NHANES 1999 to 2008",
    )
    answers = ours.predict_batch(later[fields])
    family = {"Si": "Primero", "No": "Ninguno"}
    records = later[fields].assign(grado_familiar_dm=later["historia_familiar_dm"].map(family))
    scores = [
        diabetes.score_batch(name, records)["points_min"].to_numpy(float)
        for name in ("ada_risk_test", "findrisc")
    ]

    def peers(target: pd.Series, kinds: list[type], options: list[dict[str, object]]) -> list[np.ndarray]:
        fits = [kind(**own) for kind, own in zip(kinds, options, strict=True)]
        known = target.notna()
        for fit in fits:
            fit.fit(x[known], target[known], sample_weight=weights[known])
        return [
            fit.predict_proba(new)[:, 1] if hasattr(fit, "predict_proba") else fit.predict(new)
            for fit in fits
        ]

    trees = {"n_estimators": 100, "num_leaves": 8, "learning_rate": 0.05, "n_jobs": 1, "verbose": -1}
    options: list[dict[str, object]] = [trees, {"interactions": 0, "n_jobs": 1}]
    classifiers = [lgb.LGBMClassifier, ExplainableBoostingClassifier]
    regressors = [lgb.LGBMRegressor, ExplainableBoostingRegressor]
    probabilities = {
        output: [answer.to_numpy(float), *peers(label(earlier, output), classifiers, options)]
        for output, answer in (
            ("diabetes", answers["prob_Diabetes"]),
            ("dysglycaemia", 1 - answers["prob_Normal"]),
        )
    }
    glucose = [
        answers["glucose_mg_dl"].to_numpy(float),
        *peers(earlier["Resultado"], regressors, options),
    ]
    print(
        f"trained on {len(earlier):,}, ranking {len(later):,} of the later cycles: area under the ROC curve"
    )
    header = ("additive", "LightGBM", "EBM", "ADA", "FINDRISC")
    print(f"{'people':<9}{'outcome':<14}{'rows':>7}{'cases':>7}" + "".join(f"{name:>10}" for name in header))
    for group in ("No", "Si", "all"):
        belongs = (later["antecedente_glucosa_alta"] == group).to_numpy() | (group == "all")
        for name, test, cut, ranked in (
            ("HbA1c >= 6.5", "hba1c", 6.5, probabilities["diabetes"]),
            ("HbA1c >= 5.7", "hba1c", 5.7, probabilities["dysglycaemia"]),
            ("FPG >= 126", "Resultado", 126, probabilities["diabetes"]),
            ("FPG >= 100", "Resultado", 100, glucose),
        ):
            known = later[test].notna().to_numpy() & belongs
            cases = (later[test] >= cut).to_numpy()[known]
            own, *others = [ranking[known] for ranking in (*ranked, *scores)]
            line = "".join(f"{roc_auc_score(cases, ranking):>10.4f}" for ranking in (own, *others))
            told = group if group == "all" else f"told {group}"
            print(f"{told:<9}{name:<14}{known.sum():>7}{cases.sum():>7}{line}")
            for other, ranking in zip(header[1:], others, strict=True):
                low, high = paired(cases, own, ranking)
                print(f"{'':<23}additive - {other:<9} {low:+.4f} to {high:+.4f} (95 %, paired bootstrap)")


def paired(cases: np.ndarray, ours: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    """Return the bootstrap interval for the difference between two areas on the same people."""
    rng = np.random.default_rng(1)
    differences = []
    for _ in range(RESAMPLES):
        rows = rng.integers(0, len(cases), len(cases))
        chosen = cases[rows]
        differences.append(diabetes.auroc(chosen, ours[rows]) - diabetes.auroc(chosen, other[rows]))
    low, high = np.quantile(differences, [0.025, 0.975])
    return float(low), float(high)


def fit_synthetic() -> None:
    """Train on 8,000 synthetic rows and measure on 250,000 others."""
    train = pa.table(diabetes.generate(8_000, seed=1)).to_pandas()
    test = pa.table(diabetes.generate(250_000, seed=2)).to_pandas()
    fields = [name for name in train if name not in ("Resultado", "talla", "peso")]
    x, new, y = numeric(train, fields), numeric(test, fields), train["Resultado"]
    ours = diabetes.train(train, algorithm="additive", outputs=("glucose",), test_size=0)
    estimates = {
        "additive": ours.predict_batch(test.drop(columns="Resultado"))["glucose_mg_dl"].to_numpy(float),
        "LightGBM": lgb.LGBMRegressor(n_estimators=100, n_jobs=1, verbose=-1).fit(x, y).predict(new),
        "EBM": ExplainableBoostingRegressor(interactions=0, n_jobs=1).fit(x, y).predict(new),
    }
    print("8,000 synthetic rows, measured on 250,000 (limits: R2 0.8395, category accuracy 0.920)")
    categories = np.digitize(test["Resultado"], [100, 126])
    for name, estimate in estimates.items():
        accuracy = (np.digitize(estimate, [100, 126]) == categories).mean()
        print(
            f"  {name:<10} R2 {r2_score(test['Resultado'], estimate):.4f}  category accuracy {accuracy:.4f}"
        )


def race(rows: int) -> None:
    """Train for glucose on the same rows with one thread; our time covers all of `train`."""
    table = pa.table(diabetes.generate(rows, seed=1)).select([*SPEED, "Resultado"])
    frame = table.to_pandas()
    x, y = numeric(frame, SPEED), frame["Resultado"]
    print(f"training for glucose, {rows:,} x {len(SPEED)}, one thread")
    for _ in range(3):
        start = time.perf_counter()
        lgb.LGBMRegressor(n_estimators=100, n_jobs=1, verbose=-1).fit(x, y)
        peer = time.perf_counter() - start
        start = time.perf_counter()
        diabetes.train(table, algorithm="additive", outputs=("glucose",))
        ours = time.perf_counter() - start
        print(f"  LightGBM, 100 trees, columns ready {peer:.2f} s, additive {ours:.2f} s = {ours / peer:.2f}")


def race_main_effects(rows: int) -> None:
    """Train all three outputs on the same rows with one thread; EBM's defaults but no interactions."""
    table = pa.table(diabetes.generate(rows, seed=1)).select([*SPEED, "Resultado"])
    frame = table.to_pandas()
    x, y = numeric(frame, SPEED), frame["Resultado"]
    start = time.perf_counter()
    diabetes.train(table, algorithm="additive")
    ours = time.perf_counter() - start
    start = time.perf_counter()
    ExplainableBoostingRegressor(interactions=0, n_jobs=1).fit(x, y)
    for limit in (100, 126):
        ExplainableBoostingClassifier(interactions=0, n_jobs=1).fit(x, y >= limit)
    peer = time.perf_counter() - start
    print(f"training for three outputs, {rows:,} x {len(SPEED)}, one thread")
    print(f"  EBM, main effects {peer:.1f} s, additive {ours:.1f} s: {peer / ours:.0f} times faster")


def main() -> None:
    warnings.simplefilter("ignore")
    race(1_000_000)
    race_main_effects(100_000)
    fit_synthetic()
    path = Path(os.environ.get("DIABETES_SHARED", "../shared"), "data", "nhanes_adults_1999_2014_v2.csv")
    if path.exists():
        rank_survey(path)
    else:
        print(f"left out: {path.name} is not there")


if __name__ == "__main__":
    main()
