"""Troubleshooting: doctor; in English."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
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
    "doctor.is.form_missing": "the dashboard on this machine lacks the form for one person: {file}",
    "doctor.do.form_missing": "build it with “make up”, or install the package again, which brings it",
    "doctor.is.form_well": "the form of the dashboard is on this machine",
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
    "doctor.is.database_foreign": "the database belongs to another program (tables: {names})",
    "doctor.do.database_foreign": "give DATABASE_URL an empty database of its own; this one is not changed",
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
