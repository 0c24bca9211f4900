"""The screening programme: worklist; in English."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "worklist.help": (
        "The screening programme: whom to call, why and since when; what was done with each person; indicators."
    ),
    "worklist.list.help": (
        "Show whom to call: first what is urgent, then abnormal measured values, then by risk and days overdue. "
        "Without --state, only people with something to be done today."
    ),
    "worklist.state": "Only people in this state, also if nothing is due.",
    "worklist.site": "Only people of this site.",
    "worklist.insurer": "Only people of this insurer.",
    "worklist.overdue": "Only people who are at least so many days overdue.",
    "worklist.limit": "People to show.",
    "worklist.offset": "People to skip.",
    "worklist.references": (
        "File with the hospital's references (column paciente): the list shows them instead of the codes. It is only "
        "read; nothing of it is stored."
    ),
    "worklist.list.none": "there is nobody with something to be done",
    "worklist.list.shown": "{first} to {last} of {total} people",
    "worklist.missing": (
        "there are predictions of patients that are not on the list yet, stored by an earlier version: "
        "diabetes-stack worklist enrol"
    ),
    "worklist.export.help": "Write the whole list to a CSV file.",
    "worklist.export.out": "File to write.",
    "worklist.export.done": "{count} people in {file}",
    "worklist.mark.help": "Set the state of a person. Repeating it changes nothing.",
    "worklist.mark.state": "State to set; not assessed or advised, which a prediction sets.",
    "worklist.mark.date": "Day on which it happened, YYYY-MM-DD; now if it is missing.",
    "worklist.mark.site": "Site of the person, by the hospital's own name.",
    "worklist.mark.insurer": "Insurer of the person, by the hospital's own name.",
    "worklist.mark.done": "stored as step {step}; state: {state}",
    "worklist.mark.known": "already stored as step {step}; state: {state}",
    "worklist.mark.would": "would be stored; state: {state}",
    "worklist.prediction": "Id of a prediction of the person, instead of --patient.",
    "worklist.whom": "give --patient or --prediction, one of them",
    "worklist.undo.help": (
        "Undo a step that was a mistake, such as the result of another person. It stays written, but does not count."
    ),
    "worklist.undo.step": "Number of the step; worklist show tells them.",
    "worklist.show.help": "Show the steps of a person, also those that were undone.",
    "worklist.show.undone": " (undone)",
    "worklist.import.help": (
        "Read states, sites and insurers from a file: paciente or prediction_id, and estado, fecha, sede or "
        "aseguradora. Valid rows are stored and the others listed; repeating it changes nothing."
    ),
    "worklist.import.file": "CSV or Parquet file.",
    "worklist.import.working": "Reading {rows:,} rows",
    "worklist.import.done": "{rows:,} rows: {new:,} new, {known:,} already known, {bad:,} rejected",
    "worklist.import.would": "{rows:,} rows would be read: {new:,} new, {known:,} already known, {bad:,} rejected",
    "worklist.enrol.help": (
        "Put predictions of patients that an earlier version stored on the list. Repeating it changes nothing."
    ),
    "worklist.enrol.done": "{count} predictions put on the list",
    "worklist.enrol.would": "{count} predictions would be put on the list",
    "worklist.indicators.help": "Show the indicators by month, each with its definition.",
    "worklist.indicators.months": "Months, up to this one.",
    "worklist.indicators.by_site": "By site too.",
    "worklist.indicators.by_insurer": "By insurer too.",
    "worklist.capacity.help": (
        "Share out the tests that can be paid among those who wait: whom to test, and what is expected to be found."
    ),
    "worklist.capacity.tests": "Tests that can be paid.",
    "worklist.capacity.out": "CSV file to which the people to test are written.",
    "worklist.indicators.none": "there are no answers of patients in these months",
}
