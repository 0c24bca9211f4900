"""The dashboard in Spanish."""

from __future__ import annotations

from ...words import Texts

__all__ = ["TEXTS"]

_WORDS = {
    "title": "Riesgo de diabetes tipo 2",
    "reservation": (
        "Esto es una estimación, no un diagnóstico. El diagnóstico lo da una prueba de laboratorio "
        "confirmada."
    ),
    "language": "Idioma",
    "page.individual": "Predicción Individual",
    "page.batch": "Análisis Batch",
    "page.visual": "Visualizaciones",
    "page.operation": "Operación",
    "page.info": "Información",
    "source.api": "Responde la API: {url}",
    "source.library": "Responde la biblioteca; nada se guarda.",
    "model": "Modelo {name}, versión {version}",
    "synthetic": "Este modelo se entrenó con datos generados, no con personas: sirve solo para pruebas.",
    "source.unstated": "El archivo de este modelo no dice de qué personas aprendió.",
    "unavailable": "El servicio de predicción no responde ({url}: {reason}). No se calculó nada.",
    "unavailable.do": (
        "Abra {url}/health. Si no se abre, la API está detenida: pida a DevOps (devops@hospital.com) que la "
        "inicie (diabetes-stack api). Después vuelva a intentarlo; lo que escribió sigue en el formulario."
    ),
    "model.absent": (
        "El modelo {version} no está en la base de datos de este tablero, así que sus curvas y los "
        "deslizadores no están disponibles."
    ),
    # The login.
    "login.needed": "Inicie sesión para usar el tablero.",
    "login.ended": "Su sesión terminó. Inicie sesión de nuevo.",
    "login.failed": (
        "No se pudo aceptar el inicio de sesión. Inténtelo de nuevo; si vuelve a ocurrir, escriba a {mail}."
    ),
    "login.no_role": (
        "Usted inició sesión como {name}, pero su cuenta no tiene permiso para usar el tablero. "
        "Pídalo a {mail}."
    ),
    "login.in": "Iniciar sesión",
    "login.out": "Cerrar sesión",
    "login.name": "{name} ({role})",
    "role.reader": "consulta",
    "role.operator": "consulta y predicción",
    "role.admin": "administración",
    # The form.
    "form.intro": "Escriba lo que sepa. Lo que se deja vacío queda como desconocido, nunca como «No».",
    "form.first": "Antes de empezar",
    "form.required": "Obligatorios",
    "form.required.imc": "En lugar del índice de masa corporal puede dar talla y peso.",
    "form.used": "Mejoran la estimación",
    "form.measured": "Resultados de laboratorio, si los hay",
    "form.others": "Otros datos: el modelo no los usa",
    "form.others.note": "Sirven para los puntajes FINDRISC y ADA, o quedan como registro.",
    "form.unused": "El modelo no lo usa.",
    "form.submit": "Estimar el riesgo",
    "form.example": "Paciente de ejemplo",
    "form.clear": "Vaciar el formulario",
    "form.errors": "Corrija {n} datos y vuelva a estimar:",
    "form.error": "Corrija este dato y vuelva a estimar:",
    "form.empty": "El resultado aparece aquí después de pulsar «Estimar el riesgo».",
    # The result.
    "result": "Resultado",
    "result.risk": "Riesgo de diabetes sin diagnosticar",
    "result.glucose": "Glucosa en ayunas estimada",
    "result.interval": "Intervalo del 90 %: {low} a {high} mg/dL",
    "result.risk_interval": (
        "Intervalo del 90 % de la probabilidad de diabetes: {low} a {high} %. Cuánto podría cambiar si el "
        "modelo hubiera aprendido de otras personas o en otros años. No vale para otro país mientras el "
        "modelo no se recalibre allí."
    ),
    "result.confidence": "Certeza de esa categoría",
    "result.test": "Prueba de laboratorio",
    "result.test.yes": "Se aconseja",
    "result.test.no": "No hace falta ahora",
    "result.not_applicable": "La estimación no aplica",
    "result.measured": "Valores medidos",
    "result.without_measured": (
        "Lo que sigue es la estimación del modelo, que no usa el valor medido: el valor medido cuenta más."
    ),
    "result.scale": "Glucosa estimada en la escala de la ADA",
    "result.people": "De 100 personas como esta",
    "people.Diabetes": "con diabetes sin diagnosticar",
    "people.Prediabetes": "con prediabetes",
    "people.Normal": "sin ninguna de las dos",
    "people.none": "menos de 1",
    "people.all": "más de 99",
    "result.explanation": "Por qué este resultado",
    "explanation.diabetes": "Riesgo de diabetes",
    "explanation.glucose": "Glucosa",
    "explanation.note": (
        "Comparado con el promedio de las personas de entrenamiento. A la derecha sube, a la izquierda baja. "
        "Son asociaciones, no causas."
    ),
    "explanation.axis.diabetes": "Puntos (logaritmo de la razón)",
    "explanation.axis.glucose": "mg/dL",
    "explanation.none": "No hay explicación de esta respuesta.",
    "unknown": "desconocido",
    "result.scores": "Puntajes publicados",
    "score.points": "{points} de {most} puntos",
    "score.between": "Entre {low} y {high} de {most} puntos: faltan datos",
    "score.band": "Banda: {band}",
    "score.cut": "Aconseja una prueba desde {cut} puntos.",
    "score.cuts": "Puntos de corte según el lugar: {cuts}.",
    "result.imputed": "Datos que faltan y el modelo usa (tomó el promedio): {fields}.",
    "whatif": "Probar otros valores",
    "whatif.note": (
        "Muestra qué diría el modelo de otra persona con esos valores. No es causal: no dice qué pasaría si "
        "esta persona cambiara."
    ),
    "whatif.reset": "Volver a los datos",
    "whatif.same": "con sus datos: {value}",
    "download": "Guardar o copiar",
    "download.text": "Descargar resumen (TXT)",
    "download.json": "Descargar todo (JSON)",
    "download.note": "Contiene los datos del paciente: guárdelo donde corresponde.",
    "report.data": "Datos",
    "report.date": "Fecha",
    "report.id": "Identificador",
    # Categories and levels.
    "category.Normal": "Normal",
    "category.Prediabetes": "Prediabetes",
    "category.Diabetes": "Diabetes",
    "level.Bajo": "Bajo",
    "level.Moderado": "Moderado",
    "level.Alto": "Alto",
    "level.none": "No aplica",
    # Many people.
    "batch.intro": (
        "Un archivo CSV o Parquet con una persona por fila y los nombres de los campos en la primera línea. "
        "CSV con coma o punto y coma, con punto o coma decimal. Hasta {limit} MB."
    ),
    "batch.file": "Archivo de personas",
    "batch.template": "Descargar plantilla CSV",
    "batch.start": "Analizar",
    "batch.progress": "{done} de {total} filas",
    "batch.empty": "El archivo no tiene filas.",
    "batch.unreadable": (
        "No se puede leer el archivo: {reason} Guárdelo como CSV o Parquet con los nombres de los campos en "
        "la primera línea; la plantilla los tiene."
    ),
    "batch.too_large.body_limit": "El archivo es más grande de lo que se admite ({limit} bytes).",
    "batch.too_large.held_bytes": (
        "El archivo contiene más de lo que se admite ({limit} bytes una vez descomprimido)."
    ),
    "batch.too_large.file_rows": "El archivo tiene más de {limit} filas.",
    "batch.too_large.file_columns": "El archivo tiene más de {limit} columnas.",
    "batch.too_large.file_cells": "El archivo tiene más de {limit} celdas.",
    "batch.too_large.do": "Divídalo en varios archivos, o deje solo las columnas que el modelo usa.",
    "batch.done": "{rows} filas en {seconds} s, modelo {version}.",
    "batch.rows": "Filas",
    "batch.answered": "Con estimación",
    "batch.not_applicable": "No aplica",
    "batch.bad": "Con errores",
    "batch.tests": "Prueba aconsejada",
    "batch.ignored": "Columnas que no son campos y no se usaron: {names}.",
    "batch.table": "Tabla",
    "batch.charts": "Gráficas",
    "batch.errors": "Filas con errores ({n})",
    "batch.errors.none": "Todas las filas se pudieron leer.",
    "batch.first": "Se muestran {n} de {total} filas, las más urgentes primero.",
    "batch.first.errors": "Se muestran las primeras {n} de {total} filas.",
    "batch.level": "Nivel de riesgo",
    "batch.category": "Categoría de la glucosa estimada",
    "batch.priority": "Por lo medido y, sin un valor medido alterado, por nivel de riesgo",
    "batch.priority.category": (
        "Categoría de la glucosa estimada, sin las personas con un valor medido alterado"
    ),
    "batch.apart": (
        "De las personas sin nada urgente ni un valor medido alterado; las otras {n} se cuentan aparte."
    ),
    "batch.show": "Mostrar",
    "batch.all": "Todas",
    "priority": "Prioridad",
    "priority.urgent": "Urgente: consultar hoy",
    "priority.measured_diabetes": "Medido: rango de diabetes",
    "priority.measured_prediabetes": "Medido: rango de prediabetes",
    "priority.Alto": "Riesgo alto",
    "priority.Moderado": "Riesgo moderado",
    "priority.Bajo": "Riesgo bajo",
    "priority.no_level": "Sin nivel de riesgo",
    "priority.not_applicable": "No aplica",
    "priority.errors": "Con errores",
    "batch.risk": "Probabilidad de diabetes sin diagnosticar, %",
    "batch.glucose": "Glucosa en ayunas estimada, mg/dL",
    "batch.csv": "Descargar CSV",
    "batch.parquet": "Descargar Parquet",
    "batch.defused": (
        "Sus columnas y después las del resultado. En el CSV, un texto que una hoja de cálculo ejecutaría "
        "como fórmula lleva un apóstrofo delante."
    ),
    "column.row": "Fila",
    "column.codes": "Error",
    "column.reason": "Qué corregir",
    "column.count": "Filas",
    "error.ambiguous_number": (
        "Un número puede leerse de dos formas (1.000: ¿mil o uno?). Escríbalo sin separador de miles."
    ),
    "error.cell_count": "La fila tiene más o menos celdas que la primera línea.",
    "error.text_after_quote": "Hay texto detrás de unas comillas de cierre: no se sabe dónde acaba la celda.",
    # Charts.
    "visual.model": "El modelo",
    "visual.usage": "Uso",
    "visual.drift": "Cambios en los datos",
    "visual.terms": "Cuánto suma cada dato a la estimación",
    "visual.terms.note": (
        "Curva de un dato con los demás iguales. La banda clara abarca del 5 al 95 % de las personas de "
        "entrenamiento; fuera de ella hay pocas. Son asociaciones, no causas."
    ),
    "visual.output": "Estimación",
    "visual.field": "Dato",
    "visual.age": "Riesgo según la edad",
    "visual.age.note": (
        "Personas con los datos del paciente de ejemplo y otra edad o sexo; las líneas son los puntos de "
        "corte del modelo."
    ),
    "visual.days": "Últimos días",
    "visual.empty": (
        "Todavía no hay predicciones guardadas en este periodo. Aparecen aquí cuando la API responde."
    ),
    "visual.nostore": (
        "La base de datos no está lista o no responde: las vistas de uso no están disponibles. Pida a DevOps "
        "revisar DATABASE_URL y ejecutar diabetes-stack db upgrade."
    ),
    "usage.total": "Predicciones",
    "usage.mean": "Latencia media",
    "usage.slow": "De 5 s o más",
    "usage.per_day": "Predicciones por día (UTC)",
    "usage.levels": "Niveles de riesgo",
    "usage.levels.note": (
        "Nivel que estimó el modelo. Una persona con un valor medido alterado también se cuenta por ese "
        "nivel."
    ),
    "usage.versions": "Versiones del modelo",
    "usage.latency": "Tiempo de respuesta",
    "drift.note": (
        "Compara las {n} predicciones más recientes del periodo con las personas de entrenamiento. Índice de "
        "estabilidad (PSI): menos de 0,1 estable; hasta 0,25 vigilar; más, revisar el modelo."
    ),
    "drift.few": "Con menos de {least} predicciones no se compara: hay {n}.",
    "drift.field": "Dato",
    "drift.known": "Conocido",
    "drift.training": "Entrenamiento",
    "drift.now": "Ahora",
    "drift.psi": "PSI",
    "drift.state": "Estado",
    "shift.stable": "estable",
    "shift.watch": "vigilar",
    "shift.review": "revisar",
    "shift.unknown": "pocos datos",
    "drift.share": "Porcentaje de personas",
    # Information.
    "info.card": "Ficha del modelo",
    "info.source": "Entrenado con",
    "info.rows": "Personas",
    "info.events": "Con diabetes",
    "info.created": "Creado",
    "info.algorithm": "Algoritmo",
    "info.fields": "Datos que usa",
    "info.recalibrated": "Recalibrado",
    "info.no": "no",
    "algorithm.linear": "lineal",
    "algorithm.additive": "aditivo",
    "info.metrics": "Qué tan bien acierta, en personas que no vio",
    "metric.auroc": "Área ROC, diabetes (0,5 adivina; 1 perfecto)",
    "metric.auroc_dys": "Área ROC, prediabetes o diabetes",
    "metric.r2": "R² de la glucosa",
    "metric.rmse": "Error (RMSE) de la glucosa, mg/dL",
    "metric.accuracy": "Categoría correcta de la glucosa",
    "metric.coverage": "Dentro del intervalo del 90 %",
    "info.honest": (
        "La glucosa de una persona no se puede saber con estos datos: el modelo sirve para decidir a quién "
        "hacerle una prueba, no para reemplazarla."
    ),
    "info.categories": "Categorías de la ADA (valor medido)",
    "info.category": "Categoría",
    "info.range": "Glucosa en ayunas",
    "info.hba1c": "HbA1c",
    "info.level": "Nivel",
    "info.below": "menos de {high} {unit}",
    "info.between": "{low} a menos de {high} {unit}",
    "info.from": "{low} {unit} o más",
    "info.cutoffs": (
        "El nivel de riesgo del modelo es Moderado desde {low} % de probabilidad de diabetes y Alto desde "
        "{high} %."
    ),
    "info.limits": "Límites de uso",
    "info.limits.list": (
        "- Adultos desde 18 años, sin diagnóstico de diabetes y sin embarazo.\n"
        "- No diagnostica ni decide un tratamiento. Un valor medido cuenta más que cualquier estimación.\n"
        "- Se entrenó con las personas nombradas arriba; en otra población puede acertar menos hasta que se "
        "recalibre con resultados locales.\n"
        "- Fuera de los valores de entrenamiento avisa, y la estimación es menos segura.\n"
        "- Las explicaciones y los deslizadores muestran asociaciones, no causas."
    ),
    "info.privacy": "Protección de datos",
    "info.privacy.text": (
        "Ley 1581 de 2012. El tablero no escribe datos de pacientes en sus registros: anota acciones, "
        "tamaños y códigos de error. Con la API, cada respuesta se guarda anónima (90 días) o con una huella "
        "de la referencia del paciente, nunca la referencia misma. Un paciente puede pedir sus datos o su "
        "borrado: diabetes-stack db export | forget. Lo que pertenece a una historia clínica se conserva, como "
        "exige la ley. Los archivos subidos se procesan en memoria y no se guardan."
    ),
    "info.links": "Enlaces",
    "info.docs": "Documentación de la API",
    "info.health": "Estado de la API",
    "info.mlflow": "MLflow (experimentos y modelos)",
    "info.nolinks": "No hay API configurada (API_BASE_URL).",
    "info.versions": "Versiones",
    "info.contacts": "Contactos",
    "contact.devops": "DevOps",
    "contact.development": "Desarrollo",
    "contact.security": "Seguridad",
    "contact.support": "Soporte",
    # The page on operation.
    "operation.nothing": (
        "El monitor todavía no ha registrado nada en este equipo. Se pone en marcha con "
        "diabetes-stack up, o con diabetes-stack monitor."
    ),
    "operation.unreadable": (
        "No se pudo leer el registro del monitor. Avise a DevOps (devops@hospital.com) y corra "
        "diabetes-stack doctor."
    ),
    "operation.stopped": (
        "El monitor no está funcionando: su última ronda fue {last}. Lo que sigue puede no ser "
        "actual. Avise a DevOps (devops@hospital.com)."
    ),
    "operation.open": "Incidentes abiertos: {count}. Última ronda: {last}.",
    "operation.unknown": "No hay incidentes abiertos, pero algo no se pudo medir. Última ronda: {last}.",
    "operation.well": "Todo funciona. Última ronda: {last}.",
    "operation.incidents": "Incidentes abiertos",
    "operation.no_incident": "Ninguno.",
    "operation.taken": "Lo atiende {by}.",
    "operation.by": "Su nombre",
    "operation.by.missing": "Escriba su nombre.",
    "operation.note": "Observación",
    "operation.take": "Lo atiendo yo",
    "operation.resolve": "Está resuelto",
    "operation.measured": "Lo que midió el monitor",
    "operation.what": "Qué",
    "operation.value": "Valor",
    "operation.state": "Estado",
    "operation.why": "Por qué",
    "operation.availability": "Disponibilidad en {days} días",
    "operation.service": "Servicio",
    "operation.percent": "Disponible, %",
    "operation.target": "Meta, %",
    "operation.unwatched": "Sin vigilar",
    "operation.outages": "Caídas",
    "operation.mttr": "Tiempo medio de reparación (MTTR): {value}; meta: menos de 2 horas.",
    "operation.mtbf": "Tiempo medio entre caídas (MTBF): {value}; meta: más de 30 días.",
}

TEXTS = Texts("es", "Español", _WORDS, separators=",\N{NO-BREAK SPACE}", day="%d-%m")
