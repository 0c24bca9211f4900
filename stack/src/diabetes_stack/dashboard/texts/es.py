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
    "page.programme": "Programa",
    "page.visual": "Visualizaciones",
    "page.operation": "Operación",
    "page.info": "Información",
    "source.api": "Responde el servicio de predicción ({url}), que guarda cada respuesta.",
    "source.library": "Las respuestas se calculan en este equipo y no se guardan.",
    "model": "Modelo «{name}», versión {version}",
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
    # The form element and what becomes of a committed record.
    "person.absent": (
        "Falta el formulario en esta instalación ({file}). Se construye con «make up» o «make "
        ".venv/.stack»; el paquete instalable ya lo trae. Avise a DevOps (devops@hospital.com)."
    ),
    "person.no_model": (
        "El modelo {version}, que responde ahora, no está en la base de datos de este tablero: el "
        "formulario no puede calcular con él. Pida a DevOps (devops@hospital.com) que revise DATABASE_URL."
    ),
    "person.away": (
        "El servicio de predicción no responde ({url}: {reason}). Puede seguir escribiendo, pero ahora no "
        "se puede guardar."
    ),
    "person.store": "Guardar la respuesta",
    "person.accept": "Usar estos datos",
    "person.sending": "Guardando…",
    "person.silent": "No llegó ninguna confirmación: no se sabe si la respuesta quedó guardada.",
    "person.incomplete": "No se guardó: faltan datos obligatorios o hay datos por corregir.",
    "person.changed": "Sin guardar: los datos cambiaron.",
    "outcome.stored": "Guardada: {at}. Modelo {model}. Identificador: {id}",
    "outcome.not_kept": "El servicio respondió, pero no guardó la respuesta.",
    "outcome.library": "Este tablero calcula sin servicio de predicción: la respuesta no se guarda.",
    "outcome.failed": "No se guardó.",
    "outcome.unsure": "No se sabe si la respuesta quedó guardada.",
    "outcome.refused": "El servicio no aceptó estos datos y no guardó nada:",
    "outcome.repeat": "Volver a intentarlo",
    "outcome.replaced": (
        "El modelo se reemplazó mientras usted escribía. Se guardó la respuesta del modelo nuevo, que el "
        "formulario usa desde ahora:"
    ),
    "outcome.older": "El formulario usa ahora otro modelo. Esta es la respuesta guardada:",
    "outcome.differs": "La respuesta guardada no es igual a la que mostraba el formulario. Vale la guardada:",
    "unavailable.commit": (
        "El servicio de predicción no responde ({url}: {reason}). La respuesta no se guardó; los datos "
        "siguen en el formulario. Si vuelve a ocurrir, avise a DevOps (devops@hospital.com)."
    ),
    "unavailable.unsure": (
        "El servicio de predicción no confirmó ({url}: {reason}). No se sabe si la respuesta quedó "
        "guardada; los datos siguen en el formulario. Si la guarda otra vez, puede quedar dos veces."
    ),
    "figure.risk": "Riesgo de diabetes sin diagnosticar",
    "figure.glucose": "Glucosa en ayunas estimada",
    "download.json": "Descargar esta respuesta (JSON)",
    "explanation.diabetes": "Riesgo de diabetes",
    "explanation.glucose": "Glucosa",
    "explanation.axis.diabetes": "Puntos que suma o resta",
    "explanation.axis.glucose": "mg/dL que suma o resta",
    "whatif": "Probar otros valores",
    "whatif.note": (
        "Muestra qué diría el modelo de otra persona con esos valores. No es causal: no dice qué pasaría si "
        "esta persona cambiara."
    ),
    "whatif.reset": "Volver a los datos",
    "whatif.same": "con sus datos: {value}",
    "download.note": "Contiene los datos del paciente: guárdelo donde corresponde.",
    # Categories and levels.
    "category.Normal": "Normal",
    "category.Prediabetes": "Prediabetes",
    "category.Diabetes": "Diabetes",
    "level.Bajo": "Bajo",
    "level.Moderado": "Moderado",
    "level.Alto": "Alto",
    "level.none": "No se aplica",
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
    "batch.not_applicable": "No se aplica",
    "batch.bad": "Con errores",
    "batch.tests": "Prueba aconsejada",
    "batch.ignored": "Columnas que no son campos y no se usaron: {names}.",
    "batch.table": "Tabla",
    "batch.charts": "Gráficas",
    "batch.errors": "Filas con errores ({n})",
    "batch.errors.none": "Todas las filas se pudieron leer.",
    "batch.first.errors": "Se muestran las primeras {n} de {total} filas.",
    "batch.priority": "Por los valores medidos y, donde no hay ninguno alterado, por el nivel de riesgo",
    "batch.priority.category": (
        "Categoría de la glucosa estimada, sin las personas con un valor medido alterado"
    ),
    "batch.apart": (
        "Solo las personas sin nada urgente ni un valor medido alterado; las otras {n} se cuentan aparte."
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
    "priority.not_applicable": "No se aplica",
    "priority.errors": "Con errores",
    "batch.risk": "Probabilidad de diabetes sin diagnosticar, %",
    "batch.glucose": "Glucosa en ayunas estimada, mg/dL",
    "batch.csv": "Descargar CSV",
    "batch.parquet": "Descargar Parquet",
    "batch.defused": (
        "Primero sus columnas y después las del resultado, con sus nombres técnicos. Las cifras van "
        "redondeadas a lo que significan: mg/dL sin decimales, probabilidades con cuatro. En el CSV, un "
        "texto que una hoja de cálculo ejecutaría como fórmula lleva un apóstrofo delante."
    ),
    "column.row": "Fila de la hoja",
    "column.reason": "Qué corregir",
    "column.count": "Filas",
    "batch.errors.kinds": "Errores, por clase",
    "column.error": "Error",
    "batch.download": "Descargar el resultado",
    # Charts.
    # The programme.
    "programme.list": "A quién llamar",
    "programme.indicators": "Indicadores",
    "programme.nostore": (
        "La base de datos no está lista o no responde: la lista no está disponible. "
        "Pida a DevOps revisar DATABASE_URL y ejecutar diabetes-stack db upgrade."
    ),
    "programme.intro": (
        "Personas con algo pendiente. Solo están las que se evaluaron con una "
        "referencia; su nombre no se guarda."
    ),
    "programme.missing": (
        "Hay personas evaluadas con una versión anterior que aún no están en esta "
        "lista. Pida a DevOps ejecutar diabetes-stack worklist enrol."
    ),
    "programme.state": "Mostrar",
    "programme.due": "Con algo pendiente hoy",
    "programme.site": "Sede",
    "programme.insurer": "Aseguradora",
    "programme.every": "Todas",
    "programme.overdue": "Atraso",
    "programme.overdue.any": "Cualquiera",
    "programme.overdue.days": "{days} días o más",
    "programme.order": "Orden",
    "programme.order.priority": "Primero lo más urgente",
    "programme.order.longest": "Primero quien más espera",
    "programme.none": "No hay nadie con estas condiciones.",
    "programme.shown": "{from} a {to} de {total} personas",
    "programme.person": "Persona",
    "programme.risk": "Probabilidad de diabetes",
    "programme.references": "Mostrar sus referencias en lugar de los códigos",
    "programme.references.file": "Archivo CSV con una columna «paciente»",
    "programme.references.note": "El archivo solo se usa en esta sesión y no se guarda.",
    "programme.references.bad": "El archivo no se puede leer: hace falta una columna «paciente».",
    "programme.csv": "Descargar la lista (CSV)",
    "programme.mark": "Anotar lo que pasó con una persona",
    "programme.mark.state": "Qué pasó",
    "programme.mark.day": "Qué día (DD/MM/AAAA; vacío: ahora)",
    "programme.mark.bad_day": "No se guardó nada: escriba el día como DD/MM/AAAA, y que no esté en el futuro.",
    "programme.mark.save": "Guardar",
    "programme.mark.saved": "Guardado para {person}: «{set}». Estado actual: «{state}».",
    "programme.mark.known": "Ya estaba guardado para {person}: «{set}». Estado actual: «{state}».",
    "programme.mark.failed": "No se guardó nada: la base de datos no responde. Inténtelo de nuevo.",
    "programme.mark.role": (
        "Su cuenta solo permite consultar. Para anotar hace falta el permiso de «{role}»; pídalo a {mail}."
    ),
    "programme.history": "Pasos de esta persona",
    "programme.history.counts": "Cuenta",
    "programme.undo": "Paso que fue un error",
    "programme.undo.do": "Anular el paso",
    "programme.undo.saved": "Paso {step} anulado. Estado actual: «{state}».",
    "programme.yes": "sí",
    "programme.no": "no",
    "programme.months": "Últimos meses",
    "programme.by": "Separar por",
    "programme.empty": "No hay personas con referencia en estos meses.",
    "programme.month": "%m/%Y",
    "programme.definitions": "Qué es cada indicador",
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
        "Personas con los datos del paciente de ejemplo y otra edad u otro sexo. Las líneas discontinuas son "
        "los puntos de corte del modelo."
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
    "usage.mean": "Tiempo medio de respuesta",
    "usage.slow": "Respuestas de 5 s o más",
    "usage.per_day": "Predicciones por día (UTC)",
    "usage.levels": "Niveles de riesgo",
    "usage.levels.note": (
        "Nivel que estimó el modelo. Una persona con un valor medido alterado también se cuenta por ese "
        "nivel."
    ),
    "usage.versions": "Versiones del modelo",
    "usage.latency": "Tiempo de respuesta",
    "drift.note": (
        "Compara las {n} predicciones más recientes del periodo con las personas de entrenamiento. Cuánto "
        "cambió cada dato se mide con el índice de estabilidad de la población (PSI): menos de 0,1, estable; "
        "hasta 0,25, vigilar; más, revisar el modelo."
    ),
    "drift.few": "Con menos de {least} predicciones no se compara: hay {n}.",
    "drift.field": "Dato",
    "drift.known": "Conocido",
    "drift.training": "Entrenamiento",
    "drift.now": "Ahora",
    "drift.psi": "Cambio (PSI)",
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
    "info.algorithm": "Forma del modelo",
    "info.fields": "Datos que usa",
    "info.recalibrated": "Recalibrado",
    "info.no": "no",
    "algorithm.linear": "lineal",
    "algorithm.additive": "aditivo",
    "info.metrics": "Qué tan bien acierta en personas que no vio",
    "metric.auroc": "Distingue a quien tiene diabetes (área ROC: 0,5 es azar; 1, perfecto)",
    "metric.auroc_dys": "Distingue a quien tiene prediabetes o diabetes (área ROC)",
    "metric.r2": "Parte de la variación de la glucosa que explica (R²)",
    "metric.rmse": "Error típico de la glucosa estimada (RMSE), mg/dL",
    "metric.accuracy": "Categoría de la glucosa acertada",
    "metric.coverage": "Valores dentro del intervalo del 90 %",
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
    "info.nolinks": "No hay ningún servicio de predicción configurado (API_BASE_URL).",
    "info.versions": "Versiones",
    "info.contacts": "Contactos",
    "contact.devops": "DevOps",
    "contact.development": "Desarrollo",
    "contact.security": "Seguridad",
    "contact.support": "Soporte",
    # The page on operation.
    "service.api": "Servicio de predicción (API)",
    "service.dashboard": "Tablero",
    "service.mlflow": "MLflow",
    "service.database": "Base de datos",
    "operation.nothing": (
        "El monitor todavía no ha registrado nada en este equipo. Se pone en marcha con `diabetes-stack up` "
        "o con `diabetes-stack monitor`."
    ),
    "operation.unreadable": (
        "No se pudo leer el registro del monitor. Avise a DevOps (devops@hospital.com) y ejecute "
        "`diabetes-stack doctor`."
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
    "operation.mttr": "Tiempo medio de reparación (MTTR): {value}. Meta: menos de 2 horas.",
    "operation.mtbf": "Tiempo medio entre caídas (MTBF): {value}. Meta: más de 30 días.",
    # The frame.
    "idle": (
        "En un minuto se borrarán los datos de la persona, porque nadie usa esta página. Mueva el ratón, "
        "toque la pantalla o pulse una tecla para seguir."
    ),
    "as_table": "Ver como tabla",
    # Words of the answers' codes.
    "code.missing": "Falta un dato obligatorio",
    "code.not_a_number": "No es un número",
    "code.not_a_date": "No es una fecha",
    "code.not_finite": "Número infinito",
    "code.out_of_range": "Fuera de rango",
    "code.not_allowed": "Valor no admitido",
    "code.not_whole": "Debe ser un número entero",
    "code.ambiguous_number": (
        "Un número que puede leerse de dos formas (1.000: ¿mil o uno?): escríbalo sin separador de miles"
    ),
    "code.cell_count": "La fila tiene más o menos celdas que la primera línea",
    "code.text_after_quote": "Hay texto detrás de unas comillas de cierre: no se sabe dónde acaba la celda",
    "code.tad_not_below_tas": "La tensión diastólica no es menor que la sistólica",
    "code.imc_mismatch": "El índice de masa corporal no concuerda con la talla y el peso",
    "code.gestational_man": "Diabetes gestacional en un hombre",
    "code.pregnant_man": "Embarazo en un hombre",
    "code.unknown_field": "Dato desconocido",
    "code.duplicate_field": "Dato repetido",
    "code.outside_training_range": "Fuera de lo visto en el entrenamiento",
    "code.findrisc_differs": "El puntaje FINDRISC no concuerda con sus datos",
    "code.family_history_conflict": "Los antecedentes familiares se contradicen",
    "code.unit_doubtful": "Un valor que quizá está en otra unidad",
    "code.known_diabetes": "Diabetes ya diagnosticada",
    "code.pregnant": "Embarazo",
    # The rows of a file.
    "priority.test": "Prueba aconsejada",
    "priority.no_test": "Sin prueba aconsejada",
    "rows.order": "Ordenar por",
    "rows.order.rank": "Prioridad",
    "rows.order.risk": "Riesgo de diabetes, de mayor a menor",
    "rows.order.glucose": "Glucosa estimada, de mayor a menor",
    "rows.order.row": "Orden del archivo",
    "rows.search": "Buscar",
    "rows.search.help": (
        "Busca en las columnas que no son datos del modelo, como el nombre o la historia clínica, y por el "
        "número de fila."
    ),
    "rows.none": "Ninguna fila cumple con esto.",
    "rows.shown": (
        "Filas {from} a {to} de {total}. Salvo en el orden del archivo, las personas con algo urgente o con "
        "un valor medido alterado están primero."
    ),
    "rows.first": "Primera",
    "rows.previous": "Anterior",
    "rows.next": "Siguiente",
    "rows.last": "Última",
    "rows.page": "Página {page} de {pages}",
    "rows.person": "Persona",
    "rows.row": "fila {n}",
    "rows.step": "Qué hacer ahora",
    "rows.risk": "Probabilidad de diabetes sin diagnosticar",
    "rows.glucose": "Glucosa estimada (mg/dL)",
    "rows.interval": "{value} ({low} a {high})",
    "rows.category": "Categoría de la glucosa estimada",
    "rows.notes": "Medido, errores y advertencias",
    "rows.missing": "Datos que faltan",
    "rows.no_category": "sin categoría",
    "rows.confirm": "Falta confirmar",
    "rows.cut": "Se muestran los primeros {n} datos del archivo.",
    "rows.exact": "Cifras completas, sin redondear (para otros programas)",
    # More of charts, information and operation.
    "usage.day": "Día",
    "usage.version": "Versión",
    "usage.time": "Tiempo",
    "drift.table": "Cuánto cambió cada dato",
    "info.fact": "Dato",
    "info.value": "Valor",
    "info.figure": "Cifra",
    # Streamlit's own words, and those that take their place; "like" are patterns of JavaScript.
    "streamlit.sidebar": "Sidebar => Barra lateral",
    "streamlit.collapse": "Collapse sidebar => Ocultar la barra lateral",
    "streamlit.expand": "Expand sidebar => Mostrar la barra lateral",
    "streamlit.open_sidebar": "Open sidebar => Mostrar la barra lateral",
    "streamlit.close_sidebar": "Close sidebar => Ocultar la barra lateral",
    "streamlit.pages": "App pages => Páginas",
    "streamlit.heading": "Link to heading => Enlace a este título",
    "streamlit.progress": "progress => progreso",
    "streamlit.help": "Help => Ayuda",
    "streamlit.copy": "Copy to clipboard => Copiar",
    "streamlit.copied": "Copied => Copiado",
    "streamlit.file": "file upload => subir un archivo",
    "streamlit.add": "Add files => Cambiar el archivo",
    "streamlit.upload": "Upload => Elegir archivo",
    "streamlit.drop": "Drag and drop a file here => Suelte aquí el archivo",
    "streamlit.choose": "Choose an option => Elija una opción",
    "streamlit.select": "Select an option => Elija una opción",
    "streamlit.open": "Open => Abrir",
    "streamlit.close": "Close => Cerrar",
    "streamlit.none": "No results => Sin resultados",
    "streamlit.no_options": "No options to select => No hay opciones",
    "streamlit.clear": "Clear value => Borrar",
    "streamlit.apply": "Press Enter to apply => Pulse Intro para aplicar",
    "streamlit.submit": "Press Enter to submit form => Pulse Intro para enviar",
    "streamlit.running": "Running... => Calculando…",
    "streamlit.stop": "Stop => Detener",
    "streamlit.connecting": "Connecting => Conectando",
    "streamlit.lost": "Connection error => Error de conexión",
    "streamlit.previous": "Previous => Anterior",
    "streamlit.next": "Next => Siguiente",
    "streamlit.fullscreen": "Fullscreen => Pantalla completa",
    "streamlit.close_fullscreen": "Close fullscreen => Salir de pantalla completa",
    "streamlit.skip": "Skip to main content => Ir al contenido",
    "streamlit.like.help": "Help for (.*?) ?\\*? => Ayuda: $1",
    "streamlit.like.remove": "Remove (.*) => Quitar $1",
    "streamlit.like.limit": "(\\d+)\\.?\\d*\\s?MB per file • (.*) => Hasta $1 MB • $2",
    "streamlit.like.too_large": (
        "File must be (.*) or smaller\\. => El archivo es demasiado grande: como máximo $1."
    ),
    "streamlit.like.type": "(.*) files are not allowed\\. => No se admiten archivos de tipo $1.",
    "streamlit.like.size": "(.*\\d)\\.(\\d+) ?([KMG]?B) => $1,$2 $3",
    "streamlit.like.whole_size": "(.*\\d)([KMG]B) => $1 $2",
    "streamlit.like.number": "(-?\\d+)\\.(\\d+) => $1,$2",
}

TEXTS = Texts("es", "Español", _WORDS, separators=",\N{NARROW NO-BREAK SPACE}", day="%d-%m", grouped_from=5)
