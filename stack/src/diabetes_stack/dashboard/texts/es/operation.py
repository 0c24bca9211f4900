"""Operation."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "service.api": "Servicio de predicción (API)",
    "service.dashboard": "Tablero",
    "service.mlflow": "Registro de modelos (MLflow)",
    "service.database": "Base de datos",
    "operation.nothing": (
        "El monitor todavía no ha registrado nada en este equipo: no se sabe si los servicios funcionan. "
        "Avise al área de sistemas ({mail})."
    ),
    "operation.unreadable": (
        "No se pudo leer el registro del monitor: no se sabe si los servicios funcionan. Avise al área de "
        "sistemas ({mail})."
    ),
    "operation.stopped": (
        "El monitor no está funcionando: su última ronda fue {last}. Lo que sigue puede no ser actual. Avise "
        "al área de sistemas ({mail})."
    ),
    "operation.open": "Incidentes abiertos: {count}. Última ronda: {last}.",
    "operation.unknown": "No hay incidentes abiertos, pero algo no se pudo medir. Última ronda: {last}.",
    "operation.well": "Todo funciona. Última ronda: {last}.",
    "operation.incidents": "Incidentes abiertos",
    "operation.no_incident": "Ninguno.",
    "operation.taken": "Lo atiende {by}.",
    "operation.by": "Su nombre",
    "operation.by.missing": "Escriba su nombre.",
    "operation.note": "Observación",
    "operation.take": "Lo atiendo yo",
    "operation.resolve": "Está resuelto",
    "operation.measured": "Lo que midió el monitor",
    "operation.what": "Qué",
    "operation.value": "Valor",
    "operation.state": "Estado",
    "operation.why": "Por qué",
    "operation.availability": "Disponibilidad en {days} días",
    "operation.service": "Servicio",
    "operation.percent": "Disponible",
    "operation.target": "Meta",
    "operation.outages": "Caídas",
    "operation.mttr": "Tiempo medio de reparación (MTTR): {value}. Meta: menos de 2 horas.",
    "operation.mtbf": "Tiempo medio entre caídas (MTBF): {value}. Meta: más de 30 días.",
    "operation.intro": (
        "Para quien cuida del sistema: dice si los servicios funcionan, según la última ronda del monitor."
    ),
    "operation.nothing.do": (
        "El monitor se pone en marcha con `diabetes-stack up` o con `diabetes-stack monitor`."
    ),
    "operation.unreadable.do": "`diabetes-stack doctor` dice qué pasa con el registro.",
    "operation.services": "Servicios que responden",
    "operation.services.up": "{up} de {all}",
    "operation.backup": "Última copia de seguridad",
    "operation.backup.none": "Ninguna",
    "operation.backup.ago": "Hace {span}",
    "operation.model": "Modelo",
    "operation.model.none": "Sin modelo",
    "operation.model.loaded": "Cargado",
    "operation.model.same": "Responde bien",
    "operation.model.differs": "Responde otra cosa",
    "operation.drift": "Cambio en las personas",
    "operation.not_known": "No se sabe",
    "operation.since": "Incidente {number}, desde {since}; dura {lasted}.",
    "operation.act": "Atenderlo o cerrarlo",
    "operation.do": "Qué hacer: {do}",
    "operation.more": "más de {n}",
    "operation.watched": "Tiempo vigilado",
    "operation.no_outage": "sin caídas",
    "why.no_answer": "no hubo respuesta",
    "why.failed": "no se pudo medir",
    "why.unreadable": "la respuesta no se pudo leer",
    "why.record": "no se pudo escribir el registro",
    "moved.P(diabetes)": "Probabilidad de diabetes",
    "moved.risk_level": "Nivel de riesgo",
    "operation.not_over": "ninguna caída ha terminado todavía",
}
