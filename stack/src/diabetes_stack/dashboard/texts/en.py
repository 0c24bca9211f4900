"""The dashboard in English."""

from __future__ import annotations

from ...words import Texts

__all__ = ["TEXTS"]

_WORDS = {
    "title": "Type 2 diabetes risk",
    "reservation": "This is an estimate, not a diagnosis. A diagnosis needs a confirmed laboratory test.",
    "language": "Language",
    "page.individual": "Individual prediction",
    "page.batch": "Batch analysis",
    "page.programme": "Programme",
    "page.visual": "Charts",
    "page.operation": "Operation",
    "page.info": "Information",
    "source.api": "The prediction service ({url}) answers and stores each answer.",
    "source.library": "Answers are computed on this machine and not stored.",
    "model": "Model “{name}”, version {version}",
    "synthetic": "This model was trained on generated data, not on people: for tests only.",
    "source.unstated": "This model's file does not say whose records it learned from.",
    "unavailable": "The prediction service does not respond ({url}: {reason}). Nothing was calculated.",
    "unavailable.do": (
        "Open {url}/health. If it does not open, the API is down: ask DevOps (devops@hospital.com) to start "
        "it (diabetes-stack api). Then try again; what you typed is still in the form."
    ),
    "model.absent": (
        "The model {version} is not in this dashboard's database, so its curves and the sliders are not "
        "available."
    ),
    # The login.
    "login.needed": "Log in to use the dashboard.",
    "login.ended": "Your login has ended. Log in again.",
    "login.failed": "The login could not be accepted. Log in again; if it fails again, write to {mail}.",
    "login.no_role": (
        "You are logged in as {name}, but your account has no permission to use the dashboard. Ask "
        "{mail} for it."
    ),
    "login.in": "Log in",
    "login.out": "Log out",
    "login.name": "{name} ({role})",
    "role.reader": "reader",
    "role.operator": "operator",
    "role.admin": "admin",
    # The form element and what becomes of a committed record.
    "person.absent": (
        "The form is missing from this installation ({file}). “make up” or “make .venv/.stack” builds it; "
        "the package to install brings it. Tell DevOps (devops@hospital.com)."
    ),
    "person.no_model": (
        "The model {version}, which answers now, is not in this dashboard's database, so the form cannot "
        "calculate with it. Ask DevOps (devops@hospital.com) to check DATABASE_URL."
    ),
    "person.away": (
        "The prediction service does not respond ({url}: {reason}). You can go on typing, but nothing can "
        "be stored now."
    ),
    "person.store": "Store the answer",
    "person.accept": "Use these data",
    "person.sending": "Storing…",
    "person.silent": "No confirmation came: it is not known whether the answer was stored.",
    "person.incomplete": "Not stored: required data are missing or have to be corrected.",
    "person.changed": "Not stored: the data have changed.",
    "outcome.stored": "Stored: {at}. Model {model}. Identifier: {id}",
    "outcome.not_kept": "The service answered, but did not store the answer.",
    "outcome.library": "This dashboard calculates without a prediction service: the answer is not stored.",
    "outcome.failed": "Not stored.",
    "outcome.unsure": "It is not known whether the answer was stored.",
    "outcome.refused": "The service did not accept these data and stored nothing:",
    "outcome.repeat": "Try again",
    "outcome.replaced": (
        "The model was replaced while you were typing. The answer of the new model was stored; the form "
        "uses it from now on:"
    ),
    "outcome.older": "The form now uses another model. This is the stored answer:",
    "outcome.differs": "The stored answer is not the one that the form showed. The stored one counts:",
    "unavailable.commit": (
        "The prediction service does not respond ({url}: {reason}). The answer was not stored; the data are"
        " still in the form. If it happens again, tell DevOps (devops@hospital.com)."
    ),
    "unavailable.unsure": (
        "The prediction service did not confirm ({url}: {reason}). It is not known whether the answer was "
        "stored; the data are still in the form. If you store it again, it may be stored twice."
    ),
    "figure.risk": "Risk of undiagnosed diabetes",
    "figure.glucose": "Estimated fasting glucose",
    "download.json": "Download this answer (JSON)",
    "explanation.diabetes": "Diabetes risk",
    "explanation.glucose": "Glucose",
    "explanation.axis.diabetes": "Points added or taken away",
    "explanation.axis.glucose": "mg/dL added or taken away",
    "whatif": "Try other values",
    "whatif.note": (
        "Shows what the model would estimate for another person with these values. It is not causal: it does "
        "not show what would happen if this person changed."
    ),
    "whatif.reset": "Back to the data",
    "whatif.same": "with the data: {value}",
    "download.note": "It contains patient data: store it safely.",
    # Categories and levels.
    "category.Normal": "Normal",
    "category.Prediabetes": "Prediabetes",
    "category.Diabetes": "Diabetes",
    "level.Bajo": "Low",
    "level.Moderado": "Moderate",
    "level.Alto": "High",
    "level.none": "Does not apply",
    # Many people.
    "batch.intro": (
        "A CSV or Parquet file with one person per row and the field names in the first line. CSV with comma "
        "or semicolon, with decimal point or comma. Up to {limit} MB."
    ),
    "batch.file": "File of people",
    "batch.template": "Download CSV template",
    "batch.start": "Analyse",
    "batch.progress": "{done} of {total} rows",
    "batch.empty": "The file has no rows.",
    "batch.unreadable": (
        "The file cannot be read: {reason} Save it as CSV or Parquet with the field names in the first line; "
        "the template has them."
    ),
    "batch.too_large.body_limit": "The file is larger than allowed ({limit} bytes).",
    "batch.too_large.held_bytes": "The file is larger than allowed once decompressed ({limit} bytes).",
    "batch.too_large.file_rows": "The file has more than {limit} rows.",
    "batch.too_large.file_columns": "The file has more than {limit} columns.",
    "batch.too_large.file_cells": "The file has more than {limit} cells.",
    "batch.too_large.do": "Split it into several files, or keep only the columns that the model uses.",
    "batch.done": "{rows} rows in {seconds} s, model {version}.",
    "batch.rows": "Rows",
    "batch.answered": "Estimated",
    "batch.not_applicable": "Does not apply",
    "batch.bad": "With errors",
    "batch.tests": "Test advised",
    "batch.ignored": "Columns that are not fields and were not used: {names}.",
    "batch.table": "Table",
    "batch.charts": "Charts",
    "batch.errors": "Rows with errors ({n})",
    "batch.errors.none": "Every row could be read.",
    "batch.first.errors": "The first {n} of {total} rows are shown.",
    "batch.priority": "By measured values or, where none is abnormal, by risk level",
    "batch.priority.category": (
        "Category of the estimated glucose, without people who have an abnormal measured value"
    ),
    "batch.apart": (
        "Only people with nothing urgent and no abnormal measured value; the other {n} are counted separately."
    ),
    "batch.show": "Show",
    "batch.all": "All",
    "priority": "Priority",
    "priority.urgent": "Urgent: see a clinician today",
    "priority.measured_diabetes": "Measured: range of diabetes",
    "priority.measured_prediabetes": "Measured: range of prediabetes",
    "priority.Alto": "High risk",
    "priority.Moderado": "Moderate risk",
    "priority.Bajo": "Low risk",
    "priority.no_level": "No level of risk",
    "priority.not_applicable": "Does not apply",
    "priority.errors": "With errors",
    "batch.risk": "Probability of undiagnosed diabetes, %",
    "batch.glucose": "Estimated fasting glucose, mg/dL",
    "batch.csv": "Download CSV",
    "batch.parquet": "Download Parquet",
    "batch.defused": (
        "Your columns, then those of the answers, with their technical names. Figures are rounded to what "
        "they mean: mg/dL without decimals, probabilities with four. In the CSV, text that a spreadsheet "
        "would run as a formula has an apostrophe before it."
    ),
    "column.row": "Row of the sheet",
    "column.reason": "What to correct",
    "column.count": "Rows",
    "batch.errors.kinds": "Errors by kind",
    "column.error": "Error",
    "batch.download": "Download the result",
    # Charts.
    # The programme.
    "programme.list": "Whom to call",
    "programme.indicators": "Indicators",
    "programme.nostore": (
        "The database is not ready or does not respond: the list is not available. "
        "Ask DevOps to check DATABASE_URL and to run diabetes-stack db upgrade."
    ),
    "programme.intro": (
        "People with something to be done. Only those assessed with a reference are "
        "here; their names are not stored."
    ),
    "programme.missing": (
        "There are people assessed with an earlier version who are not on this list "
        "yet. Ask DevOps to run diabetes-stack worklist enrol."
    ),
    "programme.state": "Show",
    "programme.due": "With something due today",
    "programme.site": "Site",
    "programme.insurer": "Insurer",
    "programme.every": "All",
    "programme.overdue": "Overdue",
    "programme.overdue.any": "Any",
    "programme.overdue.days": "{days} days or more",
    "programme.order": "Order",
    "programme.order.priority": "Most urgent first",
    "programme.order.longest": "Longest waiting first",
    "programme.none": "There is nobody like this.",
    "programme.shown": "{from} to {to} of {total} people",
    "programme.person": "Person",
    "programme.risk": "Probability of diabetes",
    "programme.references": "Show your references instead of the codes",
    "programme.references.file": 'CSV file with a column "paciente"',
    "programme.references.note": "The file is only used in this session and is not stored.",
    "programme.references.bad": 'The file cannot be read: a column "paciente" is needed.',
    "programme.csv": "Download the list (CSV)",
    "programme.mark": "Note what happened to a person",
    "programme.mark.state": "What happened",
    "programme.mark.day": "On which day (DD/MM/YYYY; empty: now)",
    "programme.mark.bad_day": "Nothing was saved: write the day as DD/MM/YYYY, and not in the future.",
    "programme.mark.save": "Save",
    "programme.mark.saved": 'Saved for {person}: "{set}". State now: "{state}".',
    "programme.mark.known": 'Already saved for {person}: "{set}". State now: "{state}".',
    "programme.mark.failed": "Nothing was saved: the database does not respond. Try again.",
    "programme.mark.role": (
        'Your account may only look. Notes need the permission "{role}"; ask {mail} for it.'
    ),
    "programme.history": "Steps of this person",
    "programme.history.counts": "Counts",
    "programme.undo": "Step that was a mistake",
    "programme.undo.do": "Undo the step",
    "programme.undo.saved": 'Step {step} undone. State now: "{state}".',
    "programme.yes": "yes",
    "programme.no": "no",
    "programme.months": "Last months",
    "programme.by": "Divide by",
    "programme.empty": "There are no people with a reference in these months.",
    "programme.month": "%b %Y",
    "programme.definitions": "What each indicator is",
    "visual.model": "The model",
    "visual.usage": "Usage",
    "visual.drift": "Shifts in the data",
    "visual.terms": "What each field adds to the estimate",
    "visual.terms.note": (
        "The curve of one field with the others held equal. The light band covers the 5th to 95th percentile "
        "of the people in training; few are outside it. These are associations, not causes."
    ),
    "visual.output": "Estimate",
    "visual.field": "Field",
    "visual.age": "Risk across age",
    "visual.age.note": (
        "People like the example patient, but with another age or sex; the lines are the model's cut-offs."
    ),
    "visual.days": "Last days",
    "visual.empty": "No predictions are stored for this period yet. They appear here when the API answers.",
    "visual.nostore": (
        "The database is not ready or does not respond: usage views are not available. Ask DevOps to check "
        "DATABASE_URL and to run diabetes-stack db upgrade."
    ),
    "usage.total": "Predictions",
    "usage.mean": "Mean response time",
    "usage.slow": "Answers of 5 s or longer",
    "usage.per_day": "Predictions per day (UTC)",
    "usage.levels": "Risk levels",
    "usage.levels.note": (
        "The level that the model estimated. People with an abnormal measured value are counted by that level "
        "too."
    ),
    "usage.versions": "Model versions",
    "usage.latency": "Response time",
    "drift.note": (
        "Compares the {n} most recent predictions of this period with the people in training. How much a "
        "field changed is measured by the population stability index (PSI): under 0.1, stable; up to 0.25, "
        "watch; above, review the model."
    ),
    "drift.few": "There are only {n} predictions; the comparison needs {least}.",
    "drift.field": "Field",
    "drift.known": "Known",
    "drift.training": "Training",
    "drift.now": "Now",
    "drift.psi": "Change (PSI)",
    "drift.state": "State",
    "shift.stable": "stable",
    "shift.watch": "watch",
    "shift.review": "review",
    "shift.unknown": "too few",
    "drift.share": "Share of people",
    # Information.
    "info.card": "Model card",
    "info.source": "Trained on",
    "info.rows": "People",
    "info.events": "With diabetes",
    "info.created": "Created",
    "info.algorithm": "Form of the model",
    "info.fields": "Fields it uses",
    "info.recalibrated": "Recalibrated",
    "info.no": "no",
    "algorithm.linear": "linear",
    "algorithm.additive": "additive",
    "info.metrics": "Performance on people it has not seen",
    "metric.auroc": "Tells apart who has diabetes (ROC area: 0.5 is chance, 1 is perfect)",
    "metric.auroc_dys": "Tells apart who has prediabetes or diabetes (ROC area)",
    "metric.r2": "Share of the variation of glucose that it explains (R²)",
    "metric.rmse": "Typical error of the estimated glucose (RMSE), mg/dL",
    "metric.accuracy": "Category of glucose found right",
    "metric.coverage": "Values inside the 90 % interval",
    "info.honest": (
        "A person's glucose cannot be known from these data: the model helps to decide whom to test and does "
        "not replace the test."
    ),
    "info.categories": "ADA categories (measured value)",
    "info.category": "Category",
    "info.range": "Fasting glucose",
    "info.hba1c": "HbA1c",
    "info.level": "Level",
    "info.below": "below {high} {unit}",
    "info.between": "{low} to below {high} {unit}",
    "info.from": "{low} {unit} or more",
    "info.cutoffs": (
        "The model's risk level is Moderate from {low} % probability of diabetes and High from {high} %."
    ),
    "info.limits": "Limits of use",
    "info.limits.list": (
        "- Adults aged 18 or over, without diagnosed diabetes and not pregnant.\n"
        "- It does not diagnose or decide a treatment. A measured value counts more than any estimate.\n"
        "- It was trained on the people named above; in another population it may perform worse until it is "
        "recalibrated with local results.\n"
        "- For values outside the training range it gives a warning, and the estimate is less certain.\n"
        "- Explanations and sliders show associations, not causes."
    ),
    "info.privacy": "Data protection",
    "info.privacy.text": (
        "Law 1581 of 2012 (Colombia). The dashboard writes no patient data to its logs: it records actions, "
        "sizes and error codes. With the API, each answer is stored anonymously (90 days) or with a keyed "
        "hash of the patient's reference, never the reference itself. A patient may ask for their data or "
        "its deletion: diabetes-stack db export | forget. What belongs to a clinical record is kept, as the "
        "law requires. Uploaded files are processed in memory and not stored."
    ),
    "info.links": "Links",
    "info.docs": "API documentation",
    "info.health": "Status of the API",
    "info.mlflow": "MLflow (experiments and models)",
    "info.nolinks": "No prediction service is configured (API_BASE_URL).",
    "info.versions": "Versions",
    "info.contacts": "Contacts",
    "contact.devops": "DevOps",
    "contact.development": "Development",
    "contact.security": "Security",
    "contact.support": "Support",
    # The page on operation.
    "service.api": "Prediction service (API)",
    "service.dashboard": "Dashboard",
    "service.mlflow": "MLflow",
    "service.database": "Database",
    "operation.nothing": (
        "The monitor has not recorded anything on this machine yet. It is started by `diabetes-stack up` or "
        "by `diabetes-stack monitor`."
    ),
    "operation.unreadable": (
        "The monitor's record cannot be read. Tell DevOps (devops@hospital.com) and run `diabetes-stack "
        "doctor`."
    ),
    "operation.stopped": (
        "The monitor does not run: its last round was {last}. What follows may be out of date. Tell "
        "DevOps (devops@hospital.com)."
    ),
    "operation.open": "Open incidents: {count}. Last round: {last}.",
    "operation.unknown": "No incident is open, but something could not be measured. Last round: {last}.",
    "operation.well": "Everything works. Last round: {last}.",
    "operation.incidents": "Open incidents",
    "operation.no_incident": "None.",
    "operation.taken": "{by} takes care of it.",
    "operation.by": "Your name",
    "operation.by.missing": "Enter your name.",
    "operation.note": "Remark",
    "operation.take": "I take care of it",
    "operation.resolve": "It is resolved",
    "operation.measured": "What the monitor measured",
    "operation.what": "What",
    "operation.value": "Value",
    "operation.state": "State",
    "operation.why": "Why",
    "operation.availability": "Availability in {days} days",
    "operation.service": "Service",
    "operation.percent": "Available, %",
    "operation.target": "Target, %",
    "operation.unwatched": "Not watched",
    "operation.outages": "Outages",
    "operation.mttr": "Mean time to repair (MTTR): {value}. Target: less than 2 hours.",
    "operation.mtbf": "Mean time between failures (MTBF): {value}. Target: more than 30 days.",
    # The frame.
    "idle": (
        "In a minute the person's data will be cleared, because nobody is using this page. Move the mouse, "
        "touch the screen or press a key to continue."
    ),
    "as_table": "Show as a table",
    # Words of the answers' codes.
    "code.missing": "A required value is missing",
    "code.not_a_number": "Not a number",
    "code.not_a_date": "Not a date",
    "code.not_finite": "An infinite number",
    "code.out_of_range": "Out of range",
    "code.not_allowed": "Not an accepted value",
    "code.not_whole": "Must be a whole number",
    "code.ambiguous_number": (
        "A number that can be read in two ways (1.000: a thousand or one?): write it without a thousands "
        "separator"
    ),
    "code.cell_count": "The row has more or fewer cells than the first line",
    "code.text_after_quote": "Text follows a closing quote, so it is unclear where the cell ends",
    "code.tad_not_below_tas": "Diastolic pressure is not below systolic",
    "code.imc_mismatch": "The body mass index does not match height and weight",
    "code.gestational_man": "Gestational diabetes in a man",
    "code.pregnant_man": "Pregnancy in a man",
    "code.unknown_field": "Unknown field",
    "code.duplicate_field": "Field given twice",
    "code.outside_training_range": "Outside the range of the training data",
    "code.findrisc_differs": "The FINDRISC score does not match its items",
    "code.family_history_conflict": "The family history contradicts itself",
    "code.unit_doubtful": "A value that may be in another unit",
    "code.known_diabetes": "Diabetes already diagnosed",
    "code.pregnant": "Pregnancy",
    # The rows of a file.
    "priority.test": "Test advised",
    "priority.no_test": "No test advised",
    "rows.order": "Sort by",
    "rows.order.rank": "Priority",
    "rows.order.risk": "Risk of diabetes, highest first",
    "rows.order.glucose": "Estimated glucose, highest first",
    "rows.order.row": "Order of the file",
    "rows.search": "Search",
    "rows.search.help": (
        "Searches the columns that are not fields, such as a name or a record number, and by the number of "
        "the row."
    ),
    "rows.none": "No row matches.",
    "rows.shown": (
        "Rows {from} to {to} of {total}. Except in the order of the file, people with something urgent or an "
        "abnormal measured value come first."
    ),
    "rows.first": "First",
    "rows.previous": "Previous",
    "rows.next": "Next",
    "rows.last": "Last",
    "rows.page": "Page {page} of {pages}",
    "rows.person": "Person",
    "rows.row": "row {n}",
    "rows.step": "What to do now",
    "rows.risk": "Probability of undiagnosed diabetes",
    "rows.glucose": "Estimated glucose (mg/dL)",
    "rows.interval": "{value} ({low} to {high})",
    "rows.category": "Category of the estimated glucose",
    "rows.notes": "Measured, errors and warnings",
    "rows.missing": "Missing data",
    "rows.no_category": "no category",
    "rows.confirm": "To be confirmed",
    "rows.cut": "The first {n} fields of the file are shown.",
    "rows.exact": "Full figures, not rounded (for other programs)",
    # More of charts, information and operation.
    "usage.day": "Day",
    "usage.version": "Version",
    "usage.time": "Time",
    "drift.table": "How much each field changed",
    "info.fact": "Fact",
    "info.value": "Value",
    "info.figure": "Figure",
    # Streamlit's own words, and those that take their place; "like" are patterns of JavaScript.
    "streamlit.sidebar": "Sidebar => Sidebar",
    "streamlit.collapse": "Collapse sidebar => Collapse sidebar",
    "streamlit.expand": "Expand sidebar => Expand sidebar",
    "streamlit.open_sidebar": "Open sidebar => Open sidebar",
    "streamlit.close_sidebar": "Close sidebar => Close sidebar",
    "streamlit.pages": "App pages => App pages",
    "streamlit.heading": "Link to heading => Link to heading",
    "streamlit.progress": "progress => progress",
    "streamlit.help": "Help => Help",
    "streamlit.copy": "Copy to clipboard => Copy to clipboard",
    "streamlit.copied": "Copied => Copied",
    "streamlit.file": "file upload => upload a file",
    "streamlit.add": "Add files => Change the file",
    "streamlit.upload": "Upload => Choose a file",
    "streamlit.drop": "Drag and drop a file here => Drop the file here",
    "streamlit.choose": "Choose an option => Choose an option",
    "streamlit.select": "Select an option => Select an option",
    "streamlit.open": "Open => Open",
    "streamlit.close": "Close => Close",
    "streamlit.none": "No results => No results",
    "streamlit.no_options": "No options to select => No options to select",
    "streamlit.clear": "Clear value => Clear value",
    "streamlit.apply": "Press Enter to apply => Press Enter to apply",
    "streamlit.submit": "Press Enter to submit form => Press Enter to submit form",
    "streamlit.running": "Running... => Running...",
    "streamlit.stop": "Stop => Stop",
    "streamlit.connecting": "Connecting => Connecting",
    "streamlit.lost": "Connection error => Connection error",
    "streamlit.previous": "Previous => Previous",
    "streamlit.next": "Next => Next",
    "streamlit.fullscreen": "Fullscreen => Fullscreen",
    "streamlit.close_fullscreen": "Close fullscreen => Close fullscreen",
    "streamlit.skip": "Skip to main content => Skip to main content",
    "streamlit.like.help": "Help for (.*?) ?\\*? => Help: $1",
    "streamlit.like.remove": "Remove (.*) => Remove $1",
    "streamlit.like.limit": "(\\d+)\\.?\\d*\\s?MB per file • (.*) => Up to $1 MB • $2",
    "streamlit.like.too_large": "File must be (.*) or smaller\\. => The file is too large: at most $1.",
    "streamlit.like.type": "(.*) files are not allowed\\. => Files of type $1 are not accepted.",
    "streamlit.like.size": "(.*\\d)\\.(\\d+) ?([KMG]?B) => $1.$2 $3",
    "streamlit.like.whole_size": "(.*\\d)([KMG]B) => $1 $2",
    "streamlit.like.number": "(-?\\d+)\\.(\\d+) => $1.$2",
}

TEXTS = Texts("en", "English", _WORDS, separators=".,", day="%b %d")
