"""What the commands say while they work, in English."""

TEXTS = {
    # Around the commands.
    "frame.about": (
        "Estimate the risk of type-2 diabetes from records: train, evaluate, recalibrate, predict, score.\n\n"
        "Tables are CSV (, or ; between cells, any usual encoding, decimal point or comma) or Parquet; - "
        "stands for\n"
        "standard input or output. Data goes to standard output, messages to standard error. MODEL is a "
        "file or nhanes,\n"
        "the model that comes with the package. It estimates; it is not a diagnostic device."
    ),
    "frame.status": (
        "exit status: 0 success; 1 failure, such as a file that cannot be written; 2 bad input or usage.\n"
        "Help on a command: diabetes COMMAND --help"
    ),
    "frame.commands": "commands",
    "frame.command": "COMMAND",
    "frame.example": "example:",
    "frame.usage": "usage: ",
    "frame.arguments": "arguments",
    "frame.options": "options",
    "frame.help": "show this help and exit",
    "frame.version": "show the version and exit",
    "frame.error": "%(prog)s: error: %(message)s\n",
    "frame.argument": "%(argument_name)s: %(message)s",
    "frame.required": "these arguments are missing: %s",
    "frame.extra": "these arguments have no meaning: %s",
    "frame.choice": "%(value)r is not in the list: %(choices)s",
    "frame.near": "%(value)r is not in the list; did you mean %(closest)r? List: %(choices)s",
    "frame.value": "%(value)r is not a number",
    "frame.one": "needs a value",
    "frame.at_most_one": "takes at most one value",
    "frame.at_least_one": "needs at least one value",
    "frame.not_with": "cannot be used together with %s",
    "frame.takes_none": "takes no value (%r)",
    "frame.ambiguous": "%(option)s can be any of these: %(matches)s",
    "frame.one_of": "one of these options is needed: %s",
    "frame.warning": "warning",
    "frame.failed": "error: {code}: {text}",
    "stream.input": "standard input",
    "stream.output": "standard output",
    # Work that takes time.
    "work.reading": "Reading {file}",
    "work.rows": "{done} of {rows} rows",
    "work.answered": "{done} rows, {rate} rows/s, {speed} MB/s, about {left} left",
    "work.rows_read": "{done} rows read, {rate} a second",
    "work.training": "Training",
    "work.recalibrating": "Recalibrating",
    "work.evaluating": "Evaluating",
    "work.sharing": "Sharing out the tests",
    "work.generating": "Generating",
    # What a command tells.
    "answers.counts": "{rows} rows: {answered} answered, {excluded} not applicable, {invalid} invalid",
    "answers.first": "see first",
    "answers.not_applicable": "not applicable",
    "answers.invalid": "invalid",
    "answers.first_row": "first in row {row}",
    "answers.resumed": "{file}: {rows} rows were answered before; going on. The answers are for {day}.",
    "answers.stopped": "Stopped. The answers for {rows} rows are kept; the same command goes on from there.",
    "answers.formulas": (
        "{count} cells of the file begin like formulas that a spreadsheet would run; --defuse puts an "
        "apostrophe "
        "before them"
    ),
    "train.begins": "Training on {count} rows of {file}",
    "train.stored": "many rows: {megabytes} MB of them are kept in a temporary file, which is then deleted",
    "train.rows": "{fitted} rows fitted, {held_out} held out",
    "train.first_error": "the first row with an error is row {row}: {what}",
    "train.skipped": "skipped: {counts}",
    "train.figures": "Figures {where}:",
    "train.written": "Model {name} {version} written to {file}",
    "recalibrate.rows": "{used} of {rows} rows used",
    "recalibrate.before": "Figures before:",
    "recalibrate.after": "Figures after:",
    "metrics.none": "not measured",
    "metrics.events": "{count} with the outcome",
    "metrics.glucose": (
        "mean error {mae} mg/dL (RMSE {rmse}), variation explained (R²) {r2}, same category {category}, "
        "inside the "
        "90 % interval {coverage}"
    ),
    "metrics.probability": (
        "area under the ROC curve {auroc}, calibration slope {slope}, intercept {intercept}, Brier score "
        "{brier}"
    ),
    "evaluate.used": "{name}, version {version}: {used} of {rows} rows used",
    "evaluate.left_out": "left out: {counts}",
    "evaluate.ranking": "Ranking: area under the ROC curve (0.5 guesses; 1 is perfect)",
    "evaluate.events": "{rows} people, {events} with the outcome",
    "evaluate.calibration": "Calibration: do the probabilities match what happens?",
    "evaluate.agreement": "observed over expected {ratio}, slope {slope}, Brier score {brier}",
    "evaluate.cutoffs": "Cut-offs of the risk level",
    "evaluate.cutoff": (
        "from {at}: tests {tested}, sensitivity {sensitivity}, specificity {specificity}, positive "
        "predictive value {ppv}"
    ),
    "evaluate.withheld": "too few for figures",
    "error.merge.not_text": "an evaluation's JSON was expected, and this file is no text",
    "validate.written": "Plan written to {file}: fill it in, then lock it",
    "validate.locked": "Plan locked on {date}: {file}",
    "validate.documented": "Protocol and text for the ethics committee written to {folder}",
    "validate.size": "{people} people with a known outcome are needed, {events} of them with it. By figure:",
    "validate.blanks": "still blank: {fields}",
    "validate.small": (
        "this plan expects fewer than {least} people with the outcome, or fewer than {least} without it: "
        "too few to trust a verdict (Collins et al., 2016). Production would ask for a "
        "signed acceptance as well. Plan narrower intervals"
    ),
    "validate.row": "row {line}: {errors}",
    "validate.rows": "{count} of {rows} rows have errors and are left out",
    "outcomes.unreadable": (
        "{column}: values that cannot be read: {count} ({counts}). Their rows are left out. It has to be a "
        "number: {wanted}. If that depends on the value, such as a mark on high ones, the figures mislead: "
        "correct the file"
    ),
    "validate.repeated": (
        "rows with the same answers and outcomes as an earlier one: {count}. Each person has to stand "
        "there once"
    ),
    "validate.outside": ("rows with a test from outside the period of the plan: {count}"),
    "error.validate.no_target": (
        "{file} has no column {column}, which the plan names for the glucose; if only HbA1c is measured "
        "there, leave target blank in a new plan"
    ),
    "error.validate.unplanned": (
        "{file} has the column {column}, but the plan expects no glucose: remove it, or make a plan that "
        "names it"
    ),
    "error.validate.needs_table": "a report or a file of results needs a table of people",
    "error.plan.syntax": "{file} is no YAML, or has a key twice ({text})",
    "error.plan.missing": "{file}: missing: {text}",
    "error.plan.unknown": "{file}: unknown: {text}",
    "error.plan.text": "{file}: {text} must be a text",
    "error.plan.list": "{file}: {text} must be a list of columns",
    "error.plan.number": "{file}: {text} must be a number",
    "error.plan.range": "{file}: {text} must be [lowest, highest]",
    "error.plan.whole": "{file}: a whole number in its range is needed: {text}",
    "error.plan.blank": "{file}: fill these in before you lock the plan: {text}",
    "error.plan.too_wide": (
        "{file}: this would let nearly any model pass. The widest that is allowed (the ratio and the slope "
        "have to include 1): {text}"
    ),
    "error.plan.date": "{file}: {text} has to be a day, such as 2027-01-15",
    "error.plan.period": "{file}: the period ends before it begins: {text}",
    "error.plan.twice": "{file}: {text} names the same twice",
    "error.plan.exists": "{text} exists already and was not changed",
    "error.plan.locked": "the plan is locked already: {text}",
    "error.plan.not_locked": "{file} is not locked: lock it before the data are seen (--lock)",
    "error.plan.lock_changed": "the lock was changed or is damaged: {text}",
    "error.plan.plan_changed": "{file} was changed after it was locked on {text}: the analysis does not run",
    "error.plan.model_changed": (
        "the model is not the one that was locked ({text}): the analysis does not run"
    ),
    "evaluate.written": "Report written to {file}",
    "export.written": "Model {name} {version} written as SQL to {file}",
    "generate.written": "{count} synthetic records written to {file}",
    "info.title": "{name}, version {version}",
    "info.algorithm": "algorithm",
    "info.created": "created",
    "info.created_with": "{date}, with version {library} of the library",
    "info.hash": "hash (SHA-256)",
    "info.trained_on": "learned from",
    "info.rows": "rows",
    "info.skipped": "skipped",
    "info.recalibrated": "recalibrated",
    "info.recalibrated_on": "{date}",
    "info.recalibrated_data": "on",
    "info.outputs": "What it estimates",
    "info.left_out": "left out: {reason}",
    "info.levels": "Risk levels",
    "info.level_from": "{level} from {at}",
    "info.used": "Fields used, with what training held",
    "info.unused": "Not used: {fields}",
    "info.warning": "Warning: {text}",
    "info.data.synthetic": "synthetic data",
    "info.data.real": "data of people",
    "info.data.unknown": "data from a source that is not stated",
    "schema.required": "required",
    "schema.date": "date, YYYY-MM-DD",
    "schema.json": "With --json, the whole JSON Schema.",
    # Errors.
    "error.file": "{file}: {text}",
    "error.one_stream": "model and records cannot both come from standard input",
    "error.pyarrow": "Parquet needs pyarrow: pip install pyarrow",
    "error.no_csv": "column {column} ({kind}) cannot be written as CSV; see --answers-only",
    "error.parquet": "{file}: the Parquet file cannot be read ({text})",
    "error.no_rows": "{file} has a header but no rows",
    "error.no_valid_row": "{file} has no valid row",
    "error.other_run": (
        "{part} is of an earlier run, and these changed since: {changed}; --restart begins anew"
    ),
    "error.in_use": "another run is writing {part}",
    "error.foreign_part": (
        "{part} exists and is not of an interrupted run: move it away, or write to another file"
    ),
    "error.damaged_part": "{part} is not as it was written; --restart begins anew",
    "run.input": "the table",
    "run.model": "the model",
    "run.options": "the options",
    "run.version": "the version of diabetes",
    "error.column_clash": (
        "{file} already has columns with these names: {columns}; see --prefix and --answers-only"
    ),
    "error.json_needs_file": "with --json, name with --out the file that is written",
    "error.overwrites": "{file} is read by this command and would be overwritten: choose another file",
    "error.written_twice": "{file} is named for two results: choose another file for one of them",
    "error.places_need_file": "--out needs a file: standard output has the figures",
    "error.report_needs_file": "the report needs a file",
    "error.report_needs": 'the report needs {package}: pip install "diabetes-py[report]"',
    "error.only_in_report": "--tripod and --beside are for the report: give --html too",
    "error.direction": "--monotone: {text} is not FIELD=1, FIELD=0 or FIELD=-1",
    "error.n_samples": "--n-samples must be a whole number from 1 to {most}",
    "error.answers_from_stream": "the answers are read from standard input: name a file of the model",
    "error.ended": "the answers ended before the last question; there is no result",
    "error.record": "{text}",
    "error.tripod.needs": 'reading YAML needs {package}: pip install "diabetes-py[tripod]"',
    "error.tripod.syntax": "{file}: this is not valid YAML, or has an item twice ({text})",
    "error.tripod.shape": "{file}: one line an item is needed, such as “17: text” ({text})",
    "error.tripod.unknown": "{file}: these are not items that the author fills in: {text}",
    "os.ENOENT": "there is no such file or folder",
    "os.EACCES": "this user may not read or write it",
    "os.EPERM": "this user may not read or write it",
    "os.EISDIR": "it is a folder",
    "os.ENOTDIR": "a part of the path is not a folder",
    "os.ENOSPC": "no space is left on the disk",
    "os.EROFS": "the disk is read-only",
    "os.other": "it cannot be read or written ({code})",
}
