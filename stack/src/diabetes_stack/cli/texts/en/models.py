"""Models: model, outcomes; in English."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "model.help": "Models: train, evaluate, put into service.",
    "model.called": "Which model: champion, challenger, a version, a hash prefix, a name, nhanes, or a model file.",
    "model.file": "CSV or Parquet file with outcomes.",
    "model.live": "Use all stored predictions with outcomes.",
    "model.source": "Use stored predictions with the outcomes of this set.",
    "model.one_of": "give exactly one of: a file, --live, --source NAME",
    "model.no_outcome": "no outcome is stored: import outcomes with diabetes-stack outcomes import",
    "model.mlflow": "Logging in MLflow",
    "model.mlflow_model": "Logging {name} {version} in MLflow",
    "model.model": "model",
    "model.version": "version",
    "model.algorithm": "algorithm",
    "model.registered": "registered (UTC)",
    "model.output": "output",
    "model.people": "people",
    "model.events": "events",
    "model.observed_expected": "obs/exp",
    "model.from": "from",
    "model.to": "to",
    "model.category": "category",
    "model.champion": "champion",
    "model.challenger": "challenger",
    "model.in_service": "in service",
    "model.verification_bias": (
        "verification bias: the figures come from tested people only. Where the risk level decides who is tested, "
        "sensitivity looks too high and specificity too low; where suspicion does, observed/expected looks too high. "
        "Test some people of every level at random"
    ),
    "model.generate.help": (
        "Write generated records with their outcome, for tests. A model trained on them is never used for patients in "
        "production."
    ),
    "model.generate.samples": "Records to write.",
    "model.generate.out": "CSV or Parquet file to write.",
    "model.generate.seed": "Seed of the generator: the same seed gives the same records.",
    "model.generate.done": "{records:,} generated records in {file}",
    "model.generate.would": "{records:,} generated records would be written to {file}",
    "model.train.help": (
        "Train one model per algorithm on the same split, register all, and make the best the challenger. JSON: "
        "models, challenger, in_service, rows, held_out."
    ),
    "model.train.experiment": "Experiment in MLflow.",
    "model.train.data": "CSV or Parquet file with outcomes; may be repeated. Without it: generated records.",
    "model.train.samples": "Generated records without --data.",
    "model.train.algorithm": "Algorithm to train: {known}. May be repeated.",
    "model.train.test_size": "Share of rows held out.",
    "model.train.seed": "Seed of the split and of the folds.",
    "model.train.name": "The models' name; without it, the algorithm.",
    "model.train.source": "Whose records these are. Without it the model file says that the source is not stated.",
    "model.train.unknown": "{names}: the algorithms are {known}",
    "model.train.working": "Training {algorithm} on {rows:,} rows",
    "model.train.synthetic": "{algorithm}: trained on generated records: it can never be champion in production",
    "model.train.unstated": "{algorithm}: source not stated (--source); a champion in production needs a statement",
    "model.train.held_out": "On {rows:,} rows held out:",
    "model.train.would": "would train on {rows:,} rows and hold out {held_out:,}:",
    "model.train.would_model": "  {algorithm}, named {name}",
    "model.train.would_keep": (
        "would store them in the database and in MLflow (experiment {experiment}), the best as challenger"
    ),
    "model.list.help": "List every registered model, the newest first. JSON: models, in_service.",
    "model.list.synthetic": "generated records",
    "model.list.unstated": "source not stated",
    "model.list.no_run": "not in MLflow",
    "model.list.in_service": "in service: {name} {version}",
    "model.list.default": "in service: {name} {version}, the default: no model was promoted",
    "model.sync.help": (
        "Update MLflow from the database: missing models, then the aliases. JSON: published, champion, challenger."
    ),
    "model.sync.done": "{models:,} models published, aliases set",
    "model.sync.would": "{models:,} models would be published, and the aliases set",
    "model.sync.later": "everything is in the database; when MLflow is back, run diabetes-stack model sync",
    "model.register.help": (
        "Register a model file. With --source and --statement, also record who states whose records it learned from."
        "\n\nIn production a model whose file does not name the source of its records is put into service only after "
        "a statement. A model trained on generated records is always refused. JSON: name, version, hash, synthetic, "
        "stated_source, of_people."
    ),
    "model.register.model": "Model file; or version, hash prefix or name of a registered one.",
    "model.register.source": 'Whose records it learned from: hospital, years, how they were chosen ("...").',
    "model.register.statement": (
        "I state that the model learned from records of real people, and that they come from the source I name."
    ),
    "model.register.sign": "Sign: {statement}",
    "model.register.no_source": '--statement needs --source "...": whose records the model learned from',
    "model.register.no_statement": (
        "a source is stored only with a signature; add --statement to sign: {statement}"
    ),
    "model.register.bad_source": (
        "--source must name hospital, years and choice of the people, in {least} to {most} characters"
    ),
    "model.register.done": "registered: {name} {version}",
    "model.register.would": "{name} {version} would be registered",
    "model.register.stated": "stated by {by}: {source}",
    "model.register.synthetic": "it learned from generated records: it can never be champion in production",
    "model.register.unstated": (
        "its file does not say whose records it learned from: it cannot become champion in production until this is "
        "stated with --source and --statement"
    ),
    "model.evaluate.help": (
        "Evaluate a model on measured outcomes and store the figures. JSON: rows, diabetes, dysglycaemia, glucose, "
        "cutoffs, warnings, model, data."
    ),
    "model.evaluate.html": "Also write the report to this file.",
    "model.evaluate.in_training": "{left:,} rows were in the training of this model and are left out",
    "model.evaluate.training_unknown": (
        "it is not known on which rows this model was trained: rows of its training would make it look better than "
        "it is"
    ),
    "model.evaluate.all_in_training": "all {rows:,} rows were in the training of this model: evaluate it on others",
    "model.evaluate.working": "Evaluating",
    "model.evaluate.done": "{name} {version} on {data}: {people:,} people",
    "model.evaluate.glucose": (
        "glucose: R² {r2}, MAE {mae} mg/dL, category right for {category}, 90 % interval covers {coverage}"
    ),
    "model.recalibrate.help": (
        "Fit calibration, interval and cut-offs to measured outcomes; the new version is the challenger. JSON: base, "
        "model, rows, skipped, outputs."
    ),
    "model.recalibrate.working": "Recalibrating",
    "model.recalibrate.people": "{people:,} people used, skipped: {skipped}. Figures are out of fold.",
    "model.recalibrate.refitted": "refitted",
    "model.recalibrate.before": "{figure} before",
    "model.recalibrate.after": "after",
    "model.recalibrate.done": "challenger: {name} {version}",
    "model.recalibrate.would": "{name} {version} would be stored as challenger",
    "model.export.help": (
        "Write a model to a file, for scripts: diabetes.compat reads models/best_model.json, or the file that "
        "DIABETES_MODEL names. The folder is created; a file there is replaced at one moment. JSON: file, model, "
        "dry_run."
    ),
    "model.export.out": "File to write.",
    "model.export.done": "{name} {version} written to {file}",
    "model.export.would": "{name} {version} would be written to {file}",
    "model.promote.help": (
        "Put a model into service if it is better on measured outcomes and 95 % of the categories agree. With "
        "--dry-run it is judged as well. JSON: action, model, instead_of, judgement, objections."
    ),
    "model.promote.version": "Version, hash prefix, name, or challenger.",
    "model.promote.on": "Named set of outcomes to evaluate both models on.",
    "model.promote.force": "Reason to promote against the evaluation: a sentence, kept in the audit trail.",
    "model.local.validation": "File that diabetes validate --out wrote for this model in this country.",
    "model.local.accept_by": "Who accepts that the model was not validated in this country.",
    "model.local.reason": "Why, with --accept-by: a sentence, kept in the audit trail.",
    "model.local.both": "--accept-by and --reason belong together",
    "model.promote.sure": "Put {name} {version} into service even if the evaluation is against it?",
    "model.promote.no_evidence": "give --on NAME, the set of outcomes, or --force REASON if there are none",
    "model.promote.working": "Evaluating both models",
    "model.promote.candidate": "candidate",
    "model.promote.judged": (
        "better in {brier} of the resamples (Brier), {calibration} (observed/expected); categories agree for "
        "{categories}, risk levels for {levels}"
    ),
    "model.rollback.help": "Put the previous champion back into service. JSON: action, model, instead_of.",
    "model.deployed.promote": "promote: {name} {version} is in service",
    "model.deployed.force": "force: {name} {version} is in service",
    "model.deployed.rollback": "rollback: {name} {version} is in service",
    "model.deployed.scripts": (
        "the API answers with it within seconds. Scripts (diabetes.compat) answer with their own file; to make them "
        "follow: diabetes-stack model export champion --out models/best_model.json"
    ),
    "model.deployed.would": "{name} {version} would be in service",
    "outcomes.help": "Laboratory results that followed predictions.",
    "outcomes.level": "risk level",
    "outcomes.predictions": "predictions",
    "outcomes.untested": "untested",
    "outcomes.set": "source",
    "outcomes.results": "results",
    "outcomes.import.help": (
        "Store the valid rows of a file and list the others; importing the same file again changes nothing. JSON: "
        "rows, new, known, bad, codes, rejected."
    ),
    "outcomes.import.file": "CSV or Parquet: prediction_id or paciente, fecha, Resultado, hba1c.",
    "outcomes.import.date_column": "Column with the day of the test, where it has another name than fecha.",
    "outcomes.import.date_format": "How the days are written, such as DD/MM/YYYY; otherwise the file decides.",
    "outcomes.import.bad_format": "a format has day, month and year, such as DD/MM/YYYY or %d/%m/%Y",
    "outcomes.import.which": "Which day is {example}?",
    "outcomes.import.mixed": (
        "some days are written with the day first and others with the month first ({example}): correct the file, or "
        "import each part with --date-format"
    ),
    "outcomes.import.read": "days in {column}, read as {form}",
    "outcomes.import.rows": "  rows {rows}: {code}: {text}",
    "outcomes.import.and_more": "{rows} and {more:,} more",
    "outcomes.import.source": "Name of the set; models are evaluated on it by this name.",
    "outcomes.import.working": "Importing {rows:,} rows",
    "outcomes.import.done": "{rows:,} rows: {new:,} new, {known:,} known, {bad:,} not stored",
    "outcomes.import.would": "{rows:,} rows: {new:,} would be stored, {known:,} known, {bad:,} would not be stored",
    "outcomes.import.row": "  row {row}: {code}: {text}",
    "outcomes.import.more": "  and {rows:,} more; in all: {codes}",
    "outcomes.list.help": (
        "List the sets, and count the predictions without a result by risk level. JSON: sources, risk_levels."
    ),
    "outcomes.remove.help": "Delete a wrong set, so that it can be imported again. JSON: source, results.",
    "outcomes.remove.source": "Name of the set.",
    "outcomes.remove.sure": "Delete every result of {source}?",
    "outcomes.remove.done": "{results:,} results deleted",
    "outcomes.remove.would": "{results:,} results would be deleted",
}
