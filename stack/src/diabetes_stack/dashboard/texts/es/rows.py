"""Many people: their rows."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
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
    "rows.exact": "Cifras completas, sin redondear",
    "priority.call": "Para llamar",
    "rows.certainty": "Certeza",
    "rows.measured": "{title}: {value}, {told}",
    "rows.correct": "Corregir los datos de la fila",
    "rows.left_out": (
        "Filas con errores que no están en esta lista: {n}. No se sabe si hay que llamar a esas personas; "
        "«Filas con errores» dice qué corregir."
    ),
    "rows.rescued": "Filas con errores que sí están, por un valor medido urgente o alterado: {n}.",
    "rows.list": "Descargar esta lista",
    "rows.list.name": "lista",
    "rows.list.note": (
        "Un CSV con las filas que muestran el filtro y la búsqueda, en este orden y en palabras, con las "
        "columnas que identifican a cada persona."
    ),
}
