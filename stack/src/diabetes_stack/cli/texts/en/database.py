"""The database: db; in English."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "db.help": "The database.",
    "db.patient": "The patient's reference, as sent to the API.",
    "db.unknown_patient": (
        "nothing is stored under this reference; make sure that it is written as it was sent to the API (--patient)"
    ),
    "db.missing": (
        "the database {file} does not exist. Is DIABETES_DATA_DIR the folder of the services? If it was lost, restore "
        "it: diabetes-stack backup restore; if it is new, create it: diabetes-stack db upgrade"
    ),
    "db.foreign": (
        "the database {address} belongs to another program (tables: {tables}). Its tables were not changed. Give "
        "DATABASE_URL an empty database of its own"
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
}
