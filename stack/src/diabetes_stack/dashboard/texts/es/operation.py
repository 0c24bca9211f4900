"""Operation."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "service.api": "Servicio de predicción (API)",
    "service.dashboard": "Tablero",
    "service.mlflow": "MLflow",
    "service.database": "Base de datos",
    "operation.nothing": (
        "El monitor todavía no ha registrado nada en este equipo. Se pone en marcha con `diabetes-stack up` "
        "o con `diabetes-stack monitor`."
    ),
    "operation.unreadable": (
        "No se pudo leer el registro del monitor. Avise a DevOps (devops@hospital.com) y ejecute "
        "`diabetes-stack doctor`."
    ),
    "operation.stopped": (
        "El monitor no está funcionando: su última ronda fue {last}. Lo que sigue puede no ser "
        "actual. Avise a DevOps (devops@hospital.com)."
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
    "operation.percent": "Disponible, %",
    "operation.target": "Meta, %",
    "operation.unwatched": "Sin vigilar",
    "operation.outages": "Caídas",
    "operation.mttr": "Tiempo medio de reparación (MTTR): {value}. Meta: menos de 2 horas.",
    "operation.mtbf": "Tiempo medio entre caídas (MTBF): {value}. Meta: más de 30 días.",
}
