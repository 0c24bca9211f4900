"""What the commands say while they work, in Spanish."""

TEXTS = {
    # Around the commands.
    "frame.about": (
        "Estima el riesgo de diabetes tipo 2 a partir de registros: entrena, evalúa, recalibra, predice, "
        "puntúa.\n\n"
        "Las tablas son CSV (con , o ; entre celdas, cualquier codificación usual, punto o coma decimal) "
        "o Parquet;\n"
        "- es la entrada o la salida estándar. Los datos van a la salida estándar y los mensajes, a la "
        "de errores.\n"
        "MODELO es un archivo, o nhanes, el modelo que viene con el paquete. Estima; no es un "
        "dispositivo diagnóstico."
    ),
    "frame.status": (
        "estado al terminar: 0 bien; 1 falla, como un archivo que no se puede escribir; 2 datos u "
        "opciones que no sirven.\n"
        "Ayuda de un comando: diabetes COMANDO --help"
    ),
    "frame.commands": "comandos",
    "frame.command": "COMANDO",
    "frame.example": "ejemplo:",
    "frame.usage": "uso: ",
    "frame.arguments": "argumentos",
    "frame.options": "opciones",
    "frame.help": "muestra esta ayuda y termina",
    "frame.version": "muestra la versión y termina",
    "frame.error": "%(prog)s: error: %(message)s\n",
    "frame.argument": "%(argument_name)s: %(message)s",
    "frame.required": "faltan estos argumentos: %s",
    "frame.extra": "sobran estos argumentos: %s",
    "frame.choice": "%(value)r no está en la lista: %(choices)s",
    "frame.near": "%(value)r no está en la lista; ¿quiso decir %(closest)r? Lista: %(choices)s",
    "frame.value": "%(value)r no es un número",
    "frame.one": "necesita un valor",
    "frame.at_most_one": "lleva un valor como máximo",
    "frame.at_least_one": "necesita al menos un valor",
    "frame.not_with": "no se puede usar junto con %s",
    "frame.takes_none": "no lleva valor (%r)",
    "frame.ambiguous": "%(option)s puede ser cualquiera de estas: %(matches)s",
    "frame.one_of": "hace falta una de estas opciones: %s",
    "frame.warning": "aviso",
    "frame.failed": "error: {text}",
    "stream.input": "entrada estándar",
    "stream.output": "salida estándar",
    # Work that takes time.
    "work.reading": "Leyendo {file}",
    "work.rows": "{done} de {rows} filas",
    "work.answered": "{done} filas, {rate} filas/s, {speed} MB/s, faltan unos {left}",
    "work.rows_read": "{done} filas leídas, {rate} por segundo",
    "work.training": "Entrenando",
    "work.recalibrating": "Recalibrando",
    "work.evaluating": "Evaluando",
    "work.sharing": "Repartiendo las pruebas",
    "work.generating": "Generando",
    # What a command tells.
    "answers.counts": (
        "{rows} filas: {answered} con respuesta, {excluded} a las que no se aplica, {invalid} no válidas"
    ),
    "answers.first": "atender primero",
    "answers.not_applicable": "no se aplica",
    "answers.invalid": "no válida",
    "answers.first_row": "la primera, en la fila {row}",
    "answers.resumed": (
        "{file}: ya había respuesta para {rows} filas; se continúa. Las respuestas son del {day}."
    ),
    "answers.stopped": (
        "Detenido. Se guardó la respuesta de {rows} filas; el mismo comando continúa desde ahí."
    ),
    "answers.formulas": (
        "{count} celdas del archivo comienzan como fórmulas, que una hoja de cálculo ejecutaría; con "
        "--defuse se les "
        "pone un apóstrofo delante"
    ),
    "train.begins": "Entrenando con {count} filas de {file}",
    "train.stored": "muchas filas: {megabytes} MB se guardan en un archivo temporal, que se borra al final",
    "train.rows": "{fitted} filas para ajustar, {held_out} apartadas",
    "train.first_error": "la primera fila con un error es la {row}: {what}",
    "train.skipped": "se omitieron: {counts}",
    "train.figures": "Cifras {where}:",
    "train.written": "Modelo {name} {version} guardado en {file}",
    "recalibrate.rows": "Se usaron {used} de {rows} filas",
    "recalibrate.before": "Cifras antes:",
    "recalibrate.after": "Cifras después:",
    "metrics.none": "sin medir",
    "metrics.events": "{count} con el resultado",
    "metrics.glucose": (
        "error medio {mae} mg/dL (RMSE {rmse}), variación explicada (R²) {r2}, misma categoría {category}, "
        "dentro del intervalo del 90 % {coverage}"
    ),
    "metrics.probability": (
        "área bajo la curva ROC {auroc}, pendiente de calibración {slope}, intercepto {intercept}, "
        "puntaje de Brier {brier}"
    ),
    "evaluate.used": "{name}, versión {version}: se usaron {used} de {rows} filas",
    "evaluate.left_out": "quedaron fuera: {counts}",
    "evaluate.ranking": "Orden: área bajo la curva ROC (0,5 adivina; 1 es perfecto)",
    "evaluate.events": "{rows} personas, {events} con el resultado",
    "evaluate.calibration": "Calibración: ¿coinciden las probabilidades con lo que ocurre?",
    "evaluate.agreement": "observados sobre esperados {ratio}, pendiente {slope}, puntaje de Brier {brier}",
    "evaluate.cutoffs": "Puntos de corte de los niveles de riesgo",
    "evaluate.cutoff": (
        "desde {at}: prueba a {tested}, sensibilidad {sensitivity}, especificidad {specificity}, "
        "valor predictivo positivo {ppv}"
    ),
    "evaluate.withheld": "muy pocas personas para dar cifras",
    "error.merge.not_text": "se esperaba el JSON de una evaluación y este archivo no es texto",
    "validate.written": "Plan escrito en {file}: complételo y después ciérrelo",
    "validate.locked": "Plan cerrado el {date}: {file}",
    "validate.documented": "Protocolo y texto para el comité de ética escritos en {folder}",
    "validate.size": (
        "Hacen falta {people} personas con el resultado conocido, {events} de ellas con diabetes sin "
        "diagnosticar. Por cifra:"
    ),
    "validate.blanks": "falta completar: {fields}",
    "validate.small": (
        "este plan prevé menos de {least} personas con el resultado, o menos de {least} sin él: es muy "
        "poco para confiar en un veredicto (Collins y otros, 2016). En producción haría "
        "falta además una aceptación firmada. Prevea intervalos más angostos"
    ),
    "validate.row": "fila {line}: {errors}",
    "validate.rows": "{count} de {rows} filas tienen errores y quedan fuera",
    "outcomes.unreadable": (
        "{column}: valores que no se pueden leer: {count} ({counts}). Sus filas quedan fuera. Debe ser un "
        "número: {wanted}. Si lo ilegible depende del valor, como una marca en los altos, las cifras "
        "engañan: corrija el archivo"
    ),
    "validate.repeated": (
        "filas con las mismas respuestas y los mismos resultados que otra anterior: {count}. Cada "
        "persona debe estar una sola vez"
    ),
    "validate.outside": ("filas con un examen de fuera del periodo del plan: {count}"),
    "error.validate.no_target": (
        "{file} no tiene la columna {column}, que el plan nombra para la glucosa; si allí solo se mide "
        "HbA1c, deje esa columna en blanco en un plan nuevo"
    ),
    "error.validate.unplanned": (
        "{file} tiene la columna {column}, pero el plan no prevé glucosa: quítela, o haga un plan que la "
        "nombre"
    ),
    "error.validate.needs_table": "un informe o un archivo de resultados necesita una tabla de personas",
    "error.plan.syntax": "{file} no es YAML válido, o repite una clave ({text})",
    "error.plan.missing": "{file}: falta: {text}",
    "error.plan.unknown": "{file}: no existe: {text}",
    "error.plan.text": "{file}: {text} debe ser un texto",
    "error.plan.list": "{file}: {text} debe ser una lista de columnas",
    "error.plan.number": "{file}: {text} debe ser un número",
    "error.plan.range": "{file}: {text} debe ser [mínimo, máximo]",
    "error.plan.whole": "{file}: hace falta un número entero en su rango: {text}",
    "error.plan.blank": "{file}: llene esto antes de cerrar el plan: {text}",
    "error.plan.too_wide": (
        "{file}: esto dejaría pasar casi cualquier modelo. Lo más amplio que se admite (la razón y la "
        "pendiente deben incluir el 1): {text}"
    ),
    "error.plan.date": "{file}: {text} debe ser un día, como 2027-01-15",
    "error.plan.period": "{file}: el periodo termina antes de empezar: {text}",
    "error.plan.twice": "{file}: {text} nombra dos veces lo mismo",
    "error.plan.exists": "{text} ya existe y no se cambió",
    "error.plan.locked": "el plan ya está cerrado: {text}",
    "error.plan.not_locked": "{file} no está cerrado: ciérrelo antes de ver los datos (--lock)",
    "error.plan.lock_changed": "el cierre se cambió o está dañado: {text}",
    "error.plan.plan_changed": "{file} se cambió después de cerrarlo el {text}: el análisis no corre",
    "error.plan.model_changed": "el modelo no es el que se cerró ({text}): el análisis no corre",
    "evaluate.written": "Informe guardado en {file}",
    "export.written": "Modelo {name} {version} guardado como SQL en {file}",
    "generate.written": "{count} registros sintéticos guardados en {file}",
    "info.title": "{name}, versión {version}",
    "info.algorithm": "algoritmo",
    "info.created": "creado",
    "info.created_with": "{date}, con la versión {library} de la biblioteca",
    "info.hash": "huella (SHA-256)",
    "info.trained_on": "aprendió de",
    "info.rows": "filas",
    "info.skipped": "se omitieron",
    "info.recalibrated": "recalibrado",
    "info.recalibrated_on": "{date}",
    "info.recalibrated_data": "con",
    "info.outputs": "Lo que estima",
    "info.left_out": "queda fuera: {reason}",
    "info.levels": "Niveles de riesgo",
    "info.level_from": "{level} desde {at}",
    "info.used": "Campos que usa, con lo que había en el entrenamiento",
    "info.unused": "No usa: {fields}",
    "info.warning": "Aviso: {text}",
    "info.data.synthetic": "datos sintéticos",
    "info.data.real": "datos de personas",
    "info.data.unknown": "datos cuyo origen no se indicó",
    "schema.required": "obligatorio",
    "schema.date": "fecha, AAAA-MM-DD",
    "schema.json": "Con --json, el esquema JSON completo.",
    # Errors.
    "error.file": "{file}: {text}",
    "error.one_stream": "el modelo y los registros no pueden venir los dos de la entrada estándar",
    "error.pyarrow": "para Parquet hace falta pyarrow: pip install pyarrow",
    "error.no_csv": "la columna {column} ({kind}) no se puede escribir en CSV; vea --answers-only",
    "error.parquet": "{file}: el archivo Parquet no se puede leer",
    "error.no_rows": "{file} tiene encabezado pero ninguna fila",
    "error.no_valid_row": "{file} no tiene ninguna fila válida",
    "error.other_run": (
        "{part} es de una ejecución anterior y desde entonces cambió: {changed}; --restart empieza de nuevo"
    ),
    "error.in_use": "otra ejecución está escribiendo {part}",
    "error.foreign_part": (
        "{part} ya existe y no es de una ejecución interrumpida: muévalo o escriba en otro archivo"
    ),
    "error.damaged_part": "{part} ya no es como se escribió; --restart empieza de nuevo",
    "run.input": "la tabla",
    "run.model": "el modelo",
    "run.options": "las opciones",
    "run.version": "la versión de diabetes",
    "error.column_clash": (
        "{file} ya tiene columnas con estos nombres: {columns}; vea --prefix y --answers-only"
    ),
    "error.json_needs_file": "con --json, indique con --out el archivo que se escribe",
    "error.overwrites": "{file} es un archivo de entrada y se sobrescribiría: elija otro archivo",
    "error.written_twice": "{file} se indicó para dos resultados: elija otro archivo para uno de ellos",
    "error.places_need_file": "--out necesita un archivo: a la salida estándar van las cifras",
    "error.report_needs_file": "el informe necesita un archivo",
    "error.report_needs": 'para el informe hace falta {package}: pip install "diabetes-py[report]"',
    "error.only_in_report": "--tripod y --beside son para el informe: indique también --html",
    "error.direction": "--monotone: {text} no es CAMPO=1, CAMPO=0 ni CAMPO=-1",
    "error.n_samples": "--n-samples debe ser un número entero de 1 a {most}",
    "error.answers_from_stream": (
        "las respuestas se leen de la entrada estándar: indique el modelo con un archivo"
    ),
    "error.ended": "se acabaron las respuestas antes de la última pregunta; no hay resultado",
    "error.record": "{text}",
    "error.tripod.needs": 'para leer YAML hace falta {package}: pip install "diabetes-py[tripod]"',
    "error.tripod.syntax": "{file}: no es YAML válido, o repite un ítem ({text})",
    "error.tripod.shape": "{file}: debe tener una línea por ítem, como «17: texto» ({text})",
    "error.tripod.unknown": "{file}: estos ítems no están entre los que llena el autor: {text}",
    "os.ENOENT": "no existe ese archivo o esa carpeta",
    "os.EACCES": "este usuario no puede leerlo o escribirlo",
    "os.EPERM": "este usuario no puede leerlo o escribirlo",
    "os.EISDIR": "es una carpeta",
    "os.ENOTDIR": "una parte del camino no es una carpeta",
    "os.ENOSPC": "no queda espacio en el disco",
    "os.EROFS": "el disco es de solo lectura",
    "os.other": "no se puede leer o escribir ({code})",
}
