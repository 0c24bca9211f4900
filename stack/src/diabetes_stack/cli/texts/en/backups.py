"""Backups: backup; in English."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
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
        'model promote {version} --force "restored from a backup"'
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
}
