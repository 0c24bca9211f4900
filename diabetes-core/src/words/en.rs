//! English.

use super::{Advice, Answer, Categories, Faults, Labels, Marks, Origin, Result, RowTexts, Warnings, Words};

pub(crate) const EN: Words = Words {
    tag: "en",
    rows: RowTexts::English,
    stated: |[_, en]| en,
    marks: Marks { decimal: '.', group: ',', grouped_from: 4 },
    has_articles: false,
    record: "Patient record",
    range: |low, high| format!("{low} to {high}"),
    today: "today",
    or: "or",
    is_it: |names, units| if units { format!("Is it in {names}?") } else { format!("Is it the {names}?") },
    faults: Faults {
        missing: ["{} is required"; 2],
        not_a_number: "{} must be a number",
        not_a_date: "{} must be written as YYYY-MM-DD",
        not_finite: "{} must be a finite number",
        out_of_range: "{} is out of range",
        not_allowed: "this value is not accepted for {}",
        not_whole: "{} must be a whole number",
        ambiguous_number: "{} can be read in two ways (decimals or thousands?)",
        missing_bmi: "Body mass index is required, or height and weight.",
        cell_count: |found, expected| format!("The row has {found} cells instead of {expected}."),
        text_after_quote: "Text follows a closing quote, so it is unclear where the cell ends.",
        unknown: |name, nearest| format!("The field \"{name}\" is unknown. The nearest is {nearest}."),
        duplicate: |name| format!("The field \"{name}\" occurs more than once."),
        invalid_json: |line, column| format!("Invalid JSON (line {line}, column {column})."),
        not_a_record: "An object with the patient's data is expected.",
    },
    warnings: Warnings {
        outside_training_range: "{} is outside the data that the model learned from",
        level_not_trained: "{}: nobody with this answer is in the data that the model learned from.",
        unit_doubtful: "{} was read in",
        possible_points: "Possible are {} points.",
    },
    advice: Advice {
        own_care_in_pregnancy: "In pregnancy glucose is judged by other tests and limits: raise it at the antenatal visit.",
        own_care_in_diabetes: "Diabetes is diagnosed already: keep to the check-ups of the care team.",
        own_care_in_both: "Diabetes in pregnancy needs close care: see the care team soon.",
        clinician: "A result is in the range of diabetes: see a clinician, who decides on the diagnosis.",
        clinician_by_two: "Two tests are in the range of diabetes. No other is needed: see a clinician, who decides on the \
                    diagnosis.",
        clinician_in_pregnancy: "In pregnancy, a result in the range of diabetes does not wait for the next antenatal visit: \
                                 see a clinician without delay.",
        confirm: "One test is in the range of diabetes: repeat it to confirm.",
        complete: "Fasting glucose is 100 to 125 mg/dL: have HbA1c measured too.",
        yearly: "Repeat fasting glucose or HbA1c every year.",
        repeat: "The result is normal: repeat the test three years after its date.",
        repeat_hba1c: "HbA1c is normal: repeat it three years after its date.",
        test: "A laboratory test is advised: fasting glucose or HbA1c.",
        because_likely: "Reason: prediabetes or diabetes is likely.",
        because_high_before: "Reason: blood sugar was high before.",
        because_gestational: "Reason: diabetes in a past pregnancy.",
        because_findrisc: "Reason: the FINDRISC score.",
        unknown: "These data do not tell whether a test is needed: a health professional decides.",
        usual: "The risk of diabetes calls for no test now: keep to the usual check-ups.",
        usual_beside_urgent: "The risk of diabetes calls for no test now.",
        glucose_low: "Glucose below 54 mg/dL: if it is right, take sugar, measure again after 15 minutes and see a \
                      clinician today; with confusion, drowsiness or fainting, get emergency care.",
        glucose_high: "Glucose of 250 mg/dL or more: see a clinician today; with vomiting, abdominal pain, drowsiness or \
                       confusion, get emergency care.",
        blood_pressure: "Very high blood pressure: measure it again after five minutes. If it stays so, see a clinician \
                         today; with chest pain, breathlessness, a severe headache, blurred vision, confusion or weakness, \
                         get emergency care.",
        symptoms_to_clinician: "If you are very thirsty, pass a lot of urine or lose weight without trying, see a clinician \
                                without delay.",
        symptoms_to_test: "If you are very thirsty, pass a lot of urine or lose weight without trying, have a test, \
                           whatever the risk.",
        has_symptoms_to_clinician: "Because there are symptoms, see a clinician without delay.",
        has_symptoms_to_test: "Because there are symptoms, have a test without delay, whatever the risk.",
        glucose: Result {
            undated: "The fasting glucose has no date: a result without a date does not count.",
            old: "The fasting glucose is no longer recent.",
            not_measured: "Fasting glucose was not measured.",
        },
        hba1c: Result {
            undated: "The HbA1c has no date: a result without a date does not count.",
            old: "The HbA1c is no longer recent.",
            not_measured: "HbA1c was not measured.",
        },
    },
    answer: Answer {
        generated: "Trained on generated records: not for patients.",
        no_estimate: "There is no estimate.",
        leaving_measured_aside: "The estimate, made without the measured value:",
        reservation: "This is an estimate, not a diagnosis.",
        diabetes: |count, nearly_all| match count {
            0 => "Fewer than 1 of 100 people like this have undiagnosed diabetes.".to_owned(),
            1 => "1 of 100 people like this has undiagnosed diabetes.".to_owned(),
            _ if nearly_all => "More than 99 of 100 people like this have undiagnosed diabetes.".to_owned(),
            n => format!("{n} of 100 people like this have undiagnosed diabetes."),
        },
        range: |low, high| format!("The true number may lie between {low} and {high} of 100."),
        prediabetes: |count| format!("Prediabetes: {count} of 100."),
        glucose: |[estimate, low, high], category| {
            format!("Estimated fasting glucose: {estimate} mg/dL (90 % interval: {low} to {high}), {category}.")
        },
        measured_glucose: |place| format!("Measured fasting glucose: {place}."),
        measured_hba1c: |place| {
            format!(
                "Measured HbA1c: {place}. HbA1c can mislead with anaemia, haemoglobin variants, kidney disease or late \
                 pregnancy."
            )
        },
        places: ["normal", "in the range of prediabetes", "in the range of diabetes"],
        low: "The risk of diabetes is low.",
        moderate: "The risk of diabetes is moderate.",
        high: "The risk of diabetes is high.",
    },
    origin: Origin {
        learned: |people| format!("The model learned from {people}; it has not been measured in Colombia."),
        recalibrated: |people, since| format!("The model learned from {people} and was recalibrated {since}."),
    },
    categories: Categories {
        normal: ["Normal fasting glucose.", "Keep the usual check-ups."],
        prediabetes: [
            "Impaired fasting glucose (prediabetes).",
            "Confirm with a second test and talk about diet, physical activity and weight.",
        ],
        diabetes: [
            "Fasting glucose in the range of diabetes.",
            "See a doctor soon: a diagnosis needs a second test that confirms it.",
        ],
    },
    labels: Labels {
        levels: ["low", "moderate", "high"],
        certainties: ["little", "medium", "great"],
        outputs: ["Fasting glucose", "Prediabetes or diabetes", "Undiagnosed diabetes"],
        not_applicable: ["Diabetes already diagnosed", "Pregnancy"],
        urgent: ["Very low glucose", "Very high glucose", "Very high blood pressure"],
        steps: [
            "Keep to their own care",
            "See a clinician",
            "Repeat the test to confirm",
            "Measure HbA1c too",
            "Test every year",
            "Test in three years",
            "Laboratory test now",
            "A health professional decides",
            "Usual check-ups",
        ],
        columns: &[
            ("glucose_mg_dl", "Estimated glucose (mg/dL)"),
            ("interval_low", "Estimated glucose, lowest (mg/dL)"),
            ("interval_high", "Estimated glucose, highest (mg/dL)"),
            ("prob_Normal", "Neither (probability)"),
            ("prob_Prediabetes", "Prediabetes (probability)"),
            ("prob_Diabetes", "Undiagnosed diabetes (probability)"),
            ("category", "Category of the estimated glucose"),
            ("confidence", "Certainty of the category"),
            ("risk_level", "Risk of diabetes"),
            ("test_advised", "Test advised"),
            ("next_step", "What to do now"),
            ("urgent", "Urgent"),
            ("risk_low", "Risk, lowest (probability)"),
            ("risk_high", "Risk, highest (probability)"),
            ("measured", "Measured values"),
            ("confirm", "To be confirmed"),
            ("imputed", "Missing data"),
            ("warnings", "Warnings"),
            ("errors", "Errors"),
        ],
    },
};
