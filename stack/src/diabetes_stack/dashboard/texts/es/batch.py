"""Many people: the file and its result."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "batch.intro": (
        "Muchas personas a la vez: un archivo CSV o Parquet con una persona por fila y un título en cada "
        "columna. El CSV puede tener coma o punto y coma entre columnas, y coma o punto decimal. Si los "
        "títulos son otros, se le pregunta qué hay en cada columna. Hasta {limit} MB."
    ),
    "batch.file": "Archivo de personas",
    "batch.template": "Descargar plantilla CSV",
    "batch.start": "Analizar",
    "batch.progress": "{done} de {total} filas",
    "batch.empty": "El archivo no tiene filas.",
    "batch.unreadable": (
        "No se puede leer el archivo. Guárdelo desde la hoja de cálculo como CSV, con un título en cada "
        "columna; la plantilla sirve de ejemplo."
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
    "batch.ignored": "Columnas que el modelo no usa y que no salen del tablero: {names}.",
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
    "batch.risk": "Probabilidad de diabetes sin diagnosticar, %",
    "batch.glucose": "Glucosa en ayunas estimada, mg/dL",
    "batch.csv": "Descargar CSV",
    "batch.parquet": "Descargar Parquet",
    "batch.defused": (
        "Primero van las columnas del archivo y después las del resultado. Los mg/dL llevan un decimal y las "
        "probabilidades cuatro. En el CSV, un texto que una hoja de cálculo ejecutaría como fórmula lleva un "
        "apóstrofo delante."
    ),
    "column.row": "Fila de la hoja",
    "column.reason": "Qué corregir",
    "column.count": "Filas",
    "batch.errors.kinds": "Errores, por clase",
    "column.error": "Error",
    "batch.download": "Archivos para otros programas",
    "batch.technical": (
        "El resultado de todas las filas, en el orden del archivo y con los nombres técnicos de sus columnas."
    ),
    "batch.again.stored": (
        "Este archivo ya se analizó a las {at} y sus respuestas ya están guardadas: no se guardó nada nuevo."
    ),
    "batch.again": "Este archivo ya se analizó a las {at}: es el mismo resultado.",
    "batch.file_of": "Archivo: {name}, analizado a las {at}.",
    "batch.away": (
        "El servicio de predicción dejó de responder. Filas analizadas y guardadas: {done} de {total}. Pulse "
        "«Analizar» para seguir con las demás; si sigue igual, avise al área de sistemas ({mail})."
    ),
    "batch.away.unsure": (
        "El servicio de predicción no confirmó. Filas analizadas y guardadas: {done} de {total}; de algunas "
        "de las siguientes no se sabe si quedaron guardadas. Pulse «Analizar» para seguir con ellas; si "
        "sigue igual, avise al área de sistemas ({mail})."
    ),
    "batch.unreadable.do": "Lo que dice el lector, en inglés: {reason}",
}
