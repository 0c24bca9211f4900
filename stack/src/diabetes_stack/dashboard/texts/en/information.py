"""Information."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
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
        "Law 1581 of 2012 (Colombia). The dashboard writes no patient's data to its logs: it notes actions, "
        "sizes and error codes. With the prediction service, each answer is stored with the data that were "
        "given, also that of each row of a file: anonymous (90 days) or with a fingerprint of the patient's "
        "reference, never the reference itself. The file itself is processed in memory and not stored, and "
        "columns that the model does not use, such as a name, do not leave the dashboard. A patient can ask "
        "for their data or for its deletion: write to {mail}. What belongs to a medical record is kept, as "
        "the law requires."
    ),
    "info.links": "Links",
    "info.docs": "API documentation",
    "info.health": "Status of the API",
    "info.mlflow": "MLflow (experiments and models)",
    "info.nolinks": "No prediction service is configured (API_BASE_URL).",
    "info.versions": "Versions",
    "info.contacts": "Contacts",
    "contact.devops": "IT",
    "contact.development": "Development",
    "contact.security": "Security",
    "contact.support": "Support",
    "info.fact": "Fact",
    "info.value": "Value",
    "info.figure": "Figure",
}
