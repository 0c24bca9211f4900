"""Models: compare; in Spanish."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "compare.help": (
        "Envía registros otra vez al sistema anterior e informa en qué difieren las respuestas.\n\nLas respuestas en "
        "un archivo son CSV, Parquet, JSON o un registro con líneas JSON, también dentro de prediction, con "
        "glucose_mg_dl, category y risk_level, o algunos de ellos. Si cada una trae su registro en input, se compara "
        "con ese registro, en cualquier orden.\n\nEl código de salida es 1 salvo que coincida la parte de --threshold "
        "de las categorías comparadas, que se haya podido comparar esa misma parte de los registros que respondió "
        "alguno de los dos sistemas, y al menos la mitad de todos. Un registro que solo uno de ellos rechaza no se "
        "puede comparar. JSON: records, refused, refused_rows, category, risk_level, glucose, worst, threshold, "
        "judged, agrees, objections."
    ),
    "compare.old_metavar": "URL|ARCHIVO",
    "compare.old": "El sistema anterior, o sus respuestas: en el orden de los registros, o cada una con su input.",
    "compare.records": "Archivo CSV o Parquet con los registros, o las respuestas anteriores si traen input.",
    "compare.model": 'Modelo, nombrado como en "model evaluate".',
    "compare.html": "Además escribe el informe en este archivo como página.",
    "compare.report": "Además escribe el informe en este archivo como JSON.",
    "compare.threshold": (
        "Parte de las categorías que debe coincidir, y de los registros respondidos que se debe poder comparar."
    ),
    "compare.agrees": (
        "aceptado: coincide al menos el {threshold} ({judged}), y se pudo comparar al menos el {threshold}"
    ),
    "compare.differs": "no aceptado:",
    "compare.objection.none_compared": "ningún registro tiene respuesta de los dos sistemas",
    "compare.objection.few_agree": "coincide menos del {threshold} ({judged}): {same:,} de {compared:,}, {agree}",
    "compare.objection.few_compared": (
        "se pudo comparar menos del {threshold}: {compared:,} de los {answered:,} que respondió alguno de los dos "
        "sistemas, {share}"
    ),
    "compare.objection.under_half": "se pudo comparar menos de la mitad: {compared:,} de {records:,} registros",
    "compare.lengths": "{old} tiene {answers:,} respuestas para {records:,} registros",
    "compare.no_input": (
        "{file}: {lines:,} de {all:,} líneas no traen su registro en input; indique una tabla de los registros"
    ),
    "compare.left_over": "respuestas del sistema anterior a ninguno de estos registros: {answers:,}",
    "compare.answering": "Respondiendo {records:,} registros",
    "compare.asking": "Preguntando a {address}",
    "compare.title": "{records:,} registros: {old} y {model} {version}",
    "compare.refused": (
        "rechazados: {old:,} por el sistema anterior, {new:,} por el modelo nuevo; de ellos, {both:,} por los dos"
    ),
    "compare.refused_rows.old": "rechazados por el sistema anterior, filas: {rows}",
    "compare.refused_rows.new": "rechazados por el modelo nuevo, filas: {rows}",
    "compare.not_in_old": "{name}: no está en las respuestas anteriores",
    "compare.agree": "{name}: coinciden {agree} de {compared:,}; filas: anterior, columnas: nuevo",
    "compare.rows_and_columns": "filas: anterior, columnas: nuevo",
    "compare.glucose": (
        "glucosa, nueva menos anterior: media {mean:+.1f} mg/dL, media absoluta {absolute:.1f} mg/dL; las mayores:"
    ),
    "compare.signed": "{difference:+.1f}",
    "compare.none": "ninguna",
    "compare.row": "fila",
    "compare.old_glucose": "anterior",
    "compare.new_glucose": "nueva",
    "compare.difference": "diferencia",
    "compare.old_category": "categoría anterior",
    "compare.new_category": "categoría nueva",
}
