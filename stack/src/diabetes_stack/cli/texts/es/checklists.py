"""Checklists: check, logs; in Spanish."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "logs.help": "Muestra las advertencias y los errores que los servicios anotaron en las últimas horas.",
    "logs.hours": "Horas hacia atrás.",
    "logs.none": "Ninguna advertencia ni error en las últimas {hours} horas.",
    "logs.column.service": "servicio",
    "logs.column.level": "nivel",
    "logs.column.event": "evento",
    "logs.column.count": "veces",
    "logs.column.last": "última vez",
    "check.help": (
        "Hace una lista de chequeo del manual: corre sus comandos, recibe las firmas, guarda el "
        "registro y muestra lo que está vencido."
    ),
    "check.list": (
        "Lista: daily, weekly, monthly, quarterly o semiannual (diaria, semanal, mensual, trimestral o "
        "semestral)."
    ),
    "check.sign": "Firma una línea que usted revisó; se puede repetir.",
    "check.by": "Nombre de la persona que firma.",
    "check.note": "Observación de quien firma.",
    "check.show": "Solo muestra la lista, sin correr los comandos.",
    "check.title": "Lista {list}, período {period}",
    "check.column.line": "línea",
    "check.column.what": "qué se revisa",
    "check.column.state": "estado",
    "check.column.by": "por, cuándo",
    "check.column.command": "comandos",
    "check.human": "la revisa una persona",
    "check.state.ok": "bien",
    "check.state.found": "hay hallazgos",
    "check.state.signed": "firmada",
    "check.state.unsigned": "falta la firma",
    "check.state.open": "pendiente",
    "check.found": "{line}: {note}",
    "check.to_sign": "{line}: falta firmar. {what}",
    "check.how_to_sign": 'Para firmar: diabetes-stack check {list} --sign LÍNEA --by "Nombre" --note "Observación"',
    "check.nameless": 'una firma lleva el nombre de una persona: --by "Nombre"',
    "check.overdue": "VENCIDA: {line}, lista {list}, período {period}",
    "check.unsignable": "{line} no se firma en esta lista; se firman: {names}",
    "check.name.daily": "diaria",
    "check.name.weekly": "semanal",
    "check.name.monthly": "mensual",
    "check.name.quarterly": "trimestral",
    "check.name.semiannual": "semestral",
    "check.item.health": "Los servicios responden",
    "check.item.logs": "Logs revisados por errores",
    "check.item.performance": "Métricas de rendimiento revisadas",
    "check.item.backups": "Backups automáticos verificados",
    "check.item.functions": "Pruebas de funcionalidad completas",
    "check.item.security_logs": "Revisión de logs de seguridad",
    "check.item.queries": "Optimización de consultas de la base de datos",
    "check.item.models": "Verificación de modelos",
    "check.item.dependencies": "Actualización de dependencias",
    "check.item.configuration": "Revisión de la configuración",
    "check.item.load": "Prueba de carga",
    "check.item.security": "Auditoría de seguridad",
    "check.item.system": "Revisión completa del sistema",
    "check.item.model_update": "Actualización de modelos si es necesario",
    "check.item.optimisation": "Optimización de rendimiento",
    "check.item.planning": "Planificación de mejoras",
    "check.item.performance_audit": "Auditoría de rendimiento",
    "check.item.availability": "Disponibilidad, MTTR y MTBF",
    "check.look.logs": "Lea los errores del último día: diabetes-stack logs",
    "check.look.performance": (
        "Mire los tiempos de respuesta, los errores, la CPU y la memoria: diabetes-stack monitor --once"
    ),
    "check.look.security_logs": "Lea los accesos rechazados y el resultado de la auditoría del registro.",
    "check.look.models": "Compruebe que el modelo en servicio es el que debe estar.",
    "check.look.dependencies": "Decida qué paquetes se actualizan y cuándo.",
    "check.look.configuration": "Lea lo que encontró doctor y decida los cambios.",
    "check.look.security": "Lea los hallazgos de la auditoría y decida qué se corrige.",
    "check.look.system": "Lea los cuatro resultados y decida qué se corrige.",
    "check.look.model_update": (
        "Evalúe el modelo con resultados recientes (model evaluate --live) y decida si se reentrena."
    ),
    "check.look.optimisation": "Lea los hallazgos de la base de datos y decida qué se optimiza.",
    "check.look.planning": "Acuerde con el equipo las mejoras del próximo trimestre.",
    "check.look.performance_audit": "Compare los tiempos con los del semestre anterior.",
    "check.look.availability": "Compare la disponibilidad, el MTTR y el MTBF con las metas.",
}
