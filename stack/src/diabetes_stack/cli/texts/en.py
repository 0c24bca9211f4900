"""The commands in English."""

from __future__ import annotations

from ...words import Texts

__all__ = ["TEXTS"]

_WORDS = {
    # Common to all commands.
    "json": "Print the result as JSON.",
    "dry_run": "Say what would be done, and change nothing.",
    "yes": "Do not ask for confirmation.",
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
    "frame.bad_value": "{name}: {text}",
    "frame.not_a_choice": "it must be one of: {choices}",
    "frame.not_an_integer": "it must be a whole number",
    "frame.not_a_number": "it must be a number",
    "frame.too_small": "it must be {least:,} or more",
    "frame.too_large": "it must be {most:,} or less",
    # Services: up, api, dashboard, mlflow, smoke, demo.
    # Database: db.
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
    "check.by": "Name of the person who signs (default: the system's user).",
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
    "check.look.logs": "Read the errors of the last day in the services' logs.",
    "check.look.performance": "Look at response times, errors, CPU and memory in the monitor's table.",
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
    # Security: audit.
    # Updates: update, doctor.
}

TEXTS = Texts("en", "English", _WORDS, separators=".,", day="%d %b %Y")
