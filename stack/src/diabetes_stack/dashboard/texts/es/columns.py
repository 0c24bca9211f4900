"""Many people: what the columns of their file are."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "columns.title": "Qué hay en cada columna",
    "columns.intro": (
        "Los títulos del archivo no bastan para saber qué hay en cada columna. Revise lo que se propone, "
        "corrija lo que haga falta y pulse «Analizar»."
    ),
    "columns.no_heading": "(sin título)",
    "columns.no_cells": "Sin datos en las primeras filas.",
    "columns.unused": "No usar",
    "columns.unit": "Unidad",
    "columns.converted": "Los valores parecen estar en {unit}: se pasan a {own}.",
    "columns.perhaps": "¿Es «{title}»? Si lo es, elíjalo: si no, esta columna no se usa.",
    "columns.other_unit": "Parece estar en otra unidad. {title} se lee en {unit}.",
    "columns.h_is_man": "H se lee como hombre y M como mujer.",
    "columns.lacks": "Faltan datos obligatorios: {fields}. Sin ellos no hay estimación.",
    "columns.complete": "Están todos los datos obligatorios.",
    "columns.twice": "Hay más de una columna para: {fields}. Deje una sola.",
    "columns.cut": (
        "Otras {n} columnas no se muestran y no se usan, salvo que su título sea el nombre de un dato."
    ),
}
