"""Make the file that the recipe of the bundled model reads, from the survey's own XPT files.

    python diabetes-core/models/survey.py FOLDER people.csv

FOLDER holds the public files of NHANES, 1999 to 2014, under their original names (DEMO.XPT, BMX_B.XPT,
GLU_G.XPT), in any sub-folder and in upper or lower case. All missing files are reported at once.
docs/survey.md lists the variable behind each column. Needs pandas.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

YOUNGEST = 20
YES, NO = 1, 2
READINGS = (1, 2, 3, 4)


class Cycle(NamedTuple):
    """Two years of the survey: the first year, and the suffix of the file names."""

    year: int
    suffix: str

    def files(self) -> dict[str, str]:
        """Return the files of the cycle by topic."""
        laboratory = {
            1999: ("LAB10", "LAB10AM"),
            2001: ("L10_B", "L10AM_B"),
            2003: ("L10_C", "L10AM_C"),
        }
        hba1c, glucose = laboratory.get(self.year, (f"GHB{self.suffix}", f"GLU{self.suffix}"))
        kinds = ("DEMO", "BMX", "BPX", "PAQ", "SMQ", "BPQ", "MCQ", "DIQ")
        return {kind: kind + self.suffix for kind in kinds} | {"HBA1C": hba1c, "GLUCOSE": glucose}


CYCLES = [
    Cycle(1999 + 2 * n, suffix) for n, suffix in enumerate(["", *(f"_{letter}" for letter in "BCDEFGH")])
]


class People:
    """The variables of one cycle, one row per person."""

    def __init__(self, year: int, frame: pd.DataFrame) -> None:
        self.year = year
        self.frame = frame

    def number(self, name: str) -> pd.Series:
        """Return a variable; these files contain tiny values that mean 0."""
        if name not in self.frame:
            sys.exit(f"the cycle of {self.year} has no variable {name}: are these its own files?")
        numbers = self.frame[name].astype(float)
        return numbers.mask(numbers.abs() < 1e-70, 0.0)

    def is_any(self, name: str, *codes: int) -> pd.Series:
        """Return whether a variable has one of these codes."""
        return self.number(name).isin(codes)

    def mean(self, name: str) -> pd.Series:
        """Return the mean of the readings; a pressure of 0 means no reading."""
        names = [f"{name}{reading}" for reading in READINGS if f"{name}{reading}" in self.frame]
        readings = pd.concat([self.number(own) for own in names or [f"{name}1"]], axis=1)
        return readings.mask(readings == 0).mean(axis=1).round(1)


def answered(yes: pd.Series, no: pd.Series) -> pd.Series:
    """Return Si and No; blank for refused, unknown and not asked."""
    blank = pd.Series("", index=yes.index)
    return blank.mask(no, "No").mask(yes, "Si")


def yes_no(name: str) -> Callable[[People], pd.Series]:
    """Return the column for a yes or no question."""
    return lambda people: answered(people.is_any(name, YES), people.is_any(name, NO))


def number(name: str) -> Callable[[People], pd.Series]:
    """Return the column for a variable."""
    return lambda people: people.number(name)


def whole(name: str) -> Callable[[People], pd.Series]:
    """Return the column for a variable as integers."""
    return lambda people: people.number(name).astype("Int64")


def active(people: People) -> pd.Series:
    """Return vigorous or moderate activity: in the last 30 days; from 2007 on, in leisure time."""
    vigorous, moderate = ("PAD200", "PAD320") if people.year <= 2005 else ("PAQ650", "PAQ665")
    either = people.is_any(vigorous, YES) | people.is_any(moderate, YES)
    # 3: unable to do the activity.
    return answered(either, people.is_any(vigorous, NO, 3) & people.is_any(moderate, NO, 3))


def smokes(people: People) -> pd.Series:
    """Return whether the person smokes now; people who never smoked 100 cigarettes were not asked."""
    now = people.is_any("SMQ040", 1, 2)
    return answered(now, people.is_any("SMQ040", 3) | people.is_any("SMQ020", NO))


def medicated(people: People) -> pd.Series:
    """Return blood-pressure medication; only asked if the preceding questions were answered yes."""
    no = people.is_any("BPQ050A", NO) | people.is_any("BPQ040A", NO) | people.is_any("BPQ020", NO)
    return answered(people.is_any("BPQ050A", YES), no)


def family(people: People) -> pd.Series:
    """Return diabetes in the family: including grandparents until 2003, only parents and siblings later."""
    return yes_no("MCQ250A" if people.year <= 2003 else "MCQ300C")(people)


def diagnosed(people: People) -> pd.Series:
    """Return Si, No, or Limite for "borderline"."""
    told = answered(people.is_any("DIQ010", YES), people.is_any("DIQ010", NO))
    return told.mask(people.is_any("DIQ010", 3), "Limite")


def told_high_glucose(people: People) -> pd.Series:
    """Return whether someone without diagnosed diabetes was told of high glucose: asked from 2005 on."""
    if people.year < 2005:
        return pd.Series("", index=people.frame.index)
    borderline = people.is_any("DIQ010", 3)
    return answered(people.is_any("DIQ160", YES) | borderline, people.is_any("DIQ160", NO))


def fasting_glucose(people: People) -> pd.Series:
    """Return the glucose of people who fasted: only they have a weight in the fasting sample."""
    return people.number("LBXGLU").where(people.number("WTSAF2YR") > 0)


def pregnant(people: People) -> pd.Series:
    """Return pregnancy at the examination; blank if undetermined, No if not asked."""
    yes, unclear = people.is_any("RIDEXPRG", YES), people.is_any("RIDEXPRG", 3)
    return answered(yes, ~yes & ~unclear)


COLUMNS: dict[str, Callable[[People], pd.Series]] = {
    "seqn": whole("SEQN"),
    "ciclo": lambda people: pd.Series(people.year, index=people.frame.index),
    "edad": whole("RIDAGEYR"),
    "sexo": lambda people: people.number("RIAGENDR").map({1: "M", 2: "F"}),
    "imc": number("BMXBMI"),
    "talla": number("BMXHT"),
    "peso": number("BMXWT"),
    "perimetro_abdominal": number("BMXWAIST"),
    "tas": lambda people: people.mean("BPXSY"),
    "tad": lambda people: people.mean("BPXDI"),
    "realiza_ejercicio": active,
    "fuma": smokes,
    "medicamentos_hta": medicated,
    "hipertension": yes_no("BPQ020"),
    "historia_familiar_dm": family,
    "diabetes_diagnosticada": diagnosed,
    "embarazo": pregnant,
    "hba1c": number("LBXGH"),
    "Resultado": fasting_glucose,
    "peso_muestral_ayunas": number("WTSAF2YR"),
    "upm": number("SDMVPSU"),
    "estrato_muestral": number("SDMVSTRA"),
    "antecedente_glucosa_alta": told_high_glucose,
    "frecuencia_cardiaca": whole("BPXPLS"),
}


def found(folder: Path, cycles: list[Cycle]) -> dict[str, Path]:
    """Return the path of every file that the cycles need by name; stop and list all missing ones."""
    there = {path.stem.upper(): path for path in sorted(folder.rglob("*")) if path.suffix.upper() == ".XPT"}
    missing = [name for cycle in cycles for name in cycle.files().values() if name not in there]
    if missing:
        sys.exit(f"{folder}: these files are missing: " + ", ".join(f"{name}.XPT" for name in missing))
    return there


def people_of(cycle: Cycle, files: dict[str, Path]) -> pd.DataFrame:
    """Return the examined adults of a cycle with the columns for the recipe."""
    frame = pd.DataFrame()
    for name in cycle.files().values():
        try:
            part = pd.read_sas(files[name], format="xport")
        except (ValueError, OSError) as error:
            sys.exit(f"{files[name]}: {error}")
        new = part.columns.difference(frame.columns).union(["SEQN"])
        frame = part if frame.empty else frame.merge(part[new], on="SEQN", how="left", validate="one_to_one")
    people = People(cycle.year, frame)
    columns = pd.DataFrame({name: column(people) for name, column in COLUMNS.items()})
    # 2: both interviewed and examined.
    return columns[(people.number("RIDAGEYR") >= YOUNGEST) & people.is_any("RIDSTATR", 2)]


def main(arguments: list[str] | None = None) -> None:
    """Read the files, write one CSV file and print the number of people in each cycle."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="the folder with the survey's XPT files")
    parser.add_argument("out", type=Path, help="the CSV file to write")
    years = ", ".join(str(cycle.year) for cycle in CYCLES)
    parser.add_argument(
        "--cycles",
        type=int,
        nargs="+",
        metavar="YEAR",
        help=f"those that begin then ({years}), else all",
    )
    options = parser.parse_args(arguments)
    chosen = [cycle for cycle in CYCLES if cycle.year in (options.cycles or [cycle.year])]
    if len(chosen) < len(set(options.cycles or [])):
        parser.error(f"no cycle begins in one of these years; they begin in {years}")
    files = found(options.folder, chosen)
    parts = []
    for cycle in chosen:
        part = people_of(cycle, files)
        tested = part["Resultado"].notna().sum()
        print(f"{cycle.year}: {len(part):,} adults, {tested:,} with fasting glucose", flush=True)
        parts.append(part)
    partial = options.out.with_name(options.out.name + ".partial")
    pd.concat(parts).to_csv(partial, index=False)
    partial.replace(options.out)


if __name__ == "__main__":
    main()
