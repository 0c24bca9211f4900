"""The commands in English."""

from __future__ import annotations

from ...words import Texts

__all__ = ["TEXTS"]

_WORDS = {
    # Common to all commands.
    "json": "Print the result as JSON.",
    "dry_run": "Say what would be done, and change nothing.",
    "yes": "Do not ask for confirmation.",
    "unexpected": "something failed that the command did not expect ({kind}); send all of this text to the maintainers",
    "settings.invalid": "{text}",
    "error": "error: {text}",
    "warning": "warning: {text}",
    "unattended": "--yes is needed: without a terminal nobody can be asked",
    "yes_or_no": "y/N",
    "answers_yes": "y yes",
    # Files that commands read and write.
    "file.bad": "{file}: {cause}",
    "file.missing": "there is no such file or folder",
    "file.forbidden": "it may not be read or written by this user",
    "file.folder": "it is a folder",
    "file.differs": "{file} has other columns or another number format than {first}: give files of the same kind",
    # What is around the commands: help, usage, a wrong command line.
    "frame.about": "The hospital's services around the diabetes risk library. It estimates; it does not diagnose.",
    "frame.version": "Show the version and exit.",
    "frame.help": "Show this help and exit.",
    "frame.install_completion": "Install completion for the current shell.",
    "frame.show_completion": "Show the completion for the current shell, to copy or adapt it.",
    "frame.usage": "Usage",
    "frame.options_metavar": "[OPTIONS]",
    "frame.command_metavar": "COMMAND [ARGUMENTS]...",
    "frame.text": "TEXT",
    "frame.number": "NUMBER",
    "frame.file": "FILE",
    "frame.arguments": "Arguments",
    "frame.options": "Options",
    "frame.commands": "Commands",
    "frame.error": "Error",
    "frame.default": "[default: {}]",
    "frame.required": "[required]",
    "frame.aborted": "Stopped.",
    "frame.try_help": "For help: [blue]'{command_path} {help_option}'[/]",
    "frame.no_command": "There is no command {name!r}.",
    "frame.no_option": "There is no option {name!r}.",
    "frame.similar": "Similar: {names}",
    "frame.extra": "These arguments are too many: {arguments}",
    "frame.missing_argument": "The argument {name} is missing.",
    "frame.missing_option": "The option {name} is missing.",
    "frame.option_without_value": "The option {name!r} needs a value.",
    "frame.option_with_value": "The option {name!r} takes no value.",
    "frame.no_such_file": "the file does not exist",
    "frame.is_a_folder": "it is a folder, and must be a file",
    "frame.is_unreadable": "the file cannot be read",
    "frame.is_unwritable": "the file cannot be written",
    "frame.bad_value": "{name}: {text}",
    "frame.not_a_choice": "it must be one of: {choices}",
    "frame.not_an_integer": "it must be a whole number",
    "frame.not_a_number": "it must be a number",
    "frame.too_small": "it must be {least:,} or more",
    "frame.too_large": "it must be {most:,} or less",
    # Services: up, api, dashboard, mlflow, smoke, demo.
    "up.help": (
        "Start API, dashboard and MLflow, run the scheduled jobs, and stop all with Ctrl-C.\n\n"
        "Without DATABASE_URL everything is stored in SQLite files in DIABETES_DATA_DIR."
    ),
    "up.quiet": "Hide the output of the services.",
    "up.service": "Service to run; may be repeated (default: all).",
    "up.unknown": "{names}: the services are {known}",
    "up.dashboard": "Dashboard",
    "up.database": "Database",
    "up.stopped": "stopped",
    "up.ready": "{name:9} ready at {address} after {seconds} s",
    "up.killed": "{name:9} did not stop within {seconds} s and was ended by force",
    "up.kept": "the services of before stay in use",
    "up.unscheduled": "the scheduled jobs are switched off (SCHEDULE)",
    "up.scheduled_elsewhere": "another process runs the scheduled jobs of this data folder",
    "up.taken": "something already listens on {places}: stop it, or choose another port with the variable in brackets",
    "up.twice": "the services of the data folder {folder} already run",
    "up.unstartable": "{name} cannot be started: {cause}",
    "up.ended": "{name} ended by itself with status {status}",
    "up.silent": "{names}: no answer within {seconds} s",
    "api.help": "Run the API alone.",
    "dashboard.help": "Run the dashboard alone.",
    "mlflow.help": "Run MLflow alone.",
    "demo.help": "Start everything in a fresh folder on free ports, check it, and stop it.",
    "smoke.help": "Check running services from outside: health, model, prediction, batch, refusal.\n\n"
    "The predictions are those of an example patient without a reference; their request ids begin with smoke-.",
    "smoke.bad_url": "it must begin with http:// or https://",
    "smoke.url": "Address of the API.",
    "smoke.token": "Access token, if the API needs one; DIABETES_TOKEN in the environment does the same.",
    "smoke.dashboard": "Address of the dashboard.",
    "smoke.mlflow": "Address of MLflow.",
    "smoke.ok": "ok",
    "smoke.failed": "FAILED",
    "smoke.name.health": "health",
    "smoke.name.ready": "ready",
    "smoke.name.model": "model",
    "smoke.name.models": "models",
    "smoke.name.categories": "categories",
    "smoke.name.features": "features",
    "smoke.name.prediction": "prediction",
    "smoke.name.batch": "batch",
    "smoke.name.refusal": "refusal",
    "smoke.name.load": "load",
    "smoke.load.help": "Also a load test of so many seconds: 50 requests a second, which are not stored.",
    "smoke.loaded": (
        "{requests} requests, {errors} failed; median {median} ms, 95 % within {most} ms, slowest {slowest} ms"
    ),
    "smoke.overloaded": (
        "{errors} of {requests} requests failed; median {median} ms, 95 % within {most} ms, slowest {slowest} ms"
    ),
    "smoke.name.dashboard": "dashboard",
    "smoke.name.mlflow": "mlflow",
    "smoke.predictions": "{count} predictions so far",
    "smoke.model_is": "{name}, {fields} fields, R² {r2}",
    "smoke.estimate": "{glucose} mg/dL, {category}, risk {level}",
    "smoke.same": "four answers equal to the single one, the invalid record refused",
    "smoke.refused": "invalid record refused, {count} errors at once",
    "smoke.answered": "answered",
    "smoke.degraded": "the API says that it is {status}",
    "smoke.not_stored": "the answer has no prediction_id",
    "smoke.lost": "five records were sent and not five answers came back",
    "smoke.not_refused": "an invalid record was not refused",
    "smoke.differ": "batch and single prediction differ",
    "smoke.silent": "no answer ({cause})",
    "smoke.odd": "the answer is not that of the API ({cause})",
    "smoke.status": "status {status}",
    "schedule.help": (
        "Run the scheduled jobs in the foreground until Ctrl-C; list them; or write them for systemd or cron.\n\n"
        "The command up runs them too, unless SCHEDULE=off. Their time zone is SCHEDULE_TZ."
    ),
    "schedule.list": "List the jobs, when each runs next, and how it went last.",
    "schedule.install": "Write the jobs for this program, which then starts them.",
    "schedule.out": "Folder for the files of --install.",
    "schedule.together": "--install needs --out, and neither goes with --list",
    "schedule.json": "--json goes with --list or --install",
    "schedule.elsewhere": "another process already runs the scheduled jobs of the data folder {folder}",
    "schedule.head.job": "job",
    "schedule.head.command": "command",
    "schedule.head.next": "next",
    "schedule.head.last": "last",
    "schedule.head.outcome": "result",
    "schedule.well": "well",
    "schedule.problem": "PROBLEM",
    "schedule.timed_out": "TOOK TOO LONG",
    "schedule.zone": "times of {zone} (SCHEDULE_TZ)",
    "schedule.written": "{count} files in {folder}",
    "schedule.next.systemd": "copy them to /etc/systemd/system, then: systemctl daemon-reload && "
    "systemctl enable --now diabetes-stack.service diabetes-*.timer",
    "schedule.next.cron": "copy it to /etc/cron.d/diabetes-stack, and set SCHEDULE=off for the command up",
    "login.proxy.help": "Run the login in front of MLflow. The command mlflow starts it.",
    "login.proxy.upstream": "Address of MLflow on this machine.",
    # Database: db.
    "db.help": "The database.",
    "db.patient": "The patient's reference, as sent to the API.",
    "db.unknown_patient": (
        "nothing is stored under this reference; make sure that it is written as it was sent to the API (--patient)"
    ),
    "db.missing": (
        "the database {file} does not exist. Is DIABETES_DATA_DIR the folder of the services? If it was lost, restore "
        "it: diabetes-stack backup restore; if it is new, create it: diabetes-stack db upgrade"
    ),
    "db.away": "database at {address}: {problem}",
    "db.forgotten_again": "{rows} predictions of forgotten patients deleted again",
    "db.upgrade.help": (
        "Update the database to the tables of this version, and forget again whom an older copy brought back."
    ),
    "db.upgrade.none": "current: {address}",
    "db.upgrade.would": "would be applied to {address}: {steps}",
    "db.upgrade.done": "current: {address}; applied: {steps}",
    "db.clean.help": (
        "Delete expired logs and anonymous predictions, in small batches that hold up nobody. Totals stay. "
        "Predictions of patients, of clinical records and under legal hold are kept. An interrupted run can "
        "be repeated."
    ),
    "db.clean.optimise": "Afterwards make the space usable again and renew the statistics of queries.",
    "db.clean.working": "Cleaning",
    "db.clean.done": (
        "deleted: {logs} logs older than {log_days} days, {predictions} anonymous predictions older than "
        "{days} days"
    ),
    "db.clean.would": (
        "would be deleted: {logs} logs older than {log_days} days, {predictions} anonymous predictions older "
        "than {days} days"
    ),
    "db.export.help": "Write everything stored about a patient as JSON. This is recorded in the audit table.",
    "db.export.out": "File to write; without it, standard output.",
    "db.export.done": "{count} predictions in {file}",
    "db.forget.help": (
        "Delete what is stored about a patient and may be deleted. What belongs to a clinical record or is "
        "under legal hold is kept and named; the exit status is then 1. This is recorded in the audit table."
    ),
    "db.forget.not_told": (
        "the second place of the backups (BACKUP_TO) could not be told: {cause}. "
        "Run backup create when it is there again"
    ),
    "db.forget.ask": "Delete the predictions and laboratory results of this patient for good?",
    "db.forget.done": "{count} predictions deleted",
    "db.forget.would": "{count} predictions would be deleted",
    "db.forget.kept": "{count} predictions kept: {why} ({law})",
    "db.forget.order": "legal hold: {reason}",
    "db.forget.waiting": (
        "{count} predictions wait in files of this machine; they will not be stored, and the API deletes them"
    ),
    "db.kept.clinical_record": "they belong to a clinical record",
    "db.kept.legal_hold": "the patient's data is under legal hold; repeat after db release",
    "db.hold.help": (
        "Put a patient's data under legal hold, by order of a court or an authority: nothing of it is deleted "
        "until db release. This is recorded in the audit table."
    ),
    "db.hold.reason": "The order: court or authority, number and date. Without names of patients.",
    "db.hold.bad_reason": "--reason must have 1 to {most} printable characters",
    "db.hold.done": "under legal hold: {count} predictions",
    "db.hold.would": "would be put under legal hold: {count} predictions",
    "db.hold.known": "already under legal hold for this reason: {count} predictions",
    "db.release.help": (
        "End a patient's legal holds. What was to be forgotten before is deleted now. This is recorded in the "
        "audit table."
    ),
    "db.release.done": "legal holds ended: {count}",
    "db.release.would": "legal holds that would end: {count}",
    "db.release.none": "this patient's data is under no legal hold",
    "db.holds.help": "List the legal holds. Patients appear as the first digits of their keyed hash.",
    "db.holds.all": "Also those that have ended.",
    "db.holds.none": "no legal holds",
    "db.holds.patient": "patient",
    "db.holds.reason": "reason",
    "db.holds.since": "since",
    "db.holds.by": "by",
    "db.holds.until": "until",
    "db.holds.predictions": "predictions",
    "db.check.help": (
        "Examine the database: connections, sizes, indexes, slow queries, dead rows. The exit status is 1 if "
        "something should be done."
    ),
    "db.check.repair": (
        "Run what mends it: vacuum, analyze, missing and damaged indexes. Only where it is needed."
    ),
    "db.check.dry_run": "only with --repair",
    "db.check.working": "Mending",
    "db.check.name": "what",
    "db.check.value": "value",
    "db.check.limit": "limit",
    "db.check.state": "state",
    "db.check.would": "would be run: {statement}",
    "db.check.done": "run: {statement}",
    "db.check.sum": "{found} to look at, {unknown} unknown",
    "db.state.ok": "well",
    "db.state.warning": "warning",
    "db.state.critical": "critical",
    "db.state.unknown": "unknown",
    "db.finding.schema": "tables of this version",
    "db.finding.connections": "connections",
    "db.finding.idle": "longest idle connection",
    "db.finding.idle_in_transaction": "longest pause in a transaction",
    "db.finding.transaction": "longest transaction",
    "db.finding.size": "size",
    "db.finding.index_missing": "missing index",
    "db.finding.index_invalid": "damaged index",
    "db.finding.index_unused": "unused index",
    "db.finding.index_bloat": "bloated index",
    "db.finding.dead_rows": "dead rows",
    "db.finding.statistics": "changed since statistics",
    "db.finding.slow_queries": "slow queries",
    "db.finding.intact": "file intact",
    "db.finding.foreign_keys": "rows without their parent",
    "db.finding.free_pages": "free space in the file",
    "db.finding.write_ahead_log": "write-ahead log",
    "db.mend.upgrade": "run diabetes-stack db upgrade",
    "db.mend.clean": "run diabetes-stack db clean; if it stays large, more disk or an archive is needed",
    "db.mend.vacuum": "run diabetes-stack db check --repair",
    "db.mend.analyze": "run diabetes-stack db check --repair",
    "db.mend.index": "run diabetes-stack db check --repair",
    "db.mend.reindex": "run diabetes-stack db check --repair",
    "db.mend.checkpoint": "run diabetes-stack db check --repair; a program that reads without end keeps it large",
    "db.mend.close": "end the program that holds it, or restart that service",
    "db.mend.look": "have it looked at by whoever maintains the system",
    "db.mend.restore": "restore the last verified backup; keep the damaged file",
    "db.mend.slow": "the table pg_stat_statements names the slow statements; have them looked at",
    "db.mend.install": (
        "the extension pg_stat_statements is not installed: set shared_preload_libraries = "
        "'pg_stat_statements', restart PostgreSQL, and run CREATE EXTENSION pg_stat_statements in this "
        "database"
    ),
    "db.mend.sqlite": "SQLite keeps no statistics of queries",
    "db.mend.dbstat": "this build of SQLite does not tell the size of a table",
    "db.mend.wait": "PostgreSQL's statistics go back less than seven days; look again later",
    "db.mend.refused": "the server did not tell: the user of DATABASE_URL lacks a right, or it took too long",
    "db.dump.help": (
        "Write the whole database to one file that appears when it is complete: in the database's own format, "
        "or as SQL. It contains patients' data. Models and MLflow's files are in a backup, not here."
    ),
    "db.dump.nothing": "the database has no tables: there is nothing to dump",
    "db.dump.sql": "As SQL text, for psql or sqlite3.",
    "db.dump.out": "File to write; by default a new one in DIABETES_DATA_DIR/dumps.",
    "db.dump.working": "Writing the database",
    "db.dump.done": "{file}: {size} MB, SHA-256 {sha256}",
    "db.restore.help": (
        "Put the database back from a file of db dump or pg_dump, wholly or not at all. Forgotten patients "
        "stay forgotten."
    ),
    "db.restore.file": "The file; its kind is recognised.",
    "db.restore.replace": "Allow it for a database with rows, which is kept in a file.",
    "db.restore.ask": "Replace the content of the database? What it has now is kept in a file.",
    "db.restore.working": "Restoring the database",
    "db.restore.done": "restored from {file}: {predictions} predictions",
    "db.restore.kept": (
        "what was there before is in {file}; it contains patients' data: delete it when it is not needed"
    ),
    "db.restore.would": "would be restored from {file}",
    "db.restore.would_replace": "would be restored from {file}, and replace what the database has now",
    "db.restore.unknown_file": "{file} is no dump of a database",
    "db.restore.other_database": "{file} is a dump of {kind}, and DATABASE_URL names another kind of database",
    "db.restore.not_empty": "the database has rows; --replace keeps them in a file and replaces them",
    "db.restore.busy": "another restore is running; nothing was changed",
    "db.restore.cut_off": "{file} is incomplete: its end is missing; nothing was changed",
    "db.restore.damaged": "{file} is damaged; nothing was changed",
    "db.restore.leaves": (
        "the file contains commands that would leave the transaction, as pg_dump --create writes them; "
        "nothing was changed"
    ),
    "db.restore.not_ours": "the file does not contain this system's tables; nothing was changed",
    "db.restore.newer": "the file belongs to a newer version of diabetes-stack; nothing was changed",
    "db.restore.old_psql": (
        "the file was written by a newer pg_dump: update postgresql-client, or name the folder of a newer one "
        "in POSTGRES_BIN"
    ),
    # Models: model, outcomes, compare.
    "model.help": "Models: train, evaluate, put into service.",
    "model.called": "Which model: champion, challenger, a version, a hash prefix, a name, nhanes, or a model file.",
    "model.file": "CSV or Parquet file with outcomes.",
    "model.live": "Use all stored predictions with outcomes.",
    "model.source": "Use stored predictions with the outcomes of this set.",
    "model.one_of": "give exactly one of: a file, --live, --source NAME",
    "model.no_outcome": "no outcome is stored: import outcomes with diabetes-stack outcomes import",
    "model.mlflow": "Logging in MLflow",
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
    "model.promote.help": (
        "Put a model into service if it is better on measured outcomes and 95 % of the categories agree. With "
        "--dry-run it is judged as well. JSON: action, model, instead_of, judgement, objections."
    ),
    "model.promote.version": "Version, hash prefix, name, or challenger.",
    "model.promote.on": "Named set of outcomes to evaluate both models on.",
    "model.promote.force": "Reason to promote against the evaluation.",
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
    "compare.help": (
        "Send records to the old system again and report how the answers differ.\n\nAnswers in a file are CSV, "
        "Parquet, JSON or NDJSON with glucose_mg_dl, category and risk_level, or some of them. JSON: records, "
        "refused, category, risk_level, glucose, worst."
    ),
    "compare.old_metavar": "URL|FILE",
    "compare.old": "The old system, or its answers in the order of the records.",
    "compare.records": "CSV or Parquet file with the records.",
    "compare.model": 'Model, named as in "model evaluate".',
    "compare.html": "Also write the report to this file as a page.",
    "compare.report": "Also write the report to this file as JSON.",
    "compare.lengths": "{old} has {answers:,} answers for {records:,} records",
    "compare.answering": "Answering {records:,} records",
    "compare.asking": "Asking {address}",
    "compare.title": "{records:,} records: {old} and {model} {version}",
    "compare.refused": "refused: {old:,} by the old system, {new:,} by the new model",
    "compare.not_in_old": "{name}: not in the old answers",
    "compare.agree": "{name}: {agree} of {compared:,} agree; rows: old, columns: new",
    "compare.rows_and_columns": "rows: old, columns: new",
    "compare.glucose": (
        "glucose, new minus old: mean {mean:+.1f} mg/dL, mean absolute {absolute:.1f} mg/dL; the largest:"
    ),
    "compare.signed": "{difference:+.1f}",
    "compare.none": "none",
    "compare.row": "row",
    "compare.old_glucose": "old",
    "compare.new_glucose": "new",
    "compare.difference": "difference",
    "compare.old_category": "old category",
    "compare.new_category": "new category",
    # Tokens: token.
    "token.help": "Tokens for the API. 'token HOLDER' is short for 'token create HOLDER'.",
    "token.holder": "Who will call the API; recorded in the audit trail.",
    "token.role": "What the holder may do: reader looks at figures, operator predicts, admin may do everything.",
    "token.days": "Days for which the token is valid.",
    "token.out": "Write the token to this file, which only its owner can read, and do not show it.",
    "token.id": "The id of a token, as in 'token list', or a whole token.",
    "token.all": "Show expired and revoked tokens too.",
    "token.create.help": "Create a token. Programs send it as Authorization: Bearer TOKEN.",
    "token.revoke.help": "Revoke tokens. Every API refuses them within seconds.",
    "token.list.help": "List the tokens that are valid.",
    "token.no_key": "JWT_SECRET_KEY is not set; tokens are signed with it (openssl rand -hex 32)",
    "token.no_holder": "the holder needs a name in one line",
    "token.unknown": "no token has the id {id}; 'token list --all' shows all of them",
    "token.created": "token {id} for {holder}: {role}, until {day}",
    "token.would": "would create a token for {holder}: {role}, until {day}",
    "token.revoked": "revoked: {id} ({holder})",
    "token.would_revoke": "would revoke {id} ({holder})",
    "token.column.id": "id",
    "token.column.holder": "holder",
    "token.column.role": "role",
    "token.column.issued": "issued",
    "token.column.expires": "expires",
    "token.column.state": "state",
    "token.state.valid": "valid",
    "token.state.expired": "expired",
    "token.state.revoked": "revoked",
    # Backups: backup.
    "backup.help": "Backups: make, prove and restore them.",
    "backup.name.help": "Name or file of the backup; without it, the newest.",
    "backup.from.help": "Folder to look in instead of DIABETES_DATA_DIR/backups, such as the second place.",
    "backup.sample.help": "How many stored answers are replayed.",
    "backup.create.working": "making a backup",
    "backup.create.help": (
        "Make a backup of the database, the models, MLflow's files and the settings without "
        "secrets.\n\nThe services go on meanwhile. The backup is one file in DIABETES_DATA_DIR/backups, "
        "readable only for its owner, with the SHA-256 of everything in it. With --to or BACKUP_TO, an "
        "encrypted copy goes to a second place."
    ),
    "backup.to.help": "Second place: a folder on another disk or machine. Default: BACKUP_TO.",
    "backup.plain.help": "Do not encrypt the copy. Only for a place that is encrypted itself.",
    "backup.create.done": "{name}: {size} MB, {predictions} predictions, {models} models, {seconds} s",
    "backup.create.file": "  {file}",
    "backup.create.copy": "  copy: {file}",
    "backup.create.would": "would write a backup to {folder}: about {size} MB are needed, {free} MB are free",
    "backup.create.would_copy": "would copy it to {folder}",
    "backup.empty": "the database has no predictions; is it the right one? {address}",
    "backup.not_recorded": (
        "the audit table does not say so: the database could not be written, or its tables are of another "
        "version (db upgrade)"
    ),
    "backup.left_out.link": "{count} links or special files in MLflow's folders were left out",
    "backup.left_out.damaged": "{count} damaged databases beside the store, of MLflow or the monitor, were left out",
    "backup.left_out.name": "{count} files of MLflow with unusable names were left out",
    "backup.left_out.elsewhere": (
        "MLflow's artifacts are on another machine and are not in the backup; run this command there too"
    ),
    "backup.missing_models": (
        "the files of these models are not known any more, so their answers cannot be replayed: {versions}"
    ),
    "backup.list.help": "List the backups, oldest first, and how their verification ended.",
    "backup.list.head": "backup|made|age (h)|MB|predictions|verified",
    "backup.list.none": "there are no backups in {folder}",
    "backup.list.good": "good, {at}",
    "backup.list.bad": "FAILED, {at}",
    "backup.list.never": "never",
    "backup.list.old": "from the manual's script",
    "backup.list.encrypted": "encrypted",
    "backup.list.unreadable": "UNREADABLE",
    "backup.list.replaced": (
        "kept from earlier restores: {folder}. Delete it when it is no longer needed; it contains "
        "patients' data"
    ),
    "backup.verify.working": "verifying {name}",
    "backup.verify.help": (
        "Prove that a backup brings everything back.\n\nEvery file is compared with its hash. The database "
        "is restored in a scratch place, counted and compared, and a sample of its answers is replayed: "
        "the same record and model version must give the same bits."
    ),
    "backup.verify.good": "{name} is good ({seconds} s)",
    "backup.verify.bad": "{name} is NOT good ({seconds} s):",
    "backup.verify.counts": (
        "  {predictions} predictions, {models} models and all other tables restored and counted"
    ),
    "backup.replayed": "  {equal} of {asked} replayed answers are equal, bit for bit",
    "backup.replayed.none": "  there are no answers to replay",
    "backup.replayed.cut": "  {count} of them were given with another FINDRISC_CUT",
    "backup.replayed.not_comparable": (
        "{count} of {asked} answers cannot be compared: they come from another version of the library, or "
        "from a model that is not kept"
    ),
    "backup.restore.working": "restoring {name}",
    "backup.restore.lost_undated": "  {count} predictions stored since then are not in it",
    "backup.restore.help": (
        "Restore a backup.\n\nFirst everything is proved beside the database in service, as verify does; "
        "if anything differs, nothing is changed. Then patients who were forgotten since are deleted "
        "again, and the restored database takes the place of the other at one moment. What it replaces is "
        "kept. Services may go on: answers given meanwhile wait in the spool."
    ),
    "backup.other_key.help": (
        "Restore although SECRET_KEY is another one: earlier references can then not be found."
    ),
    "backup.restore.question": "Restore {name}, made {at}? What was stored since then is replaced.",
    "backup.restore.old_question": "Unpack {name}, made by the manual's script, into a folder of its own?",
    "backup.restore.done": "{name} is in service: {predictions} predictions as of {at}",
    "backup.restore.would": "{name} is good and would be restored: {predictions} predictions as of {at}",
    "backup.restore.forgotten": "  {count} predictions of forgotten patients were deleted again",
    "backup.restore.waited": "  {count} answers that waited for the database were stored",
    "backup.restore.lost": "  {count} predictions stored since then, the first at {at}, are not in it",
    "backup.restore.lost_none": "  no prediction was stored since then",
    "backup.restore.lost_unknown": (
        "  what was stored since then is not known: no database that can be read was in service"
    ),
    "backup.restore.lost_entries": "  {count} later entries of the audit trail are not in it",
    "backup.restore.kept": "  what it replaced is kept: {kept}",
    "backup.restore.seconds": "  {steps}",
    "backup.restore.other_model": (
        "before the backup, model {version} answered; now another one does. To change that: diabetes-stack "
        'model promote {version} --force "restored"'
    ),
    "backup.step.unpack": "unpacking {seconds} s",
    "backup.step.load": "loading {seconds} s",
    "backup.step.check": "proving {seconds} s",
    "backup.step.replace": "replacing {seconds} s",
    "backup.old.found": (
        "{name} was made by the manual's script: {files} files, {size} MB. It has no manifest, so nothing "
        "about it can be proved, and it contains no database"
    ),
    "backup.old.joblib": "  models of the old system, which are never opened here: {names}",
    "backup.old.left_out": "  links and special files, left out: {names}",
    "backup.old.folder": "  unpacked in {folder}",
    "backup.old.registered": "  registered: {versions}",
    "backup.prune.help": (
        "Delete old backups, here and in BACKUP_TO.\n\nKept are those of the last seven days, always the "
        "newest that was verified, and every version of a model."
    ),
    "backup.prune.question": "Delete {count} old backups?",
    "backup.prune.done": "deleted: {deleted}, kept: {kept}",
    "backup.prune.would": "would delete: {deleted}, would keep: {kept}",
    "backup.prune.gone": "  {name}  deleted",
    "backup.prune.would_go": "  {name}  would be deleted",
    "backup.prune.recent": "  {name}  kept: from the last seven days",
    "backup.prune.verified": "  {name}  kept: the newest that was verified",
    "backup.prune.newest": "  {name}  kept: the newest",
    "backup.prune.models": "  {name}  kept: it has versions of models that are nowhere else",
    "backup.prune.manual": "  {name}  kept: made by the manual's script; delete it by hand",
    "backup.drill.working": "drill",
    "backup.drill.help": (
        "Rehearse a loss: make a backup, restore it in an empty folder and an empty database, count, "
        "replay answers, and time every step.\n\nWhat is in service is only read. Each drill is added to "
        "backups/drills.jsonl."
    ),
    "backup.drill.good": "drill passed: a return takes {seconds} s",
    "backup.drill.bad": "drill FAILED:",
    "backup.drill.head": "step|seconds",
    "backup.drill.step.create": "backup",
    "backup.drill.step.return": "return",
    "backup.drill.step.unpack": "  unpack and compare hashes",
    "backup.drill.step.load": "  load",
    "backup.drill.step.check": "  count and replay",
    "backup.drill.step.replace": "  put in service",
    "backup.drill.step.total": "all",
    "backup.key.help": (
        "Create the key for copies in a second place, and print its public part for "
        "BACKUP_RECIPIENT.\n\nKeep the file outside this machine too: without it, copies cannot be opened."
    ),
    "backup.key.file.help": "File to write; it must not exist.",
    "backup.key.would": "would write a new key to {file}",
    "backup.key.done": "BACKUP_RECIPIENT={public}",
    "backup.key.note": "{file} opens the copies: keep it in a safe place outside this machine as well",
    "backup.problem.database": "database: {cause}",
    "backup.problem.already_unpacked": "{folder} exists: it was unpacked before",
    "backup.problem.bad_key_file": (
        "{file} has no private key of age; create one with: diabetes-stack backup key FILE"
    ),
    "backup.problem.exists": "{file} exists; a key is never overwritten, because it opens the copies that there are",
    "backup.problem.busy": "another command has been at work on the backups for an hour",
    "backup.problem.copy_differs": "the copy in {folder} is not what was written: check that disk",
    "backup.problem.disk_full": "the disk is full; nothing was left half done",
    "backup.problem.in_use": (
        "the database cannot be replaced: a user whom this one may not disconnect is connected to it"
    ),
    "backup.problem.io": "files: {cause}",
    "backup.problem.sqlite": "SQLite: {cause}",
    "backup.problem.may_not_create": (
        "the database user {user} may not create databases, which is needed to restore beside the one in "
        'service; an administrator can allow it: ALTER ROLE "{user}" CREATEDB'
    ),
    "backup.problem.may_not_rename": (
        "the database user {user} may not rename the database; it must own it and be allowed to create "
        "databases"
    ),
    "backup.problem.newer_format": (
        "the backup has format {format}, which this version does not know; update this installation"
    ),
    "backup.another.help": (
        "Makes the backup although the database is not that of the earlier one, for example because it was begun anew."
    ),
    "backup.problem.another_database": (
        "the database is not that of the backup {archive}, which has {earlier} predictions; this one has {here}. If it "
        "was lost, restore it: diabetes-stack backup restore; if it was begun anew on purpose: --another-database"
    ),
    "backup.problem.no_database": (
        "the database {file} does not exist. Is DIABETES_DATA_DIR the folder of the services? If it was lost, restore "
        "it: diabetes-stack backup restore"
    ),
    "backup.problem.no_folder": "the folder {folder} does not exist; is its disk mounted?",
    "backup.problem.no_archive": "there is no backup in {folder}",
    "backup.problem.no_key": (
        "a copy in a second place is encrypted: set BACKUP_RECIPIENT or BACKUP_KEY_FILE (diabetes-stack "
        "backup key FILE creates a key), or choose --plain"
    ),
    "backup.problem.no_private_key": (
        "the copy is encrypted: BACKUP_KEY_FILE must name the file with its private key"
    ),
    "backup.problem.no_second_place": "{folder} is not a folder; is its disk mounted?",
    "backup.problem.no_space": "{folder} needs {needed} bytes of free space and has {free}",
    "backup.problem.other_database": (
        "the backup is of {archive}, and DATABASE_URL names {here}: it must name the same kind of database"
    ),
    "backup.problem.other_key": (
        "the backup was made with another SECRET_KEY: with the one set here, its patients' references "
        "could not be found. Set the earlier key, or give it up with --other-key"
    ),
    "backup.problem.lost_key": (
        "SECRET_KEY is not set, and the backup needs the one it was made with: without it, its patients' "
        "references could not be found. Set it, or give it up with --other-key"
    ),
    "backup.problem.same_place": (
        "{folder} is the folder of the backups itself; a second place is another disk or machine"
    ),
    "backup.problem.server_away": "the database server does not answer: {cause}",
    "backup.problem.unknown_archive": "there is no backup called {name} in {folder}",
    "backup.problem.dump_failed": "pg_dump failed: {cause}",
    "backup.problem.load_failed": "pg_restore failed: {cause}",
    "backup.problem.tool_missing": "{cause}",
    "backup.problem.damaged": "{name} is damaged: {cause}",
    "backup.problem.member_unknown": (
        "{member} is not what the manifest says: another kind of file, another size, or a file that is not "
        "in it"
    ),
    "backup.problem.member_missing": "{member} is missing",
    "backup.problem.member_differs": "{member} has another SHA-256 than the manifest says",
    "backup.problem.no_manifest": "it has no valid manifest",
    "backup.problem.not_opened": "{name} does not open with the key in BACKUP_KEY_FILE, or is damaged",
    "backup.problem.too_much": "it has more than {files} files or {bytes} bytes",
    "backup.problem.unsafe_name": "it has a file that would be written outside its folder: {name}",
    "backup.problem.database_damaged": "SQLite finds the restored database damaged",
    "backup.problem.count_differs": "table {table}: {found} rows instead of {expected}",
    "backup.problem.fact_differs": "the restored database has another value than the manifest: {fact}",
    "backup.problem.audit_head_differs": (
        "the newest entry of the audit trail is another one than in the manifest"
    ),
    "backup.problem.audit_broken": "the audit trail is broken at entry {entry}",
    "backup.problem.newer_schema": "the tables are of a newer version ({revision}); update this installation",
    "backup.problem.model_unreadable": "model {version} cannot be read: {cause}",
    "backup.problem.model_differs": "model {version} is another file than the version says",
    "backup.problem.answers_differ": "{count} of {asked} replayed answers are not what was stored",
    "backup.problem.nothing_replayed": (
        "none of {asked} answers could be compared, so nothing is proved about them"
    ),
    "backup.problem.no_answer": "the model in service does not answer there",
    # Monitor: monitor, incident.
    # Checklists: check, logs.
    "logs.help": "Show the warnings and errors that the services noted in the last hours.",
    "logs.hours": "Hours to look back.",
    "logs.none": "No warning or error in the last {hours} hours.",
    "logs.column.service": "service",
    "logs.column.level": "level",
    "logs.column.event": "event",
    "logs.column.count": "times",
    "logs.column.last": "last",
    "check.help": (
        "Do one of the manual's checklists: run its commands, take signatures, keep the record, show "
        "what is overdue."
    ),
    "check.list": "List: daily, weekly, monthly, quarterly or semiannual.",
    "check.sign": "Sign a line that you have looked at; may be repeated.",
    "check.by": "Name of the person who signs.",
    "check.note": "Remark of the person who signs.",
    "check.show": "Only show the list; run no commands.",
    "check.title": "{list} list, period {period}",
    "check.column.line": "line",
    "check.column.what": "what is checked",
    "check.column.state": "state",
    "check.column.by": "by, when",
    "check.column.command": "commands",
    "check.human": "a person looks at it",
    "check.state.ok": "well",
    "check.state.found": "something found",
    "check.state.signed": "signed",
    "check.state.unsigned": "not signed",
    "check.state.open": "to do",
    "check.found": "{line}: {note}",
    "check.to_sign": "{line}: not signed. {what}",
    "check.how_to_sign": 'To sign: diabetes-stack check {list} --sign LINE --by "Name" --note "Remark"',
    "check.nameless": 'a signature has the name of a person: --by "Name"',
    "check.overdue": "OVERDUE: {line}, {list} list, period {period}",
    "check.unsignable": "{line} is not signed in this list; these are: {names}",
    "check.name.daily": "Daily",
    "check.name.weekly": "Weekly",
    "check.name.monthly": "Monthly",
    "check.name.quarterly": "Quarterly",
    "check.name.semiannual": "Semiannual",
    "check.item.health": "The services answer",
    "check.item.logs": "Logs looked through for errors",
    "check.item.performance": "Performance figures looked at",
    "check.item.backups": "Automatic backups verified",
    "check.item.functions": "All functions tested",
    "check.item.security_logs": "Security logs reviewed",
    "check.item.queries": "Database queries optimised",
    "check.item.models": "Models checked",
    "check.item.dependencies": "Dependencies updated",
    "check.item.configuration": "Configuration reviewed",
    "check.item.load": "Load test",
    "check.item.security": "Security audit",
    "check.item.system": "Complete review of the system",
    "check.item.model_update": "Models updated if needed",
    "check.item.optimisation": "Performance optimised",
    "check.item.planning": "Improvements planned",
    "check.item.performance_audit": "Performance audit",
    "check.item.availability": "Availability, MTTR and MTBF",
    "check.look.logs": "Read the errors of the last day: diabetes-stack logs",
    "check.look.performance": "Look at response times, errors, CPU and memory: diabetes-stack monitor --once",
    "check.look.security_logs": "Read the refused calls and the result of the audit trail's check.",
    "check.look.models": "Check that the model in service is the one that should be.",
    "check.look.dependencies": "Decide which packages are updated, and when.",
    "check.look.configuration": "Read what doctor found and decide on changes.",
    "check.look.security": "Read the findings of the audit and decide what is corrected.",
    "check.look.system": "Read the four results and decide what is corrected.",
    "check.look.model_update": (
        "Evaluate the model on recent results (model evaluate --live) and decide whether it is retrained."
    ),
    "check.look.optimisation": "Read the findings on the database and decide what is optimised.",
    "check.look.planning": "Agree with the team on the improvements of the next quarter.",
    "check.look.performance_audit": "Compare the times with those of the last half-year.",
    "check.look.availability": "Compare availability, MTTR and MTBF with the targets.",
    "monitor.help": "Watch the services, the machine and the model, and tell people what is wrong.\n\n"
    "Without options it makes a round every MONITOR_SECONDS until it is stopped.",
    "monitor.once": "Make one round, show what it found, and exit with 1 if anything is wrong or unknown.",
    "monitor.rules.help": "Show the rules, or write files for Prometheus, Alertmanager and Grafana from them.",
    "monitor.rules.out": "Folder for the files.",
    "monitor.rules.written": "written: {file}",
    "monitor.model.help": "Compare the people who come and the answers with those that the model knows.",
    "monitor.model.people": "Model {version}: the newest {people} answers of {days} days.",
    "monitor.model.score": "Mean score of {output}: {training} in training, {now} now, {shift}:",
    "monitor.output.glucose": "glucose",
    "monitor.output.dysglycaemia": "prediabetes or diabetes",
    "monitor.output.diabetes": "diabetes",
    "monitor.model.rest": "{n} other fields",
    "monitor.model.nobody": "There is nobody to whom the estimate applies.",
    "monitor.model.expected": "If the probabilities are right: {cases} % have diabetes, Brier {brier}, AUROC {auroc}; "
    "{referred} % are sent to a test.",
    "monitor.model.outcomes": "With {results} laboratory results: accuracy {accuracy} ({accuracy_before} {reference}), "
    "AUROC {auroc} ({auroc_before}), observed over expected {ratio}.",
    "monitor.reference.promotion": "at promotion",
    "monitor.reference.training": "in training",
    "monitor.shift.stable": "as known",
    "monitor.shift.watch": "watch",
    "monitor.shift.review": "review",
    "monitor.shift.unknown": "too few",
    "monitor.column.what": "what",
    "monitor.column.value": "value",
    "monitor.column.state": "state",
    "monitor.column.why": "why",
    "monitor.column.rule": "rule",
    "monitor.column.limit": "wrong when",
    "monitor.column.rounds": "rounds until open / over",
    "monitor.column.severity": "severity",
    "monitor.column.response": "answered within",
    "monitor.column.contact": "contact",
    "monitor.column.field": "field",
    "monitor.column.psi": "PSI",
    "monitor.open": "incident {id} ({severity}): {title}, since {since} UTC",
    "monitor.summary": "wrong: {wrong}, unknown: {unknown}, open incidents: {open}",
    "monitor.glance": "Another monitor makes the rounds: this look was not recorded, and nobody was told.",
    "monitor.unrecorded": "the round was not recorded: {problem}",
    "monitor.only_one": "another monitor already watches this data folder",
    "monitor.newer": "{file} was written by a newer version; install that one, or move the file away",
    "incident.help": "Incidents that the monitor found.",
    "incident.id": "Number of the incident.",
    "incident.note": "What to keep with it; no patient's data.",
    "incident.list.help": "List incidents, newest first.",
    "incident.list.open": "Only those that are not over.",
    "incident.list.since": "Those since this day, YYYY-MM-DD, and those still open.",
    "incident.list.bad_since": "--since must be a day, YYYY-MM-DD",
    "incident.ack.help": "Say that you take care of an incident: its reminders stop.",
    "incident.resolve.help": "Say that an incident is over. If its cause is still there, the monitor opens another.",
    "incident.figures.help": "Availability, mean times to repair and between failures, and times by severity. Exits "
    "with 1 if a target was missed.",
    "incident.figures.days": "Days up to now.",
    "incident.figures.period": "From {since} to {until}, UTC",
    "incident.figures.nothing": "the monitor has recorded nothing yet; start it with diabetes-stack monitor",
    "incident.none": "no incidents",
    "incident.acked": "incident {id} is yours: {title}",
    "incident.resolved": "incident {id} is over: {title}",
    "incident.would": "nothing changed: incident {id}, {title}",
    "incident.column.id": "no.",
    "incident.column.severity": "severity",
    "incident.column.what": "what",
    "incident.column.since": "since (UTC)",
    "incident.column.lasted": "lasted",
    "incident.column.state": "state",
    "incident.column.service": "service",
    "incident.column.available": "available, %",
    "incident.column.between": "between, %",
    "incident.column.target": "target",
    "incident.column.unwatched": "not watched",
    "incident.column.outages": "outages",
    "incident.column.met": "met",
    "incident.column.opened": "opened",
    "incident.column.open": "open",
    "incident.column.in_time": "answered in time",
    "incident.column.late": "late",
    "incident.column.resolution": "mean time until over",
    "incident.state.open": "open",
    "incident.state.taken": "taken by {by}",
    "incident.state.resolved": "over ({by})",
    "incident.met.yes": "yes",
    "incident.met.no": "no",
    "incident.met.unknown": "not known",
    "incident.mttr": "Mean time to repair an outage: {value} (target < 2 h): {met}",
    "incident.mtbf": "Mean time between outages: {value} (target > 30 days): {met}",
    # Checklists: check.
    # Security: audit.
    "audit.help": (
        "Security audit: settings, permissions, tokens, audit trail, access log, secrets in the source, "
        "vulnerable packages. Exit status 1 if anything is not ok; what is unknown is not ok."
    ),
    "audit.log": "Access lines of the API to look at: a file, or - for standard input.",
    "audit.offline": "Ask no service on the network; those checks are unknown.",
    "audit.skip": "Leave out a check; may be repeated.",
    "audit.sbom": "Write the software bill of materials (CycloneDX) to this file, and check nothing.",
    "audit.verify.help": "Verify that no entry of the audit trail was changed or removed.",
    "audit.accept.help": (
        "Record why entries of the audit trail are missing, for example because the database was put back by "
        "other means than these commands; verify does not report them again."
    ),
    "audit.accept.reason": "Why they are missing.",
    "audit.accept.bad_reason": "the reason must be a text of 1 to {most} characters",
    "audit.accept.ask": "Accept that these entries of the audit trail are missing: {numbers}?",
    "audit.accept.none": "No entry is missing.",
    "audit.accept.would": "would be accepted as missing: {numbers}",
    "audit.accept.done": "accepted as missing: {numbers}",
    "audit.sbom_written": "components: {count}, in {file}",
    "audit.sbom_no_tree": "This is not a source tree: only the Python packages are listed.",
    "audit.column.check": "check",
    "audit.column.state": "state",
    "audit.column.found": "found",
    "audit.column.do": "to do",
    "audit.state.ok": "ok",
    "audit.state.warning": "warning",
    "audit.state.critical": "critical",
    "audit.state.unknown": "unknown",
    "audit.check.settings": "settings",
    "audit.check.permissions": "permissions",
    "audit.check.tokens": "tokens",
    "audit.check.trail": "audit trail",
    "audit.check.access": "access log",
    "audit.check.secrets": "secrets in the source",
    "audit.check.python": "Python packages",
    "audit.check.rust": "Rust packages",
    "audit.check.npm": "npm packages",
    "audit.found.no_program": "{program} is not installed",
    "audit.do.no_program": "install {program}, or run the audit where it is",
    "audit.found.service_away": "{program} got no answer: nothing is known",
    "audit.do.service_away": "run it where the service is reached; a closed network needs a copy of it",
    "audit.found.service_blind": "the service behind {program} does not even know {canary}: nothing is known",
    "audit.do.service_blind": "use the public service, or a copy that lists vulnerabilities",
    "audit.found.not_known": "the service does not know these packages: {names}",
    "audit.do.not_known": "look up these packages by hand",
    "audit.found.vulnerable": "known vulnerabilities: {names}",
    "audit.do.vulnerable": "update these packages, and audit again",
    "audit.found.not_vulnerable": "packages: {count}, none with a known vulnerability",
    "audit.found.not_vulnerable_in": "{name}: no known vulnerability",
    "audit.found.no_advisory": "no advisory in the database on this machine",
    "audit.found.no_tree": "this is not a source tree",
    "audit.do.no_tree": "run the audit in the source tree of this release",
    "audit.found.no_list": "there is no {name}",
    "audit.do.no_list": "run the audit in a complete source tree",
    "audit.found.no_version_control": "git does not list the files",
    "audit.do.no_version_control": "run the audit in a copy under version control",
    "audit.found.no_data": "there is no data folder {folder}",
    "audit.do.no_data": "run the audit where the services run, with their settings",
    "audit.found.too_many_files": "{folder} has more than {count} files; the rest was not looked at",
    "audit.do.too_many_files": "look at the rest by hand",
    "audit.found.open_keys": "others can read keys: {names}",
    "audit.do.open_keys": "chmod 600 these files, and replace the keys",
    "audit.found.writable": "others can change: {names}",
    "audit.do.writable": "chmod go-w, and find out who changed what",
    "audit.found.open_files": "others can read: {names}",
    "audit.do.open_files": "chmod 700 for folders, 600 for files",
    "audit.found.closed_files": "only its owner can read {folder}",
    "audit.found.not_for_production": "production would refuse: {names}",
    "audit.do.not_for_production": "set them as stack/README.md says; ENVIRONMENT=production names each rule",
    "audit.found.settings": "as production wants them",
    "audit.found.any_host": "the API answers by any host name",
    "audit.do.any_host": "list its names in ALLOWED_HOSTS",
    "audit.found.plain_http": "the API listens on {host}, and plain HTTP is not sent to HTTPS",
    "audit.do.plain_http": "end HTTPS in a proxy; set FORWARDED_ALLOW_IPS and FORCE_HTTPS",
    "audit.found.no_rate": "calls of a token or an address are not limited",
    "audit.do.no_rate": "set RATE_PER_TOKEN and RATE_PER_ADDRESS",
    "audit.found.no_lock": "refused tokens lock nobody out",
    "audit.do.no_lock": "set LOCK_FAILURES",
    "audit.found.plain_origins": "pages without HTTPS may call the API: {names}",
    "audit.do.plain_origins": "name these origins with https:// in CORS_ORIGINS",
    "audit.found.one_key_for_both": "SECRET_KEY and JWT_SECRET_KEY are the same",
    "audit.do.one_key_for_both": "give JWT_SECRET_KEY a value of its own; tokens must then be issued again",
    "audit.found.secrets": "in files under version control: {names}",
    "audit.do.secrets": "replace what was published, then remove it from the files",
    "audit.found.no_secrets": "files: {count}, no secret",
    "audit.found.long_lived": "issued for more than {days} days: {names}",
    "audit.do.long_lived": "issue these holders new tokens",
    "audit.found.ending": "they end within {days} days: {names}",
    "audit.do.ending": "give these holders new tokens in time",
    "audit.found.tokens": "valid: {count}; revoked: {revoked}",
    "audit.found.trail_changed": (
        "the audit trail was changed: entry {number} does not follow from those before it"
    ),
    "audit.do.trail_changed": "restore the database from a backup, and find out who had access",
    "audit.found.trail_explained": "entries lost when an older backup was restored, or accepted as lost: {count}",
    "audit.found.trail_missing": "the audit trail lacks entry {number}, which was kept beside the database",
    "audit.do.trail_missing": (
        "find out who removed the entry; if the database was put back by other means: audit accept"
    ),
    "audit.found.trail": "entries: {entries}, none changed; kept beside the database: {kept}, none missing",
    "audit.found.database_away": "there is no database, or it does not answer, or it has other tables",
    "audit.do.database_away": "start the database; 'db upgrade' updates its tables",
    "audit.found.no_log": "no access log was given",
    "audit.do.no_log": "give the API's output: --log FILE, or --log - from a pipe",
    "audit.found.no_lines": "the log has no access line",
    "audit.do.no_lines": "give the API's output, written with LOG_LEVEL=INFO",
    "audit.found.lines_left_out": "{broken} lines are broken, {uncounted} were not counted",
    "audit.do.lines_left_out": "audit a shorter log",
    "audit.found.locked": "locked out after refused tokens: {names}",
    "audit.do.locked": "find out who is behind these addresses",
    "audit.found.suspicious": "{refused} or more refused calls in an hour from: {names}",
    "audit.do.suspicious": "find out who is behind these addresses; block them in the firewall if nobody knows",
    "audit.found.revoked_used": "revoked tokens were sent from: {names}",
    "audit.do.revoked_used": "find out who still has the token",
    "audit.found.refused_tokens": "many refused tokens from: {names} ({reasons})",
    "audit.do.refused_tokens": "renew an old token, or find out who is guessing",
    "audit.found.unusual_rate": "more than {times} times as many calls as usual: {names}",
    "audit.do.unusual_rate": "ask the holder; revoke the token if nobody can say why",
    "audit.found.unusual_time": "calls at a time of day without any in {days} days before: {names}",
    "audit.do.unusual_time": "ask the holder; revoke the token if nobody can say why",
    "audit.found.too_short": "the log spans {days} days; what time of day is usual is known after {needed}",
    "audit.do.too_short": "give a log of {needed} days or more",
    "audit.found.usage": "calls: {calls}, in {days} days; refused tokens: {refused}; nothing unusual",
    "audit.found.offline": "not asked, because of --offline",
    "audit.do.offline": "run it where the service is reached",
    # Updates: update, doctor.
    "update.help": "Another version of the services, or of the model in service.",
    "update.system.help": (
        "Put another version of the services in use while the one in use answers.\n\n"
        "A backup is made, the version is installed beside the one in use, its migrations are run, its API is "
        "tried, and the services are renewed one after another. If a step fails, the version before stays or returns."
    ),
    "update.rollback.help": "Put the version before in use again. The database stays as it is.",
    "update.migrate.help": "Bring the tables to this version; used by update system.",
    "update.from": "Folder with the wheels and their hashes, made by make offline.",
    "update.version": "Version to get from the package index that pip uses.",
    "update.restart": "Command that restarts the services, where the command up does not run them.",
    "update.program": "Newest revision of the tables that the version in use knows.",
    "update.stopped": "No service runs: changes that the version in use cannot work with are allowed.",
    "update.one_source": "give --from FOLDER or --version VERSION",
    "update.current": "version {version} is in use",
    "update.no_room": "the disk of {folder} has no room for another version",
    "update.no_releases": "this installation was not made with install.sh: in a container, use a newer image; "
    "elsewhere, see docs/operations/updates.md",
    "update.no_previous": "there is no version before this one",
    "update.ask": "Put version {version} in use?",
    "update.ask_return": "Return to version {version}?",
    "update.would_return": "version {version} would follow {current}",
    "update.plan": "version {version} would follow {before}:",
    "update.migrations": "migrations that would be run: {names}",
    "update.backup": "backup: {name}",
    "update.running": "services that would be renewed: {names}",
    "update.not_running": "no service runs: none would be renewed",
    "update.file.no_list": "{file} is missing: this is not a folder made by make offline",
    "update.file.missing": "{file} is missing",
    "update.file.unlisted": "{file} does not belong to the folder",
    "update.file.damaged": "{file} is damaged: its SHA-256 differs",
    "update.file.no_version": "{file} must contain one version of diabetes-stack",
    "update.step.backup": "Back up",
    "update.step.install": "Install beside the version in use",
    "update.step.migrate": "Bring the tables to the new version",
    "update.step.trial": "Try the new API on a port of its own",
    "update.step.switch": "Renew the services",
    "update.step.smoke": "Check the services",
    "update.step.tidy": "Delete older versions",
    "update.step.return": "Return to the version before",
    "update.done": "version {version} is in use; {before} is kept for a return",
    "update.nothing_runs": "no service runs: start them with diabetes-stack up",
    "update.silence": "longest time without an answer of the API: {seconds} s",
    "update.failed": "failed at the step: {step}.",
    "update.untouched": "Nothing that runs was changed.",
    "update.returned": "The version before is in use again, and answers.",
    "update.not_returned": "THE VERSION BEFORE DOES NOT ANSWER: run diabetes-stack doctor.",
    "update.restore": "The tables do not suit the version before: restore the backup {backup}.",
    "update.twice": "another update is running.",
    "update.system": "{cause}.",
    "update.not_installed": "It could not be installed: {said}",
    "update.other_version": "The installed version is {version}.",
    "update.breaks": "It changes the tables in a way that the version in use cannot work with ({names}). Stop the "
    "services, and run the command again.",
    "update.trial_failed": "{said}.",
    "update.not_renewed": "The services could not be renewed ({cause}).",
    "update.not_restarted": "The command of --restart failed: {said}",
    "update.too_long": "It took longer than {seconds} s.",
    "update.command_failed": "{said}",
    "update.migrated": "migrations: {names}",
    "update.model.help": (
        "Train models, judge the best on a named set of outcomes, put it into service, and watch it.\n\n"
        "It is put into service only by the rule of model promote. If the API does not answer as the model does, "
        "the model before returns."
    ),
    "update.model.data": "CSV or Parquet with outcomes, to train on; may be repeated.",
    "update.model.on": "Named set of outcomes to judge both models on.",
    "update.model.source": "Whose records --data has, in words; the model file says so.",
    "update.model.algorithm": "Algorithm to train; may be repeated (default: all).",
    "update.model.name": "The models' name (default: the algorithm).",
    "update.model.experiment": "Experiment in MLflow.",
    "update.model.watch": "Seconds for which the API's answers are compared with the model's.",
    "update.model.api": "Address of the API (default: that of the settings).",
    "update.model.unknown": "{names}: the algorithms are {known}",
    "update.model.ask": "Register the models, and put the best into service if it is judged better?",
    "update.model.training": "Training on {rows:,} rows",
    "update.model.judging": "Judging on {on}",
    "update.model.watching": "Watching {address}",
    "update.model.promoted": "{model} {version} is in service instead of {before}; {compared} answers were the model's",
    "update.model.refused": "{model} {version} is not put into service: {objections}",
    "update.model.rolled_back": "{before} is in service again instead of {model} {version}: {cause}",
    "update.model.would_be_promoted": "{model} {version} would be put into service instead of {before}",
    "update.model.would_be_refused": "{model} {version} would not be put into service: {objections}",
    "update.model.not_followed": "the API did not use the model within {seconds:.0f} s",
    "update.model.smoke_failed": "checks of the API failed: {names}",
    "update.model.silent": "the API did not answer {count} times in a row",
    "update.model.inconsistent": "the API's answer is not the model's: {names}",
    "doctor.help": (
        "Look for what prevents the services from working, and say what to do: the API does not answer, "
        "the model does not load, the database does not connect, the services are slow."
    ),
    "doctor.bundle": (
        "Also write a file for those who help from outside: findings, versions, settings, events, figures "
        "of access. It has no secret and no patient's data."
    ),
    "doctor.working": "Looking",
    "doctor.bundled": "{file} can be sent to those who help: it has no secret and no patient's data",
    "doctor.all_well": "everything that was examined is well",
    "doctor.troubles": "{count} findings need attention",
    "doctor.state.well": "well",
    "doctor.state.warning": "WARNING",
    "doctor.state.problem": "PROBLEM",
    "doctor.state.unknown": "UNKNOWN",
    "doctor.area.api": "Does the API answer?",
    "doctor.area.model": "Does the model load?",
    "doctor.area.database": "Does the database connect?",
    "doctor.area.slow": "Is anything slow?",
    "doctor.is.settings_well": "the settings are valid",
    "doctor.is.settings_invalid": "the settings are invalid: {said}",
    "doctor.do.settings_invalid": (
        "correct these variables in the environment or in the file .env, then start the services again"
    ),
    "doctor.is.not_examined": "not examined, because of the settings",
    "doctor.do.not_examined": "correct the settings, and run this command again",
    "doctor.is.folder_unwritable": "the data folder {folder} cannot be written",
    "doctor.do.folder_unwritable": (
        "give it to the user of the services (chown), or choose another one with DIABETES_DATA_DIR"
    ),
    "doctor.is.up_runs": "up runs (process {pid}): {services}",
    "doctor.is.up_starts": "up runs (process {pid}), but the services are not ready",
    "doctor.do.up_starts": "wait three minutes; if it stays so, read the output of up",
    "doctor.is.runs_without_up": "the API runs, started by something else than up",
    "doctor.is.not_running": "the services do not run",
    "doctor.do.not_running": (
        "start them: diabetes-stack up, or systemctl start diabetes-stack, or docker compose up -d"
    ),
    "doctor.is.up_failed": "the services do not run: up ended with: {said} {last}",
    "doctor.do.up_failed": "mend the cause, then start them: diabetes-stack up, or systemctl start diabetes-stack",
    "doctor.is.api_port_free": "nothing listens on {address}",
    "doctor.do.api_port_free": "check API_HOST and API_PORT, and read the output of up",
    "doctor.is.api_hangs": (
        "{address} accepts connections but does not answer within {seconds} s (program: {program})"
    ),
    "doctor.do.api_hangs": "restart the API; if it hangs again, send the file of --bundle",
    "doctor.is.api_port_taken": "another program answers on {address} (program: {program})",
    "doctor.do.api_port_taken": "stop that program, or choose another port with API_PORT",
    "doctor.is.clock_well": "the clocks agree",
    "doctor.is.clock_unknown": "the API does not say what time it is",
    "doctor.do.clock_unknown": "compare the clocks of the machines yourself (date -u)",
    "doctor.is.clock_differs": (
        "the clock of the API differs by {seconds} s: tokens are refused, and times are wrong"
    ),
    "doctor.do.clock_differs": "set the clocks of both machines by a time server (timedatectl set-ntp true)",
    "doctor.is.api_slow": "the API took {seconds} s for /health; at most 5 s are normal",
    "doctor.do.api_slow": "see the section on what is slow",
    "doctor.is.api_without_model": "the API at {address} has no model, and refuses predictions",
    "doctor.do.api_without_model": "see the section on the model",
    "doctor.is.api_without_database": (
        "the API at {address} does not reach the database; answers wait on its disk"
    ),
    "doctor.do.api_without_database": "see the section on the database; nothing is lost",
    "doctor.is.api_degraded": "the API says that something fails: {names}",
    "doctor.do.api_degraded": "read its log; if it stays so, restart it",
    "doctor.is.api_answers": "the API answers at {address} ({milliseconds} ms)",
    "doctor.is.dashboard_unused": "the dashboard is not among the services that run here",
    "doctor.is.dashboard_away": "the dashboard does not answer at {address}",
    "doctor.do.dashboard_away": "start it: diabetes-stack dashboard; check STREAMLIT_SERVER_PORT",
    "doctor.is.dashboard_unknown": "no dashboard answers at {address}",
    "doctor.do.dashboard_unknown": "if it runs elsewhere, open it in a browser",
    "doctor.is.dashboard_answers": "the dashboard answers at {address}",
    "doctor.is.mlflow_unused": "MLflow is not among the services that run here",
    "doctor.is.mlflow_away": "MLflow does not answer at {address}; predictions do not need it",
    "doctor.do.mlflow_away": "start it: diabetes-stack mlflow; then run diabetes-stack model sync",
    "doctor.is.mlflow_answers": "MLflow answers at {address}",
    "doctor.is.model_well": "the default model loads: {model} {version}",
    "doctor.is.model_missing": "the model file {file} does not exist",
    "doctor.do.model_missing": (
        "correct DIABETES_MODEL, bring the file back from a backup, or leave the variable empty for the "
        "bundled model"
    ),
    "doctor.is.model_unreadable": "the model file {file} cannot be read: {cause}",
    "doctor.do.model_unreadable": "give the user of the services the right to read it",
    "doctor.is.model_damaged": "the model file {file} is damaged or is not a model ({cause})",
    "doctor.do.model_damaged": "bring it back from a backup, or train again: diabetes-stack model train",
    "doctor.is.model_generated": (
        "the model file {file} learned from generated records: it is never used in production"
    ),
    "doctor.do.model_generated": (
        "choose a model of real people with DIABETES_MODEL, or leave it empty for the bundled model"
    ),
    "doctor.is.model_unstated": (
        "the model file {file} does not say whose records it learned from: it is not used in production"
    ),
    "doctor.do.model_unstated": 'state it: diabetes-stack model register {file} --source "..." --statement',
    "doctor.is.models_unread": "{count} model files were not compared with their hashes: there was no time",
    "doctor.do.models_unread": "run this command again when the database is less busy",
    "doctor.is.models_damaged": "model files are damaged in the database: {names}",
    "doctor.do.models_damaged": "restore a backup: diabetes-stack backup restore",
    "doctor.is.models_none": "there are no registered models",
    "doctor.is.models_well": "{count} registered model files are whole",
    "doctor.is.no_champion": "no model was promoted: the default model answers",
    "doctor.is.champion_unknown": "the model in service could not be read from the database",
    "doctor.do.champion_unknown": "see the section on the database",
    "doctor.is.champion_refused": (
        "the promoted model {model} {version} is not known to have learned from real people: the one "
        "before it answers"
    ),
    "doctor.do.champion_refused": "return to the one before: diabetes-stack model rollback",
    "doctor.is.champion_damaged": (
        "the promoted model {model} {version} is damaged in the database: the one before it answers"
    ),
    "doctor.do.champion_damaged": (
        "return to the one before: diabetes-stack model rollback; then restore a backup: diabetes-stack "
        "backup restore"
    ),
    "doctor.is.champion_well": "the promoted model loads: {model} {version}",
    "doctor.is.champion_not_used": "the API answers with {served}, and the promoted model is {version}",
    "doctor.do.champion_not_used": (
        "wait a minute; then check that API_BASE_URL names an API with this database, and restart it"
    ),
    "doctor.is.database_named": "the settings name the database {place}",
    "doctor.is.database_well": "the database accepts predictions",
    "doctor.is.host_unknown": "the name {host} of the database server is not known",
    "doctor.do.host_unknown": "correct DATABASE_URL, or mend the name server",
    "doctor.is.database_unreachable": "nothing listens on {host}, port {port}",
    "doctor.do.database_unreachable": (
        "start the database server (systemctl start postgresql), or correct DATABASE_URL"
    ),
    "doctor.is.database_hangs": "the database does not answer within {seconds} s",
    "doctor.do.database_hangs": (
        "look for what blocks it: load, a full disk, a stopped process; then restart its server"
    ),
    "doctor.is.password_refused": "the database server refuses the user {user}: password or permission",
    "doctor.do.password_refused": "correct user and password in DATABASE_URL, or pg_hba.conf of the server",
    "doctor.is.too_many_connections": "the database server has no free connection for {user}",
    "doctor.do.too_many_connections": (
        "close programs that hold some; the services need ten (diabetes-stack db check)"
    ),
    "doctor.is.database_starting": "the database server is starting or stopping",
    "doctor.do.database_starting": "wait a minute, and run this command again",
    "doctor.is.database_unknown": "the server has no database called {name}, or no user {user}",
    "doctor.do.database_unknown": "create it, restore it from a backup, or correct DATABASE_URL",
    "doctor.is.database_refuses": "the database server refuses the connection of {user} to {name}",
    "doctor.do.database_refuses": "read the log of the database server",
    "doctor.is.file_missing": "the database file {file} does not exist",
    "doctor.do.file_missing": (
        "start the services to create it; if it was there, restore a backup: diabetes-stack backup restore"
    ),
    "doctor.is.not_permitted": "{user} may not use {name}",
    "doctor.do.not_permitted": "give the user of the services the right to read and write it",
    "doctor.is.file_damaged": "the database file {name} is damaged",
    "doctor.do.file_damaged": "stop the services, and restore the newest backup: diabetes-stack backup restore",
    "doctor.is.tables_missing": "the database has no tables ({names})",
    "doctor.do.tables_missing": (
        "if it is new: diabetes-stack db upgrade; if it was in use, restore a backup first: "
        "diabetes-stack backup restore"
    ),
    "doctor.is.tables_older": "the tables are of an older version; pending: {names}",
    "doctor.do.tables_older": "diabetes-stack db upgrade",
    "doctor.is.tables_newer": "the tables belong to a newer version; this one knows {known}",
    "doctor.do.tables_newer": "update this installation: diabetes-stack update system",
    "doctor.is.read_only": "the database does not accept changes",
    "doctor.do.read_only": (
        "end its read-only mode; it may be a copy (standby), or its disk may be mounted read-only"
    ),
    "doctor.is.disk_full": "the disk of the database is full",
    "doctor.do.disk_full": "make room on it; answers wait on the disk of the API until then",
    "doctor.is.server_memory": "the database server has no memory left",
    "doctor.do.server_memory": "close other programs on its machine, or give it more memory",
    "doctor.is.locked": "another program holds the database locked",
    "doctor.do.locked": "look for a copy, a backup or an editor that has it open, and close it",
    "doctor.is.database_fails": "the database reports an error: {cause}",
    "doctor.do.database_fails": "read the log of the database server, and send the file of --bundle",
    "doctor.is.database_clock_differs": "the clock of the database server differs by {seconds} s",
    "doctor.do.database_clock_differs": (
        "set the clocks of both machines by a time server (timedatectl set-ntp true)"
    ),
    "doctor.is.spool_empty": "no answer waits for the database",
    "doctor.is.spool_waiting": "{bytes} bytes of answers wait on the disk for the database, in {folder}",
    "doctor.do.spool_waiting": "they are stored when the database is back and an API runs; do not delete them",
    "doctor.is.spool_aside": "{count} files could not be stored and were set aside, in {folder}",
    "doctor.do.spool_aside": "keep them, and send the file of --bundle",
    "doctor.is.spool_unknown": "the folder of waiting answers cannot be read: {cause}",
    "doctor.do.spool_unknown": "give it to the user of the services (chown)",
    "doctor.is.disk_unknown": "the disk of the data folder could not be examined: {cause}",
    "doctor.do.disk_unknown": "look at the disk (df -h, dmesg)",
    "doctor.is.disk_full_here": "the disk of {folder} is full: {free} GB free",
    "doctor.do.disk_full_here": "make room: old logs, old backups (diabetes-stack backup prune), other files",
    "doctor.is.disk_low": "the disk of {folder} is nearly full: {free} GB free",
    "doctor.do.disk_low": "make room soon: old logs, old backups (diabetes-stack backup prune), other files",
    "doctor.is.disk_room": "the disk of {folder} has room: {free} GB free",
    "doctor.is.disk_slow": "the disk needs {milliseconds} ms for a small write, which every answer waits for",
    "doctor.do.disk_slow": (
        "look for programs that write much, or for a failing disk (dmesg); use a faster disk"
    ),
    "doctor.is.disk_fast": "the disk needs {milliseconds} ms for a small write",
    "doctor.is.memory_low": "{percent} % of the memory is in use; most by {programs}",
    "doctor.do.memory_low": "close other programs, or give the machine more memory",
    "doctor.is.memory_well": "{percent} % of the memory is in use",
    "doctor.is.cpu_busy": "the processor is {percent} % busy",
    "doctor.do.cpu_busy": (
        "look for the program that needs it (top); if it is the API, give the machine more processors"
    ),
    "doctor.is.cpu_well": "the processor is {percent} % busy",
    "doctor.is.database_speed_unknown": "the speed of the database could not be measured",
    "doctor.do.database_speed_unknown": "see the section on the database",
    "doctor.is.database_slow": "the database needs {milliseconds} ms for a simple question",
    "doctor.do.database_slow": "check the network to its server, and its load; then diabetes-stack db check",
    "doctor.is.database_fast": "the database needs {milliseconds} ms for a simple question",
    "doctor.is.transactions_idle": (
        "{count} connections hold a transaction open for more than {minutes} minutes and do nothing"
    ),
    "doctor.do.transactions_idle": "close the programs that do (diabetes-stack db check)",
    "doctor.is.connections_many": "the database has {count} connections; {most} are enough for the services",
    "doctor.do.connections_many": "close programs that hold some (diabetes-stack db check)",
    "doctor.is.connections_few": "the database has {count} connections of at most {most}",
}

TEXTS = Texts("en", "English", _WORDS, separators=".,", day="%d %b %Y")
