"""The sentences that the library itself says in English only, in Spanish."""

TEXTS = {
    "library.missing_column": "para entrenar hacen falta columnas que la tabla no tiene: {columns}",
    "library.no_outcome": (
        "no hay resultados: la tabla no tiene ni la columna de la glucosa en ayunas ni la de la HbA1c"
    ),
    "library.too_few_rows.first": "{refusal}; la primera fila con un error es la {row}: {what}",
    "library.too_few_rows": "hay muy pocas filas: {rows} para ajustar y hacen falta {needed}",
    "library.too_few_rows.skipped": (
        "hay muy pocas filas: {rows} para ajustar y hacen falta {needed}; no se usaron: {codes}"
    ),
    "library.too_few_rows.weighted": (
        "hay muy pocas filas: {rows} para ajustar, que con sus pesos equivalen a {effective}, y hacen "
        "falta {needed}"
    ),
    "library.too_few_rows.both": (
        "hay muy pocas filas: {rows} para ajustar, que con sus pesos equivalen a {effective}, y hacen "
        "falta {needed}; no se usaron: {codes}"
    ),
    "library.no_predictors": "ningún campo tiene valores conocidos y variados en suficientes filas",
    "library.no_output": "no se puede ajustar ninguna estimación: {reasons}",
    "library.not_converged": "el ajuste de {output} no convergió en {steps} pasos",
    "library.unknown_algorithm": "no existe el algoritmo «{name}»; existen estos: {known}",
    "library.bad_weights.row": (
        "los pesos deben ser cero o más, y no todos cero: el de la fila {row} es negativo o infinito"
    ),
    "library.bad_weights.zero": "los pesos deben ser cero o más, y no todos cero: todos son cero",
    "library.bad_scale": (
        "la columna {column} tiene valores demasiado grandes o demasiado pequeños: cambie su escala"
    ),
    "library.bad_option.test_size": "la opción --test-size debe ser al menos 0 y menor que 1",
    "library.bad_option.outputs": "la opción --outputs debe tener al menos una estimación",
    "library.bad_option.no_output": "--outputs: no existe la estimación «{name}»",
    "library.bad_option.linear": "--monotone: los términos lineales siempre van en una sola dirección",
    "library.bad_option.not_number": "--monotone: {field} no es un campo numérico que el modelo use",
    "library.bad_option.no_field": "--monotone: no existe el campo «{name}»",
    "library.bad_option.resamples": "la opción --resamples debe ser como máximo {most}",
    "library.bad_option.levels": (
        "--by: la columna {name} tiene {levels} grupos; se admiten {most} como máximo"
    ),
    "library.bad_option.kinds": "--by: la columna {name} no tiene números ni texto",
    "library.bad_option.cluster": "--cluster: la columna no tiene números ni texto",
    "library.bad_option.no_column": "--{option}: no existe la columna «{name}»",
    "library.bad_option.twice": "--{option}: la columna «{name}» está dos veces",
    "library.bad_option.two_ways": (
        "--{option}: la columna «{name}» tiene valores que no son números o que se pueden leer de dos maneras"
    ),
    "library.bad_option.tests": "--tests debe ser un número entero de 0 a {most}",
    "library.bad_option.outcome": "--outcome debe ser diabetes o dysglycaemia",
    "library.unknown_dialect": "no existe el dialecto «{name}»; existen estos: {known}",
    "library.bad_table_name": (
        "«{name}» no es el nombre de una tabla: escriba tabla, esquema.tabla o base.esquema.tabla"
    ),
    "library.unknown_score": "no existe el puntaje «{name}»; existen estos: {known}",
    "library.bad_cut": "el punto de corte de {score} debe estar entre {least} y {most} puntos",
    "library.no_such_output": "el modelo no estima {output}",
    "library.not_a_model": "el archivo no es un modelo de diabetes",
    "library.not_a_model.pickle": (
        "los archivos .joblib y .pkl ejecutan código al abrirse, por eso no se leen; vuelva a entrenar con "
        "los mismos datos: diabetes train DATOS.csv --out models/best_model.json"
    ),
    "library.too_new": (
        "el archivo del modelo tiene la versión de formato {version} y esta biblioteca lee hasta la "
        "{most}: actualice diabetes"
    ),
    "library.table": "la tabla no se puede leer: {text}",
    "library.table.empty": "está vacía",
    "library.table.blank": "solo tiene espacios",
    "library.table.xlsx": "es un libro de Excel (.xlsx) u otro archivo comprimido; guarde la hoja como CSV",
    "library.table.xls": "es un libro de Excel antiguo (.xls); guarde la hoja como CSV",
    "library.table.compressed": "está comprimida ({kind}); descomprímala antes",
    "library.table.parquet": "es un archivo Parquet, no CSV",
    "library.table.pdf": "es un PDF, no CSV",
    "library.table.web": "es una página web o XML, no CSV",
    "library.table.json": "es JSON, no CSV",
    "library.table.utf16": "está en UTF-16 sin marca de orden de bytes; guárdela como UTF-8",
    "library.table.not_text": "no es texto",
    "library.table.separator": (
        "su primera línea indica un separador que no es coma, punto y coma ni tabulación"
    ),
    "library.table.no_headings": "su primera línea no tiene encabezados",
    "library.table.unit": "la columna «{heading}» está en otra unidad: {field} se lee en {unit}",
    "library.table.proportion": (
        "la columna «{heading}» está en otra unidad: {field} se lee como una proporción de 0 a 1"
    ),
    "library.table.data_row": (
        "su primera línea no nombra ningún campo y parece una fila de datos: faltan los encabezados"
    ),
    "library.table.no_field": "su primera línea no nombra ningún campo: {headings}",
    "library.table.same_field": "las columnas «{one}» y «{other}» nombran el mismo campo",
    "library.table.changed": "cambió mientras se leía",
    "library.table.twice": "la columna {name} está dos veces",
    "library.table.quote": "las comillas que se abren en la línea {line} no se cierran",
    "library.table.quote_row": (
        "las comillas que se abren en la línea {line} no se cierran antes de la línea {row}, que es una "
        "fila completa"
    ),
    "library.table.plain": "la columna «{name}», de tipo {kind}, no tiene valores simples",
    "library.table.length": "la columna {name} tiene {length} filas en vez de {rows}",
    "library.table.nearest": "{heading} (lo más parecido: {field})",
    "library.ignored": "columnas que no se usan: {headings}",
    "library.source_not_stated": (
        "no se indicó el origen: no se sabe si los registros son de personas (vea --source)"
    ),
    "library.skipped.known": (
        "se omitieron {count} filas de personas con diabetes diagnosticada: la estimación no se les aplica"
    ),
    "library.skipped.pregnant": "se omitieron {count} filas de embarazadas: la estimación no se les aplica",
    "library.constant": "no se usa {field}: todos los valores conocidos son iguales",
    "library.mostly_missing": "no se usa {field}: se conoce en menos de una de cada veinte filas",
    "library.aliased": "no se usa {field}: dice lo mismo que campos anteriores",
    "library.findrisc": (
        "el modelo usa {field}, que incluye glucosas altas anteriores, y estas son parte del resultado"
    ),
    "library.determined": "{field} determina {output}: ¿se calculó a partir del resultado?",
    "library.few_events": (
        "{output}: {events} personas con el resultado, o sin él, para {parameters} parámetros, menos de "
        "{least} por cada uno: las cifras pueden no valer en otras personas"
    ),
    "library.few_events.weighted": (
        "{output}: {events} personas con el resultado, o sin él, según sus pesos, para {parameters} "
        "parámetros, menos de {least} por cada uno: las cifras pueden no valer en otras personas"
    ),
    "library.left_out": "{output} queda fuera: {reason} ({told})",
    "library.cutoffs": "faltan los puntos de corte de los niveles de riesgo: {text}",
    "library.cutoffs.equal": "los dos son iguales",
    "library.cutoffs.separated": (
        "los datos separan del todo a quienes tienen el resultado; ¿se calculó el resultado a partir de "
        "ellos?"
    ),
    "library.cutoffs.one": "todas las filas tienen el mismo resultado",
    "library.cutoffs.kept": "faltan los puntos de corte de los niveles de riesgo: {reason}",
    "library.kept": "{output} queda como estaba: {reason}",
    "library.periods": (
        "no hay intervalo del riesgo: {periods} periodos tienen todos los exámenes de {least} personas "
        "con el resultado y {others} sin él; hacen falta {needed} periodos"
    ),
    "library.told": "{rows} filas, {events} con el resultado",
    "library.told.weighted": (
        "{rows} filas, {events} con el resultado; con estos pesos equivalen a {effective} filas, {cases} "
        "con el resultado"
    ),
    "library.told.rows": "{rows} filas",
    "library.told.rows_weighted": "{rows} filas; con estos pesos equivalen a {effective}",
    "library.synthetic_model": "el modelo aprendió de registros generados, no de personas",
    "library.model_source": (
        "no se sabe si el modelo aprendió de personas: no se indicó el origen de sus datos"
    ),
    "library.no_rows": "el modelo no puede responder ninguna fila",
    "library.rows_without_weight": "{count} filas no tienen peso estadístico y quedan fuera",
    "library.diagnosis_unknown": (
        "los datos no dicen quién tiene diabetes diagnosticada; esas personas harían ver el modelo mejor "
        "de lo que es"
    ),
    "library.rows_without_group": "{by}: {count} filas sin grupo",
    "library.withheld": "menos de 10 personas con el resultado, o menos de 10 sin él: {outcomes}",
    "library.withheld.weighted": (
        "menos de 10 personas con el resultado, o menos de 10 sin él, según sus pesos: {outcomes}"
    ),
    "library.bad_sums": "no es una evaluación que se pueda reunir con otras: {reason}",
    "library.cannot_merge": "las evaluaciones no se pueden reunir: {reason}",
    "library.sums.json": "no es el JSON de una evaluación",
    "library.sums.member": "no tiene sumas: evalúe de nuevo con esta versión",
    "library.sums.none": (
        "no tiene sumas: sus filas llevan pesos o conglomerados, o son muy pocas para su casilla mínima"
    ),
    "library.sums.newer": "una versión más nueva de la biblioteca escribió sus sumas (versión {version})",
    "library.sums.version": "sus sumas no tienen una versión conocida",
    "library.sums.checksum": "su suma de verificación no coincide",
    "library.sums.changed": "{name} se cambió en una de ellas",
    "library.sums.schema": "sus filas se leyeron con otros campos, unidades o límites",
    "library.sums.schemas": "sus filas se leyeron con otros campos, unidades o límites",
    "library.sums.models": "{one} y {other} son modelos distintos",
    "library.sums.twice": "las mismas personas están en dos de ellas: {site}",
    "library.sums.large": "una suma es demasiado grande",
    "library.sums.counting": "cuentan a las personas en otras probabilidades o con otros puntajes",
    "library.sums.nothing": "no se dio ninguna",
    "library.groups_differ": "los grupos cortados en cuartiles no se pueden reunir y quedan fuera: {groups}",
    "library.rows_left_out": (
        "en algunas cifras faltan personas: en su sede, el grupo o quienes en él tienen o no tienen el "
        "resultado son menos que el mínimo por casilla"
    ),
    "library.wide_cells": (
        "las casillas de una sede son tan anchas que un área bajo la curva ROC solo se conoce con un margen "
        "de {within}: reúna las demás sin ella"
    ),
    "library.counted_in_cells": (
        "no se conoce cada puntaje: una sede tiene casillas más anchas, o hay más de {most} puntajes "
        "distintos o más de {rows} personas; las cifras pueden diferir un poco de las de todas las filas"
    ),
    "library.bad_option.smallest_cell": "la opción --smallest-cell debe ser de 1 a {most}",
    "library.any_test": (
        "pocas filas tienen todos los exámenes, y un examen que falta oculta casos: {outputs}"
    ),
    "library.partial_definition": (
        "los datos no tienen uno de los exámenes que definen el resultado, así que se pierden casos: "
        "{outputs}"
    ),
    "library.implausible_auroc": (
        "un área bajo la curva ROC de {area} es más alta de lo que estos datos logran en personas: "
        "busque diabetes diagnosticada, registros generados o datos que se calcularon a partir del "
        "resultado"
    ),
    "library.few_clusters": "menos de {least} conglomerados: los intervalos salen demasiado estrechos",
    "library.fewer_resamples": "{done} remuestreos en vez de {asked}, para ahorrar tiempo",
    "library.reaches": "{test} ≥ {at}",
    "library.definition": "la definición de {output}",
    # Of a text that matches none.
    "unmatched.damaged": "el archivo del modelo está dañado: vuelva a copiarlo o a descargarlo",
    "unmatched.otherwise": "hay un mensaje que solo existe en inglés ({code})",
    "unmatched.detail": "para verlo, repita con LANG=C",
}
