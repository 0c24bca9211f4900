"""Refusals in English."""

from __future__ import annotations

from ..words import Texts

__all__ = ["TEXTS"]

_STATE = 'Whoever knows can state it: diabetes-stack model register MODEL --source "..." --statement'

_WORDS = {
    # Models.
    "unknown_model": "no model is called {name}; see diabetes-stack model list",
    "unknown_model.alias": "there is no {name}; see diabetes-stack model list",
    "unknown_model.hash": "no model has the hash {hash}",
    "ambiguous_model": "{name} is the start of several hashes; give more digits",
    "synthetic_model": "{name} {version} learned from generated records: it is never used for patients",
    "synthetic_model.file": (
        "{name} {version} learned from generated records: it is never used for patients; DIABETES_MODEL names its file"
    ),
    "unstated_source": "{name} {version} does not say whose records it learned from. " + _STATE,
    "unstated_source.file": (
        "{name} {version} does not say whose records it learned from; DIABETES_MODEL names its file. "
        + _STATE
    ),
    # Promotion.
    "in_service": "{name} {version} is already in service",
    "no_previous": "the default model is in service: there is no earlier promotion",
    "refused": "{objections}",
    "not_validated_here": (
        "it was not validated in this country ({country}): give --validation FILE, which diabetes validate wrote, or "
        "--accept-by NAME and --reason TEXT"
    ),
    "not_validated_here.new": (
        "a new model is not validated in this country ({country}): train it, validate it with diabetes validate and "
        "promote it with --validation FILE, or give --accept-by NAME and --reason TEXT"
    ),
    "no_validation.damaged": "the file is no local validation by diabetes validate, or it was changed",
    "no_validation.forged": "the verdict in the file is not what its figures and its plan give: the file is forged",
    "no_validation.other": "the validation is of another model than {version}",
    "no_validation.not_met": "the validation at {site} does not meet the criteria of its plan",
    "no_validation.open": "the validation at {site} gave no verdict: its data are in doubt, or too few",
    "no_validation.small": (
        "the validation at {site} was planned or done with fewer than 100 people with the outcome, or without it "
        "(found: {events} with it): it needs the signed acceptance of a person, --accept-by NAME and --reason TEXT"
    ),
    "not_evaluated": "it was not evaluated on measured outcomes",
    "no_outcomes": "no outcome is stored for this set; see diabetes-stack outcomes list",
    "all_learned": "the model was recalibrated on every outcome of {on}; import newer ones and evaluate it on them",
    "no_probability": "one of the models has no probability of diabetes",
    "too_few_events": (
        "{events:,} of {rows:,} people have diabetes; a comparison needs {least} with and {least} without"
    ),
    "not_better": (
        "not surely better: its Brier score is lower in {brier:.0%} of the resamples and its observed/expected nearer "
        "to 1 in {calibration:.0%}, {needed:.0%} needed"
    ),
    "brier_higher": "its Brier score is higher: {new:.5f}, {old:.5f} in service",
    "ranks_worse": "it ranks worse: AUROC {new:.3f}, {old:.3f} in service",
    "categories_change": "categories agree for {agree:.1%} of the people, {needed:.0%} needed",
    # Laboratory results.
    "bad_source": "source must have 1 to {longest} characters",
    "unknown_prediction": "no prediction has this prediction_id",
    "two_patients": "prediction_id and paciente name two people; correct the row",
    "no_prediction": "no prediction is stored for this patient",
    "no_prediction.columns": "prediction_id or paciente is required",
    "bad_date": "the date of the test must be YYYY-MM-DD",
    "bad_date.range": "the date of the test is in the future or before {first}",
    "bad_date.missing": "the date of the test is missing: column fecha, YYYY-MM-DD",
    "long_before": (
        "the date of the test is long before the prediction: check it. A result from before {first} is not of this "
        "screening; if the date is right, predict with the result in the record"
    ),
    "long_before.step": (
        "the date is long before the first prediction: check it. What was before {first} is not of this screening"
    ),
    "no_date_column": "no column is called fecha: give --date-column NAME; columns: {columns}",
    "date_columns": "more than one column may have the date of the test: give --date-column NAME; columns: {columns}",
    "columns_twice": "the same column is there twice: {columns}",
    "no_result": "Resultado (or glucosa_ayunas) or hba1c is required",
    "unknown_field": "{name} is not a result; results: {known}",
    "not_a_number": "{name} is not a number",
    "conflict": "another {test} for this day is already stored for this prediction; first remove its source",
    "conflict.columns": "Resultado and glucosa_ayunas differ",
    "text_after_quote": "text follows a closing quote",
    "cell_count": "the row has more or fewer cells than the header",
    # The screening programme.
    "bad_place": "site and insurer are names of at most {most} characters with a letter and without @",
    "bad_date.step": "the date must be YYYY-MM-DD",
    "bad_date.step_range": "the date is in the future or before {first}",
    "anonymous": "this prediction has no patient, so nobody can be called",
    "unknown_step": "there is no such step that could be undone",
    "step_undone": (
        "an undoing is not undone: mark the state once more, or send the result again; both count as new steps"
    ),
    "bad_state": "the states are {known}",
    "nothing_told": "estado, sede or aseguradora is required",
    "no_columns": "no column is called {missing}; columns: {columns}",
    # Another system's answers.
    "old_system_away": "{address} does not answer: {cause}",
    "old_system_failed": "{address} answers {status} to record {row}",
    "old_system_failed.all": "{address} answers {status} to the first record, and fails at every other one too",
    "old_system_answers": "{address} does not answer record {row} with a JSON object",
    "old_system_answers.text": "{address} does not answer record {row} with JSON; is this the address of its API?",
    "old_system_ourselves": (
        "{address} is this system itself, not the one that it replaces: compared with itself, it always agrees. Give "
        "the address of the former system"
    ),
    "inputs_differ": (
        "{differ} of {records} records have no answer of their own: the answers were logged for other records. Give "
        "the records that were answered, or the log itself as --records"
    ),
    "bad_answers": "answer {row} is not an object",
    "bad_answers.json": "line {line} is not JSON: {cause}",
    "bad_answers.nothing": "no answer has {keys}",
    "bad_answers.class": "answer {row}: {name} is none of {known}",
    "bad_answers.number": "answer {row}: {name} is not a number",
    # Incidents of the monitor.
    "unknown_incident": "there is no incident {id}; see diabetes-stack incident list",
    "incident_over": "incident {id} is over already",
    # MLflow.
    "mlflow_away": "MLflow at {address}: {cause}",
}

TEXTS = Texts("en", "English", _WORDS, separators=".,", day="%d %b %Y")
