"""Words of the dashboard in both languages. What is said about a person's health, the names of fields and
their ranges come from the library."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["EN", "ES", "Texts", "texts"]


class Texts:
    """The texts of a language, by name; ``{names}`` in them are filled in."""

    def __init__(self, locale: str, table: dict[str, str]) -> None:
        self.locale = locale
        self.table = table

    def __call__(self, name: str, /, **parts: object) -> str:
        text = self.table[name]
        return text.format(**parts) if parts else text

    def named(self, kind: str, name: str) -> str:
        """The text of a code such as a level or a band; a code without a text stands for itself."""
        return self.table.get(f"{kind}.{name}", name)

    def number(self, value: float, digits: int = 0) -> str:
        """A number as the language writes it."""
        text = f"{value:,.{digits}f}"
        return text.translate(_SPANISH) if self.locale == "es" else text


_SPANISH = str.maketrans({",": "\N{NO-BREAK SPACE}", ".": ","})


class _Pair(NamedTuple):
    es: str
    en: str


_PAIRS = {
    "title": _Pair("Riesgo de diabetes tipo 2", "Type 2 diabetes risk"),
    "reservation": _Pair(
        "Esto es una estimación, no un diagnóstico. El diagnóstico lo da una prueba de laboratorio "
        "confirmada.",
        "This is an estimate, not a diagnosis. A diagnosis takes a confirmed laboratory test.",
    ),
    "language": _Pair("Idioma / Language", "Idioma / Language"),
    "page.individual": _Pair("Predicción Individual", "Individual prediction"),
    "page.batch": _Pair("Análisis Batch", "Batch analysis"),
    "page.visual": _Pair("Visualizaciones", "Charts"),
    "page.info": _Pair("Información", "Information"),
    "source.api": _Pair("Responde la API: {url}", "Answers come from the API: {url}"),
    "source.library": _Pair(
        "Responde la biblioteca; nada se guarda.", "Answers come from the library; nothing is stored."
    ),
    "model": _Pair("Modelo {name}, versión {version}", "Model {name}, version {version}"),
    "synthetic": _Pair(
        "Este modelo se entrenó con datos generados, no con personas: sirve solo para pruebas.",
        "This model was trained on generated data, not on people: for tests only.",
    ),
    "source.unstated": _Pair(
        "El archivo de este modelo no dice de qué personas aprendió.",
        "This model's file does not say whose records it learned from.",
    ),
    "unavailable": _Pair(
        "El servicio de predicción no responde ({url}: {reason}). No se calculó nada.",
        "The prediction service does not answer ({url}: {reason}). Nothing was calculated.",
    ),
    "unavailable.do": _Pair(
        "Abra {url}/health. Si no se abre, la API está detenida: pida a DevOps (devops@hospital.com) que la "
        "inicie (diabetes-stack api). Después vuelva a intentarlo; lo que escribió sigue en el formulario.",
        "Open {url}/health. If it does not open, the API is down: ask DevOps (devops@hospital.com) to start "
        "it "
        "(diabetes-stack api). Then try again; what you typed is still in the form.",
    ),
    "model.absent": _Pair(
        "El modelo {version} no está en la base de datos de este tablero, así que sus curvas y los "
        "deslizadores no están disponibles.",
        "The model {version} is not in this dashboard's database, so its curves and the sliders are not "
        "available.",
    ),
    # The form.
    "form.intro": _Pair(
        "Escriba lo que sepa. Lo que se deja vacío queda como desconocido, nunca como «No».",
        "Fill in what you know. What is left empty is unknown, never “No”.",
    ),
    "form.first": _Pair("Antes de empezar", "Before you start"),
    "form.required": _Pair("Obligatorios", "Required"),
    "form.required.imc": _Pair(
        "En lugar del índice de masa corporal puede dar talla y peso.",
        "Instead of the body mass index you may give height and weight.",
    ),
    "form.used": _Pair("Mejoran la estimación", "These improve the estimate"),
    "form.measured": _Pair("Resultados de laboratorio, si los hay", "Laboratory results, if any"),
    "form.others": _Pair("Otros datos: el modelo no los usa", "Other facts: the model does not use them"),
    "form.others.note": _Pair(
        "Sirven para los puntajes FINDRISC y ADA, o quedan como registro.",
        "They serve the FINDRISC and ADA scores, or are kept as a record.",
    ),
    "form.unused": _Pair("El modelo no lo usa.", "The model does not use it."),
    "form.submit": _Pair("Estimar el riesgo", "Estimate the risk"),
    "form.example": _Pair("Paciente de ejemplo", "Example patient"),
    "form.clear": _Pair("Vaciar el formulario", "Clear the form"),
    "form.errors": _Pair("Corrija {n} datos y vuelva a estimar:", "Correct {n} entries and estimate again:"),
    "form.error": _Pair("Corrija este dato y vuelva a estimar:", "Correct this entry and estimate again:"),
    "form.empty": _Pair(
        "El resultado aparece aquí después de pulsar «Estimar el riesgo».",
        "The result appears here after “Estimate the risk”.",
    ),
    # The result.
    "result": _Pair("Resultado", "Result"),
    "result.risk": _Pair("Riesgo de diabetes sin diagnosticar", "Risk of undiagnosed diabetes"),
    "result.glucose": _Pair("Glucosa en ayunas estimada", "Estimated fasting glucose"),
    "result.interval": _Pair(
        "Intervalo del 90 %: {low} a {high} mg/dL", "90 % interval: {low} to {high} mg/dL"
    ),
    "result.risk_interval": _Pair(
        "Intervalo del 90 % de la probabilidad de diabetes: {low} a {high} %. Cuánto podría cambiar si el modelo "
        "hubiera aprendido de otras personas o en otros años. No vale para otro país mientras el modelo no se "
        "recalibre allí.",
        "90 % interval of the probability of diabetes: {low} to {high} %. How far it could differ had the model "
        "learned from other people or in other years. It does not hold for another country until the model is "
        "recalibrated there.",
    ),
    "result.confidence": _Pair("Certeza de esa categoría", "Confidence in that category"),
    "result.test": _Pair("Prueba de laboratorio", "Laboratory test"),
    "result.test.yes": _Pair("Se aconseja", "Advised"),
    "result.test.no": _Pair("No hace falta ahora", "Not needed now"),
    "result.not_applicable": _Pair("La estimación no aplica", "The estimate does not apply"),
    "result.measured": _Pair("Valores medidos", "Measured values"),
    "result.without_measured": _Pair(
        "Lo que sigue es la estimación del modelo, que no usa el valor medido: el valor medido cuenta más.",
        "What follows is the model's estimate, which does not use the measured value: the measured value counts more.",
    ),
    "result.scale": _Pair("Glucosa estimada en la escala de la ADA", "Estimated glucose on the ADA scale"),
    "result.people": _Pair("De 100 personas como esta", "Of 100 people like this"),
    "people.Diabetes": _Pair("con diabetes sin diagnosticar", "with undiagnosed diabetes"),
    "people.Prediabetes": _Pair("con prediabetes", "with prediabetes"),
    "people.Normal": _Pair("sin ninguna de las dos", "with neither"),
    "people.none": _Pair("menos de 1", "fewer than 1"),
    "people.all": _Pair("más de 99", "more than 99"),
    "result.explanation": _Pair("Por qué este resultado", "Why this result"),
    "explanation.diabetes": _Pair("Riesgo de diabetes", "Diabetes risk"),
    "explanation.glucose": _Pair("Glucosa", "Glucose"),
    "explanation.note": _Pair(
        "Comparado con el promedio de las personas de entrenamiento. A la derecha sube, a la izquierda baja. "
        "Son asociaciones, no causas.",
        "Compared with the average training person. To the right it raises, to the left it lowers. These are "
        "associations, not causes.",
    ),
    "explanation.axis.diabetes": _Pair("Puntos (logaritmo de la razón)", "Points (log-odds)"),
    "explanation.axis.glucose": _Pair("mg/dL", "mg/dL"),
    "explanation.none": _Pair("No hay explicación de esta respuesta.", "There is no explanation."),
    "unknown": _Pair("desconocido", "unknown"),
    "result.scores": _Pair("Puntajes publicados", "Published scores"),
    "score.points": _Pair("{points} de {most} puntos", "{points} of {most} points"),
    "score.between": _Pair(
        "Entre {low} y {high} de {most} puntos: faltan datos",
        "Between {low} and {high} of {most} points: facts are missing",
    ),
    "score.band": _Pair("Banda: {band}", "Band: {band}"),
    "score.cut": _Pair("Aconseja una prueba desde {cut} puntos.", "Advises a test from {cut} points."),
    "score.cuts": _Pair("Puntos de corte según el lugar: {cuts}.", "Cut-offs differ by place: {cuts}."),
    "result.imputed": _Pair(
        "Datos que faltan y el modelo usa (tomó el promedio): {fields}.",
        "Missing facts that the model uses (it took the average): {fields}.",
    ),
    "whatif": _Pair("Probar otros valores", "Try other values"),
    "whatif.note": _Pair(
        "Muestra qué diría el modelo de otra persona con esos valores. No es causal: no dice qué pasaría si "
        "esta "
        "persona cambiara.",
        "Shows what the model would say of another person with these values. It is not causal: it does not "
        "say "
        "what would happen if this person changed.",
    ),
    "whatif.reset": _Pair("Volver a los datos", "Back to the data"),
    "whatif.same": _Pair("con sus datos: {value}", "with the data: {value}"),
    "download": _Pair("Guardar o copiar", "Save or copy"),
    "download.text": _Pair("Descargar resumen (TXT)", "Download summary (TXT)"),
    "download.json": _Pair("Descargar todo (JSON)", "Download everything (JSON)"),
    "download.note": _Pair(
        "Contiene los datos del paciente: guárdelo donde corresponde.",
        "It holds the patient's data: keep it where it belongs.",
    ),
    "report.data": _Pair("Datos", "Data"),
    "report.date": _Pair("Fecha", "Date"),
    "report.id": _Pair("Identificador", "Identifier"),
    # Categories and levels.
    "category.Normal": _Pair("Normal", "Normal"),
    "category.Prediabetes": _Pair("Prediabetes", "Prediabetes"),
    "category.Diabetes": _Pair("Diabetes", "Diabetes"),
    "level.Bajo": _Pair("Bajo", "Low"),
    "level.Moderado": _Pair("Moderado", "Moderate"),
    "level.Alto": _Pair("Alto", "High"),
    "level.none": _Pair("No aplica", "Does not apply"),
    # Many people.
    "batch.intro": _Pair(
        "Un archivo CSV o Parquet con una persona por fila y los nombres de los campos en la primera línea. "
        "CSV "
        "con coma o punto y coma, con punto o coma decimal. Hasta {limit} MB.",
        "A CSV or Parquet file with one person a row and the names of the fields in the first line. CSV with "
        "comma or semicolon, with decimal point or comma. Up to {limit} MB.",
    ),
    "batch.file": _Pair("Archivo de personas", "File of people"),
    "batch.template": _Pair("Descargar plantilla CSV", "Download CSV template"),
    "batch.start": _Pair("Analizar", "Analyse"),
    "batch.progress": _Pair("{done} de {total} filas", "{done} of {total} rows"),
    "batch.empty": _Pair("El archivo no tiene filas.", "The file has no rows."),
    "batch.unreadable": _Pair(
        "No se puede leer el archivo: {reason} Guárdelo como CSV o Parquet con los nombres de los campos en "
        "la "
        "primera línea; la plantilla los tiene.",
        "The file cannot be read: {reason} Save it as CSV or Parquet with the names of the fields in the "
        "first "
        "line; the template has them.",
    ),
    "batch.too_large.body_limit": _Pair(
        "El archivo es más grande de lo que se admite ({limit} bytes).",
        "The file is larger than is allowed ({limit} bytes).",
    ),
    "batch.too_large.held_bytes": _Pair(
        "El archivo contiene más de lo que se admite ({limit} bytes una vez descomprimido).",
        "The file holds more than is allowed ({limit} bytes once decompressed).",
    ),
    "batch.too_large.file_rows": _Pair(
        "El archivo tiene más de {limit} filas.", "The file has more than {limit} rows."
    ),
    "batch.too_large.file_columns": _Pair(
        "El archivo tiene más de {limit} columnas.", "The file has more than {limit} columns."
    ),
    "batch.too_large.file_cells": _Pair(
        "El archivo tiene más de {limit} celdas.", "The file has more than {limit} cells."
    ),
    "batch.too_large.do": _Pair(
        "Divídalo en varios archivos, o deje solo las columnas que el modelo usa.",
        "Split it into several files, or keep only the columns that the model uses.",
    ),
    "batch.done": _Pair(
        "{rows} filas en {seconds} s, modelo {version}.", "{rows} rows in {seconds} s, model {version}."
    ),
    "batch.rows": _Pair("Filas", "Rows"),
    "batch.answered": _Pair("Con estimación", "Estimated"),
    "batch.not_applicable": _Pair("No aplica", "Does not apply"),
    "batch.bad": _Pair("Con errores", "With errors"),
    "batch.tests": _Pair("Prueba aconsejada", "Test advised"),
    "batch.ignored": _Pair(
        "Columnas que no son campos y no se usaron: {names}.",
        "Columns that are no fields and were not used: {names}.",
    ),
    "batch.table": _Pair("Tabla", "Table"),
    "batch.charts": _Pair("Gráficas", "Charts"),
    "batch.errors": _Pair("Filas con errores ({n})", "Rows with errors ({n})"),
    "batch.errors.none": _Pair("Todas las filas se pudieron leer.", "Every row could be read."),
    "batch.first": _Pair(
        "Se muestran {n} de {total} filas, las más urgentes primero.",
        "{n} of {total} rows are shown, the most urgent first.",
    ),
    "batch.first.errors": _Pair(
        "Se muestran las primeras {n} de {total} filas.", "The first {n} of {total} rows are shown."
    ),
    "batch.level": _Pair("Nivel de riesgo", "Risk level"),
    "batch.category": _Pair("Categoría de la glucosa estimada", "Category of the estimated glucose"),
    "batch.priority": _Pair(
        "Por lo medido y, sin un valor medido alterado, por nivel de riesgo",
        "By what was measured and, without an abnormal measured value, by risk level",
    ),
    "batch.priority.category": _Pair(
        "Categoría de la glucosa estimada, sin las personas con un valor medido alterado",
        "Category of the estimated glucose, without people who have an abnormal measured value",
    ),
    "batch.apart": _Pair(
        "De las personas sin nada urgente ni un valor medido alterado; las otras {n} se cuentan aparte.",
        "Of people with nothing urgent and no abnormal measured value; the other {n} are counted apart.",
    ),
    "batch.show": _Pair("Mostrar", "Show"),
    "batch.all": _Pair("Todas", "All"),
    "priority": _Pair("Prioridad", "Priority"),
    "priority.urgent": _Pair("Urgente: consultar hoy", "Urgent: see a clinician today"),
    "priority.measured_diabetes": _Pair("Medido: rango de diabetes", "Measured: range of diabetes"),
    "priority.measured_prediabetes": _Pair("Medido: rango de prediabetes", "Measured: range of prediabetes"),
    "priority.Alto": _Pair("Riesgo alto", "High risk"),
    "priority.Moderado": _Pair("Riesgo moderado", "Moderate risk"),
    "priority.Bajo": _Pair("Riesgo bajo", "Low risk"),
    "priority.no_level": _Pair("Sin nivel de riesgo", "No level of risk"),
    "priority.not_applicable": _Pair("No aplica", "Does not apply"),
    "priority.errors": _Pair("Con errores", "With errors"),
    "batch.risk": _Pair(
        "Probabilidad de diabetes sin diagnosticar, %", "Probability of undiagnosed diabetes, %"
    ),
    "batch.glucose": _Pair("Glucosa en ayunas estimada, mg/dL", "Estimated fasting glucose, mg/dL"),
    "batch.csv": _Pair("Descargar CSV", "Download CSV"),
    "batch.parquet": _Pair("Descargar Parquet", "Download Parquet"),
    "batch.defused": _Pair(
        "Sus columnas y después las del resultado. En el CSV, un texto que una hoja de cálculo ejecutaría "
        "como "
        "fórmula lleva un apóstrofo delante.",
        "Your columns, then those of the answers. In the CSV, a text that a spreadsheet would run as a "
        "formula "
        "has an apostrophe before it.",
    ),
    "column.row": _Pair("Fila", "Row"),
    "column.codes": _Pair("Error", "Error"),
    "column.reason": _Pair("Qué corregir", "What to correct"),
    "column.count": _Pair("Filas", "Rows"),
    "error.ambiguous_number": _Pair(
        "Un número puede leerse de dos formas (1.000: ¿mil o uno?). Escríbalo sin separador de miles.",
        "A number can be read in two ways (1.000: a thousand or one?). Write it without a thousands mark.",
    ),
    "error.cell_count": _Pair(
        "La fila tiene más o menos celdas que la primera línea.",
        "The row has more or fewer cells than the first line.",
    ),
    "error.text_after_quote": _Pair(
        "Hay texto detrás de unas comillas de cierre: no se sabe dónde acaba la celda.",
        "Text follows a closing quote, so the end of the cell is not known.",
    ),
    # Charts.
    "visual.model": _Pair("El modelo", "The model"),
    "visual.usage": _Pair("Uso", "Usage"),
    "visual.drift": _Pair("Cambios en los datos", "Shifts in the data"),
    "visual.terms": _Pair("Cuánto suma cada dato a la estimación", "What each fact adds to the estimate"),
    "visual.terms.note": _Pair(
        "Curva de un dato con los demás iguales. La banda clara abarca del 5 al 95 % de las personas de "
        "entrenamiento; fuera de ella hay pocas. Son asociaciones, no causas.",
        "The curve of one fact with the others equal. The light band holds the 5th to 95th per cent of the "
        "training people; outside it there are few. These are associations, not causes.",
    ),
    "visual.output": _Pair("Estimación", "Estimate"),
    "visual.field": _Pair("Dato", "Fact"),
    "visual.age": _Pair("Riesgo según la edad", "Risk across age"),
    "visual.age.note": _Pair(
        "Personas con los datos del paciente de ejemplo y otra edad o sexo; las líneas son los puntos de "
        "corte "
        "del modelo.",
        "People with the facts of the example patient and another age or sex; the lines are the model's "
        "cut-offs.",
    ),
    "visual.days": _Pair("Últimos días", "Last days"),
    "visual.empty": _Pair(
        "Todavía no hay predicciones guardadas en este periodo. Aparecen aquí cuando la API responde.",
        "No predictions are stored of this time yet. They appear here when the API answers.",
    ),
    "visual.nostore": _Pair(
        "La base de datos no está lista o no responde: las vistas de uso no están disponibles. Pida a DevOps "
        "revisar DATABASE_URL y ejecutar diabetes-stack db upgrade.",
        "The database is not ready or does not answer: usage views are not available. Ask DevOps to check "
        "DATABASE_URL and to run diabetes-stack db upgrade.",
    ),
    "usage.total": _Pair("Predicciones", "Predictions"),
    "usage.mean": _Pair("Latencia media", "Mean latency"),
    "usage.slow": _Pair("De 5 s o más", "Of 5 s or more"),
    "usage.per_day": _Pair("Predicciones por día (UTC)", "Predictions per day (UTC)"),
    "usage.levels": _Pair("Niveles de riesgo", "Risk levels"),
    "usage.levels.note": _Pair(
        "Nivel que estimó el modelo. Una persona con un valor medido alterado también se cuenta por ese nivel.",
        "The level that the model estimated. A person with an abnormal measured value is counted by that level too.",
    ),
    "usage.versions": _Pair("Versiones del modelo", "Model versions"),
    "usage.latency": _Pair("Tiempo de respuesta", "Response time"),
    "drift.note": _Pair(
        "Compara las {n} predicciones más recientes del periodo con las personas de entrenamiento. Índice de "
        "estabilidad (PSI): menos de 0,1 estable; hasta 0,25 vigilar; más, revisar el modelo.",
        "Compares the {n} most recent predictions of this time with the training people. Population "
        "stability "
        "index (PSI): under 0.1 stable; up to 0.25 watch; above, review the model.",
    ),
    "drift.few": _Pair(
        "Con menos de {least} predicciones no se compara: hay {n}.",
        "Under {least} predictions nothing is compared: there are {n}.",
    ),
    "drift.field": _Pair("Dato", "Fact"),
    "drift.known": _Pair("Conocido", "Known"),
    "drift.training": _Pair("Entrenamiento", "Training"),
    "drift.now": _Pair("Ahora", "Now"),
    "drift.psi": _Pair("PSI", "PSI"),
    "drift.state": _Pair("Estado", "State"),
    "shift.stable": _Pair("estable", "stable"),
    "shift.watch": _Pair("vigilar", "watch"),
    "shift.review": _Pair("revisar", "review"),
    "shift.unknown": _Pair("pocos datos", "too few"),
    "drift.share": _Pair("Porcentaje de personas", "Share of people"),
    # Information.
    "info.card": _Pair("Ficha del modelo", "Model card"),
    "info.source": _Pair("Entrenado con", "Trained on"),
    "info.rows": _Pair("Personas", "People"),
    "info.events": _Pair("Con diabetes", "With diabetes"),
    "info.created": _Pair("Creado", "Created"),
    "info.algorithm": _Pair("Algoritmo", "Algorithm"),
    "info.fields": _Pair("Datos que usa", "Facts it uses"),
    "info.recalibrated": _Pair("Recalibrado", "Recalibrated"),
    "info.no": _Pair("no", "no"),
    "algorithm.linear": _Pair("lineal", "linear"),
    "algorithm.additive": _Pair("aditivo", "additive"),
    "info.metrics": _Pair(
        "Qué tan bien acierta, en personas que no vio", "How well it does, on people it has not seen"
    ),
    "metric.auroc": _Pair(
        "Área ROC, diabetes (0,5 adivina; 1 perfecto)", "ROC area, diabetes (0.5 guesses; 1 perfect)"
    ),
    "metric.auroc_dys": _Pair("Área ROC, prediabetes o diabetes", "ROC area, prediabetes or diabetes"),
    "metric.r2": _Pair("R² de la glucosa", "R² of glucose"),
    "metric.rmse": _Pair("Error (RMSE) de la glucosa, mg/dL", "Error (RMSE) of glucose, mg/dL"),
    "metric.accuracy": _Pair("Categoría correcta de la glucosa", "Right category of glucose"),
    "metric.coverage": _Pair("Dentro del intervalo del 90 %", "Inside the 90 % interval"),
    "info.honest": _Pair(
        "La glucosa de una persona no se puede saber con estos datos: el modelo sirve para decidir a quién "
        "hacerle una prueba, no para reemplazarla.",
        "A person's glucose cannot be known from these facts: the model helps decide whom to test, and does "
        "not "
        "replace the test.",
    ),
    "info.categories": _Pair("Categorías de la ADA (valor medido)", "ADA categories (measured value)"),
    "info.category": _Pair("Categoría", "Category"),
    "info.range": _Pair("Glucosa en ayunas", "Fasting glucose"),
    "info.hba1c": _Pair("HbA1c", "HbA1c"),
    "info.level": _Pair("Nivel", "Level"),
    "info.below": _Pair("menos de {high} {unit}", "below {high} {unit}"),
    "info.between": _Pair("{low} a menos de {high} {unit}", "{low} to below {high} {unit}"),
    "info.from": _Pair("{low} {unit} o más", "{low} {unit} or more"),
    "info.cutoffs": _Pair(
        "El nivel de riesgo del modelo es Moderado desde {low} % de probabilidad de diabetes y Alto desde "
        "{high} %.",
        "The model's risk level is Moderate from {low} % probability of diabetes and High from {high} %.",
    ),
    "info.limits": _Pair("Límites de uso", "Limits of use"),
    "info.limits.list": _Pair(
        "- Adultos desde 18 años, sin diagnóstico de diabetes y sin embarazo.\n"
        "- No diagnostica ni decide un tratamiento. Un valor medido cuenta más que cualquier estimación.\n"
        "- Se entrenó con las personas nombradas arriba; en otra población puede acertar menos hasta que se "
        "recalibre con resultados locales.\n"
        "- Fuera de los valores de entrenamiento avisa, y la estimación es menos segura.\n"
        "- Las explicaciones y los deslizadores muestran asociaciones, no causas.",
        "- Adults from 18 years, without diagnosed diabetes and not pregnant.\n"
        "- It neither diagnoses nor decides a treatment. A measured value counts more than any estimate.\n"
        "- It was trained on the people named above; in another population it may do worse until it is "
        "recalibrated with local results.\n"
        "- Outside the training values it warns, and the estimate is less certain.\n"
        "- Explanations and sliders show associations, not causes.",
    ),
    "info.privacy": _Pair("Protección de datos", "Data protection"),
    "info.privacy.text": _Pair(
        "Ley 1581 de 2012. El tablero no escribe datos de pacientes en sus registros: anota acciones, "
        "tamaños y "
        "códigos de error. Con la API, cada respuesta se guarda anónima (90 días) o con una huella de la "
        "referencia del paciente, nunca la referencia misma. Un paciente puede pedir sus datos o su borrado: "
        "diabetes-stack db export | forget. Los archivos subidos se procesan en memoria y no se guardan.",
        "Law 1581 of 2012 (Colombia). The dashboard writes no patient data in its logs: it notes actions, "
        "sizes "
        "and error codes. With the API, each answer is stored anonymously (90 days) or with a keyed hash of "
        "the "
        "patient's reference, never the reference itself. A patient may ask for their data or its deletion: "
        "diabetes-stack db export | forget. Uploaded files are worked on in memory and not kept.",
    ),
    "info.links": _Pair("Enlaces", "Links"),
    "info.docs": _Pair("Documentación de la API", "API documentation"),
    "info.health": _Pair("Estado de la API", "State of the API"),
    "info.mlflow": _Pair("MLflow (experimentos y modelos)", "MLflow (experiments and models)"),
    "info.nolinks": _Pair("No hay API configurada (API_BASE_URL).", "No API is configured (API_BASE_URL)."),
    "info.versions": _Pair("Versiones", "Versions"),
    "info.contacts": _Pair("Contactos", "Contacts"),
    "contact.devops": _Pair("DevOps", "DevOps"),
    "contact.development": _Pair("Desarrollo", "Development"),
    "contact.security": _Pair("Seguridad", "Security"),
    "contact.support": _Pair("Soporte", "Support"),
}

ES = Texts("es", {name: pair.es for name, pair in _PAIRS.items()})
EN = Texts("en", {name: pair.en for name, pair in _PAIRS.items()})


def texts(locale: str) -> Texts:
    """The texts in a language."""
    return EN if locale == "en" else ES
