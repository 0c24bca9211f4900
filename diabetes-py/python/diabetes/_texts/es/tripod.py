"""The items of TRIPOD+AI and what the report knows of them, in Spanish."""

TEXTS = {
    "tripod.head.title": "Título y resumen",
    "tripod.head.introduction": "Introducción",
    "tripod.head.methods": "Métodos",
    "tripod.head.open": "Ciencia abierta",
    "tripod.head.public": "Pacientes y público",
    "tripod.head.results": "Resultados",
    "tripod.head.discussion": "Discusión",
    "tripod.item.1": "Título: tipo de estudio, personas, resultado",
    "tripod.item.2": "Resumen, según su propia lista",
    "tripod.item.3a": "Contexto clínico, motivo, modelos que existen",
    "tripod.item.3b": "A quién se dirige, en qué momento de la atención, quién lo usa",
    "tripod.item.3c": "Desigualdades en salud conocidas entre grupos",
    "tripod.item.4": "Objetivos: desarrollo o evaluación",
    "tripod.item.5a": "Fuentes de datos, y a quién representan",
    "tripod.item.5b": "Fechas de los datos",
    "tripod.item.6a": "Lugar y número de centros",
    "tripod.item.6b": "Quién puede participar",
    "tripod.item.6c": "Tratamientos recibidos",
    "tripod.item.7": "Preparación y revisión de los datos, igual entre grupos",
    "tripod.item.8a": "Resultado, cómo y cuándo se midió",
    "tripod.item.8b": "Quién valoró un resultado que exige criterio",
    "tripod.item.8c": "Enmascaramiento al valorar el resultado",
    "tripod.item.9a": "Elección de los predictores iniciales",
    "tripod.item.9b": "Definición de cada predictor, cómo y cuándo se midió",
    "tripod.item.9c": "Quién valoró los predictores que exigen criterio",
    "tripod.item.10": "Tamaño de la muestra",
    "tripod.item.11": "Datos que faltan",
    "tripod.item.12a": "Cómo se usaron los datos",
    "tripod.item.12b": "Manejo de los predictores",
    "tripod.item.12c": "Tipo de modelo, cómo se construyó, validación interna",
    "tripod.item.12d": "Diferencias entre conglomerados",
    "tripod.item.12e": "Medidas de desempeño, y gráficas",
    "tripod.item.12f": "Actualización del modelo",
    "tripod.item.12g": "Cómo se calcularon las predicciones",
    "tripod.item.13": "Desbalance del resultado",
    "tripod.item.14": "Equidad: qué se hizo, y por qué",
    "tripod.item.15": "Qué da el modelo, y sus umbrales",
    "tripod.item.16": "Diferencias entre los datos de entrenamiento y de evaluación",
    "tripod.item.17": "Aprobación ética y consentimiento",
    "tripod.item.18a": "Financiación",
    "tripod.item.18b": "Conflictos de interés",
    "tripod.item.18c": "Protocolo",
    "tripod.item.18d": "Registro del estudio",
    "tripod.item.18e": "Acceso a los datos",
    "tripod.item.18f": "Acceso al código",
    "tripod.item.19": "Participación de pacientes y del público",
    "tripod.item.20a": "Flujo de personas",
    "tripod.item.20b": "Características de las personas, valores que faltan",
    "tripod.item.20c": "Comparación de los predictores en entrenamiento y evaluación",
    "tripod.item.21": "Personas y casos en cada análisis",
    "tripod.item.22": "El modelo completo",
    "tripod.item.23a": "Desempeño con intervalos, también en subgrupos",
    "tripod.item.23b": "Diferencias de desempeño entre conglomerados",
    "tripod.item.24": "Resultados de la actualización",
    "tripod.item.25": "Interpretación, con la equidad",
    "tripod.item.26": "Limitaciones",
    "tripod.item.27a": "Uso con datos malos o que faltan",
    "tripod.item.27b": "Qué deben hacer y saber los usuarios",
    "tripod.item.27c": "Pasos siguientes, uso en otros lugares",
    "tripod.known.1": "Evaluación del modelo {name}; vea el título.",
    "tripod.known.3a": (
        "Diagnóstico: diabetes sin diagnosticar y prediabetes, sin laboratorio; al lado están los puntajes "
        "publicados."
    ),
    "tripod.known.3b": (
        "Adultos sin diabetes diagnosticada y sin embarazo, antes de una prueba de laboratorio."
    ),
    "tripod.known.5a": "Entrenamiento: {source}.",
    "tripod.known.6b": (
        "Registros válidos, de personas sin embarazo ni diabetes diagnosticada; vea «{section}»."
    ),
    "tripod.known.7": (
        "Un solo esquema de nombres, unidades e intervalos para todos; lo que no es válido se cuenta por "
        "motivo."
    ),
    "tripod.known.8a": "{definitions} Se midió al mismo tiempo que los predictores.",
    "tripod.known.10": "{people} personas; {events}; todas las que se recibieron.",
    "tripod.known.10.none": "{people} personas, todas las que se recibieron.",
    "tripod.known.10.events": "{events} de {rows} con {output}",
    "tripod.known.11": "Un predictor que falta suma 0 puntos; vea «{section}».",
    "tripod.known.12a": "Todos para evaluar; aquí no se ajustó nada con ellos.",
    "tripod.known.12b": "Como en «{section}».",
    "tripod.known.12c": (
        "Tabla aditiva de puntos, algoritmo {algorithm}, calibrada y con validación cruzada en el "
        "entrenamiento."
    ),
    "tripod.known.12d": "Los intervalos remuestrean {clusters} conglomerados.",
    "tripod.known.12d.none": "No se indicaron conglomerados.",
    "tripod.known.12e": (
        "AUROC, precisión media, calibración, puntaje de Brier, beneficio neto, puntos de corte, error y "
        "cobertura de la glucosa estimada."
    ),
    "tripod.known.12f": "Recalibrado; vea «{section}».",
    "tripod.known.12f.none": "Ninguna.",
    "tripod.known.12g": "Con la tabla del modelo, versión {library} de la biblioteca.",
    "tripod.known.13": "No se quitaron ni repitieron filas.",
    "tripod.known.14": "Cifras por {groups}.",
    "tripod.known.14.none": "Sin subgrupos.",
    "tripod.known.15": "{outputs}.",
    "tripod.known.15.glucose": "{output} (mg/dL)",
    "tripod.known.15.probability": "{output} (probabilidad)",
    "tripod.known.15.cutoffs": "Puntos de corte en {cutoffs}.",
    "tripod.known.18f": "El modelo está completo en «{section}»; semilla {seed}, {resamples} remuestreos.",
    "tripod.known.see": "Vea «{section}».",
    "tripod.known.21": "En el encabezado o el título de cada tabla.",
    "tripod.known.22": "Todos los términos, la calibración y los puntos de corte: vea «{section}».",
    "tripod.known.24.none": "El modelo no se actualizó.",
    "tripod.known.27a": (
        "Un registro malo se rechaza con todas sus fallas; un campo que falta y no es obligatorio se "
        "nombra en la respuesta."
    ),
}
