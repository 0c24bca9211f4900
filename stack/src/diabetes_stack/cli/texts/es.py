"""The commands in Spanish."""

from __future__ import annotations

from ...words import Texts

__all__ = ["TEXTS"]

_WORDS = {
    # Common to all commands.
    "json": "Muestra el resultado como JSON.",
    "dry_run": "Dice qué haría, sin cambiar nada.",
    "yes": "No pide confirmación.",
    "error": "error: {text}",
    "warning": "aviso: {text}",
    "unattended": "hace falta --yes: sin terminal no se puede pedir confirmación",
    # Services: up, api, dashboard, mlflow, smoke, demo.
    # Database: db.
    # Models: model, outcomes, compare.
    # Tokens: token.
    # Backups: backup.
    # Monitor: monitor, incident.
    "monitor.help": "Vigila los servicios, el equipo y el modelo, y avisa qué está mal.\n\n"
    "Sin opciones hace una ronda cada MONITOR_SECONDS hasta que se detenga.",
    "monitor.once": "Hace una ronda, muestra lo que encontró y termina con 1 si algo está mal o es desconocido.",
    "monitor.json": "Lo mismo como JSON.",
    "monitor.rules.help": "Muestra las reglas, o escribe con ellas archivos para Prometheus, Alertmanager y Grafana.",
    "monitor.rules.out": "Carpeta para los archivos.",
    "monitor.rules.written": "escrito: {file}",
    "monitor.rules.would": "escribiría: {file}",
    "monitor.model.help": "Compara las personas que llegan y las respuestas con las que el modelo conoce.",
    "monitor.model.people": "Modelo {version}: las {people} respuestas más recientes de {days} días.",
    "monitor.model.score": "Puntaje medio de {output}: {training} en el entrenamiento, {now} ahora, {shift}:",
    "monitor.model.rest": "otros {n} datos",
    "monitor.model.nobody": "No hay nadie a quien se aplique la estimación.",
    "monitor.model.expected": "Si las probabilidades son correctas: {cases} % tiene diabetes, Brier {brier}, AUROC "
    "{auroc}; {referred} % se envía a una prueba.",
    "monitor.model.outcomes": "Con {results} resultados de laboratorio: exactitud {accuracy} ({accuracy_before} "
    "{reference}), AUROC {auroc} ({auroc_before}), observados sobre esperados {ratio}.",
    "monitor.reference.promotion": "al promoverlo",
    "monitor.reference.training": "en el entrenamiento",
    "monitor.shift.stable": "como se conoce",
    "monitor.shift.watch": "vigilar",
    "monitor.shift.review": "revisar",
    "monitor.shift.unknown": "muy pocos",
    "monitor.column.what": "qué",
    "monitor.column.value": "valor",
    "monitor.column.state": "estado",
    "monitor.column.why": "por qué",
    "monitor.column.rule": "regla",
    "monitor.column.limit": "mal cuando",
    "monitor.column.rounds": "rondas hasta abrir / terminar",
    "monitor.column.severity": "severidad",
    "monitor.column.response": "se responde antes de",
    "monitor.column.contact": "contacto",
    "monitor.column.field": "dato",
    "monitor.column.psi": "PSI",
    "monitor.open": "incidente {id} ({severity}): {title}, desde {since} UTC",
    "monitor.summary": "mal: {wrong}, desconocidos: {unknown}, incidentes abiertos: {open}",
    "monitor.glance": "Otro monitor hace las rondas: esta mirada no se registró ni se avisó a nadie.",
    "monitor.unrecorded": "la ronda no se registró: {problem}",
    "monitor.only_one": "otro monitor ya vigila esta carpeta de datos",
    "monitor.newer": "una versión más nueva escribió {file}; instálela, o mueva el archivo a otro lugar",
    "incident.help": "Incidentes que el monitor encontró.",
    "incident.id": "Número del incidente.",
    "incident.note": "Lo que se guarda con él; sin datos de pacientes.",
    "incident.list.help": "Lista los incidentes, primero los más recientes.",
    "incident.list.open": "Solo los que no han terminado.",
    "incident.list.since": "Los ocurridos desde este día, AAAA-MM-DD, y los que siguen abiertos.",
    "incident.list.bad_since": "--since debe ser un día, AAAA-MM-DD",
    "incident.ack.help": "Dice que usted se ocupa de un incidente: cesan los recordatorios.",
    "incident.resolve.help": "Dice que un incidente terminó. Si la causa sigue, el monitor abre otro.",
    "incident.figures.help": "Disponibilidad, tiempos medios de reparación y entre fallas, y tiempos por severidad. "
    "Termina con 1 si no se cumplió una meta.",
    "incident.figures.days": "Días hasta ahora.",
    "incident.figures.period": "Del {since} al {until}, UTC",
    "incident.figures.nothing": "el monitor aún no ha registrado nada; inícielo con diabetes-stack monitor",
    "incident.none": "no hay incidentes",
    "incident.unknown": "no existe el incidente {id}; vea diabetes-stack incident list",
    "incident.over": "el incidente {id} ya terminó",
    "incident.acked": "usted se ocupa del incidente {id}: {title}",
    "incident.resolved": "terminó el incidente {id}: {title}",
    "incident.would": "nada cambió: incidente {id}, {title}",
    "incident.column.id": "n.º",
    "incident.column.severity": "severidad",
    "incident.column.what": "qué",
    "incident.column.since": "desde (UTC)",
    "incident.column.lasted": "duró",
    "incident.column.state": "estado",
    "incident.column.service": "servicio",
    "incident.column.available": "disponible, %",
    "incident.column.between": "entre, %",
    "incident.column.target": "meta",
    "incident.column.unwatched": "sin vigilar",
    "incident.column.outages": "caídas",
    "incident.column.met": "cumplida",
    "incident.column.opened": "abiertos en el período",
    "incident.column.open": "sin terminar",
    "incident.column.in_time": "respondidos a tiempo",
    "incident.column.late": "tarde",
    "incident.column.resolution": "tiempo medio hasta terminar",
    "incident.state.open": "abierto",
    "incident.state.taken": "lo atiende {by}",
    "incident.state.resolved": "terminado ({by})",
    "incident.met.yes": "sí",
    "incident.met.no": "no",
    "incident.met.unknown": "no se sabe",
    "incident.mttr": "Tiempo medio de reparación de una caída: {value} (meta < 2 h): {met}",
    "incident.mtbf": "Tiempo medio entre caídas: {value} (meta > 30 días): {met}",
    # Checklists: check.
    # Security: audit.
    # Updates: update, doctor.
}

TEXTS = Texts("es", "Español", _WORDS, separators=",.", day="%d/%m/%Y")
