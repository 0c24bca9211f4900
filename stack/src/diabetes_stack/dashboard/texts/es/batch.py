"""Many people: the file and its result."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
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
}
