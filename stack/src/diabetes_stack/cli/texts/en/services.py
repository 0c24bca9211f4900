"""Services: up, api, dashboard, mlflow, smoke, demo, schedule; in English."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
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
    "dashboard.no_form": (
        "the dashboard lacks the form for one person ({file}): build it with “make up”, or install the package"
    ),
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
}
