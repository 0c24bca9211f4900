"""What the command ask says, in Spanish."""

TEXTS = {
    "ask.summary": "Pregunta los datos de una persona y responde.",
    "ask.details": (
        "Primero lo que más decide: diabetes conocida y embarazo, luego los datos obligatorios, luego el "
        "resto.\n"
        "Deje en blanco lo que no sepa. La coma decimal vale. Ctrl-C termina sin guardar nada."
    ),
    "ask.begins": "Deje en blanco lo que no sepa. Ctrl-C termina sin guardar nada.",
    "ask.range": "{low} a {high}",
    "ask.choose": "«{text}» no es una de las respuestas. Escriba el número o la palabra: {choices}",
    "ask.diabetes_diagnosticada": (
        "La estimación no se aplica a quien ya tiene diabetes. Los valores medidos sí se revisan."
    ),
    "ask.embarazo": "La estimación no se aplica en el embarazo. Los valores medidos sí se revisan.",
    "ask.answer": "Respuesta",
    "ask.warning": "Advertencia: {text}",
    "ask.unknown": (
        "Sin dato: {fields}. En su lugar cuenta el promedio de las personas con que aprendió el modelo."
    ),
    "ask.model": "Modelo {name}, versión {version}.",
    "question.diabetes_diagnosticada": "¿Un médico le diagnosticó diabetes?",
    "question.embarazo": "¿Está embarazada?",
    "question.edad": "Edad",
    "question.sexo": "Sexo",
    "question.talla": "Talla",
    "question.peso": "Peso",
    "question.imc": "Índice de masa corporal",
    "question.perimetro_abdominal": "Perímetro abdominal",
    "question.tas": "Tensión arterial sistólica (la más alta)",
    "question.tad": "Tensión arterial diastólica (la más baja)",
    "question.antecedente_glucosa_alta": "¿Alguna vez le dijeron que tenía el azúcar alto?",
    "question.sintomas": "¿Tiene mucha sed, orina mucho o ha perdido peso sin proponérselo?",
    "question.glucosa_ayunas": "Glucosa en ayunas, si se midió",
    "question.fecha_glucosa": "Fecha de la glucosa (DD/MM/AAAA)",
    "question.hba1c": "HbA1c, si se midió",
    "question.fecha_hba1c": "Fecha de la HbA1c (DD/MM/AAAA)",
    "question.diabetes_gestacional": "¿Tuvo diabetes en un embarazo?",
    "question.historia_familiar_dm": "¿Algún familiar tiene o tuvo diabetes?",
    "question.grado_familiar_dm": (
        "¿Qué familiar? Primer grado: padres, hermanos o hijos; segundo: abuelos, tíos o primos"
    ),
    "question.hipertension": "¿Un médico le diagnosticó hipertensión?",
    "question.medicamentos_hta": "¿Toma medicamentos para la tensión?",
    "question.realiza_ejercicio": "¿Hace al menos 30 minutos de actividad física al día?",
    "question.consume_verduras_frutas_diario": "¿Come verduras o frutas todos los días?",
    "question.fuma": "¿Fuma?",
    "question.consume_alcohol": "¿Con qué frecuencia toma alcohol?",
    "question.frecuencia_cardiaca": "Frecuencia cardíaca en reposo",
    "question.riesgo_cardiovascular": "Riesgo cardiovascular, como proporción",
    "question.zona_residencia": "¿Dónde vive?",
    "question.estrato": "Estrato socioeconómico",
}
