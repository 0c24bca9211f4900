"""What the command ask says, in English."""

TEXTS = {
    "ask.summary": "Ask for one person's data and answer.",
    "ask.details": (
        "First what decides most: known diabetes and pregnancy, then the required data, then the rest.\n"
        "Leave blank what is not known. A decimal comma is read too. Ctrl-C ends and keeps nothing."
    ),
    "ask.begins": "Leave blank what is not known. Ctrl-C ends and keeps nothing.",
    "ask.range": "{low} to {high}",
    "ask.choose": "“{text}” is not one of the answers. Type the number or the word: {choices}",
    "ask.diabetes_diagnosticada": (
        "The estimate is not for people who already have diabetes. Measured values are still looked at."
    ),
    "ask.embarazo": "The estimate is not for pregnancy. Measured values are still looked at.",
    "ask.answer": "Answer",
    "ask.warning": "Warning: {text}",
    "ask.unknown": "Not known: {fields}. The average of the people that the model learned from stands in.",
    "ask.model": "Model {name}, version {version}.",
    "question.diabetes_diagnosticada": "Has a doctor diagnosed diabetes?",
    "question.embarazo": "Pregnant now?",
    "question.edad": "Age",
    "question.sexo": "Sex",
    "question.talla": "Height",
    "question.peso": "Weight",
    "question.imc": "Body mass index",
    "question.perimetro_abdominal": "Waist circumference",
    "question.tas": "Systolic blood pressure (the higher one)",
    "question.tad": "Diastolic blood pressure (the lower one)",
    "question.antecedente_glucosa_alta": "Ever told of high blood sugar?",
    "question.sintomas": "Very thirsty, passing much urine, or losing weight without meaning to?",
    "question.glucosa_ayunas": "Fasting glucose, if measured",
    "question.fecha_glucosa": "Date of the glucose (YYYY-MM-DD)",
    "question.hba1c": "HbA1c, if measured",
    "question.fecha_hba1c": "Date of the HbA1c (YYYY-MM-DD)",
    "question.diabetes_gestacional": "Diabetes during a pregnancy?",
    "question.historia_familiar_dm": "Does or did any relative have diabetes?",
    "question.grado_familiar_dm": (
        "Which relative? First degree: parents, siblings or children; second: grandparents, uncles, "
        "aunts or cousins"
    ),
    "question.hipertension": "Has a doctor diagnosed hypertension?",
    "question.medicamentos_hta": "On medication for blood pressure?",
    "question.realiza_ejercicio": "At least 30 minutes of physical activity a day?",
    "question.consume_verduras_frutas_diario": "Vegetables or fruit every day?",
    "question.fuma": "Smokes?",
    "question.consume_alcohol": "How often does the person drink alcohol?",
    "question.frecuencia_cardiaca": "Heart rate at rest",
    "question.riesgo_cardiovascular": "Cardiovascular risk, as a proportion",
    "question.zona_residencia": "Where does the person live?",
    "question.estrato": "Socioeconomic stratum",
}
