"""Use, drift and the model's charts."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
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
        "La base de datos no responde o no está lista: por ahora no se puede ver el uso. Avise al área de "
        "sistemas ({mail})."
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
    "usage.day": "Día",
    "usage.version": "Versión",
    "usage.time": "Tiempo",
    "drift.table": "Cuánto cambió cada dato",
    "visual.nostore.do": "Revise DATABASE_URL y ejecute `diabetes-stack db upgrade`.",
}
