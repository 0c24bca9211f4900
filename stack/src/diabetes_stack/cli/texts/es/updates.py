"""Updates: update; in Spanish."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "update.help": "Otra versión de los servicios o del modelo en servicio.",
    "update.system.help": (
        "Pone en uso otra versión de los servicios mientras la actual sigue respondiendo.\n\n"
        "Hace una copia de seguridad, instala la versión junto a la actual, ejecuta sus migraciones, prueba su API y "
        "renueva los servicios uno por uno. Si un paso falla, queda o vuelve la versión anterior."
    ),
    "update.rollback.help": "Vuelve a la versión anterior. La base de datos queda como está.",
    "update.migrate.help": "Lleva las tablas a esta versión; lo usa update system.",
    "update.from": "Carpeta con los paquetes y sus sumas SHA-256, hecha con make offline.",
    "update.version": "Versión que se toma del índice de paquetes que usa pip.",
    "update.restart": "Comando que reinicia los servicios, si no los ejecuta el comando up.",
    "update.program": "Última revisión de las tablas que conoce la versión en uso.",
    "update.stopped": "Ningún servicio funciona: se permiten cambios con los que la versión en uso no puede trabajar.",
    "update.one_source": "indique --from CARPETA o --version VERSIÓN",
    "update.current": "la versión {version} está en uso",
    "update.no_room": "el disco de {folder} no tiene espacio para otra versión",
    "update.no_releases": "esta instalación no se hizo con install.sh: en un contenedor, use una imagen más nueva; en "
    "otro caso, consulte docs/operations/updates.es.md",
    "update.no_previous": "no hay una versión anterior",
    "update.ask": "¿Poner en uso la versión {version}?",
    "update.ask_return": "¿Volver a la versión {version}?",
    "update.would_return": "la versión {version} reemplazaría a {current}",
    "update.plan": "la versión {version} reemplazaría a {before}:",
    "update.migrations": "migraciones que se ejecutarían: {names}",
    "update.backup": "copia de seguridad: {name}",
    "update.running": "servicios que se renovarían: {names}",
    "update.not_running": "ningún servicio funciona: no se renovaría ninguno",
    "update.file.no_list": "falta {file}: esta carpeta no se hizo con make offline",
    "update.file.missing": "falta {file}",
    "update.file.unlisted": "{file} no pertenece a la carpeta",
    "update.file.damaged": "{file} está dañado: su SHA-256 es distinto",
    "update.file.no_version": "{file} debe contener una sola versión de diabetes-stack",
    "update.step.backup": "Hacer una copia de seguridad",
    "update.step.install": "Instalar junto a la versión en uso",
    "update.step.migrate": "Llevar las tablas a la versión nueva",
    "update.step.trial": "Probar la API nueva en un puerto propio",
    "update.step.switch": "Renovar los servicios",
    "update.step.smoke": "Revisar los servicios",
    "update.step.tidy": "Borrar versiones más antiguas",
    "update.step.return": "Volver a la versión anterior",
    "update.done": "la versión {version} está en uso; {before} se conserva para poder volver",
    "update.nothing_runs": "ningún servicio funciona: inícielos con diabetes-stack up",
    "update.silence": "mayor tiempo sin respuesta de la API: {seconds} s",
    "update.failed": "falló el paso: {step}.",
    "update.untouched": "No se cambió nada de lo que está funcionando.",
    "update.returned": "La versión anterior está otra vez en uso y responde.",
    "update.not_returned": "LA VERSIÓN ANTERIOR NO RESPONDE: ejecute diabetes-stack doctor.",
    "update.restore": "Las tablas no sirven para la versión anterior: restaure la copia de seguridad {backup}.",
    "update.twice": "Ya se está ejecutando otra actualización.",
    "update.system": "{cause}.",
    "update.not_installed": "No se pudo instalar: {said}",
    "update.other_version": "La versión instalada es {version}.",
    "update.breaks": "Cambia las tablas de un modo con el que la versión en uso no puede trabajar ({names}). Detenga "
    "los servicios y ejecute el comando otra vez.",
    "update.trial_failed": "{said}.",
    "update.not_renewed": "No se pudieron renovar los servicios ({cause}).",
    "update.not_restarted": "Falló el comando de --restart: {said}",
    "update.too_long": "Tardó más de {seconds} s.",
    "update.command_failed": "{said}",
    "update.migrated": "migraciones: {names}",
    "update.model.help": (
        "Entrena modelos, evalúa el mejor con un conjunto de resultados, lo pone en servicio y lo vigila.\n\n"
        "Solo se pone en servicio según la regla de model promote. Si la API no responde como el modelo, vuelve "
        "el modelo anterior."
    ),
    "update.model.data": "CSV o Parquet con resultados, para entrenar; se puede repetir.",
    "update.model.on": "Conjunto de resultados con el que se evalúan ambos modelos.",
    "update.model.source": "De quiénes son los registros de --data, en palabras; queda en el archivo del modelo.",
    "update.model.algorithm": "Algoritmo que se entrena; se puede repetir (por defecto, todos).",
    "update.model.name": "Nombre de los modelos (por defecto, el del algoritmo).",
    "update.model.experiment": "Experimento en MLflow.",
    "update.model.watch": "Segundos durante los que las respuestas de la API se comparan con las del modelo.",
    "update.model.api": "Dirección de la API (por defecto, la de la configuración).",
    "update.model.unknown": "{names}: los algoritmos son {known}",
    "update.model.ask": "¿Registrar los modelos y poner en servicio el mejor, si la evaluación lo confirma?",
    "update.model.training": "Entrenamiento con {rows:,} filas",
    "update.model.judging": "Evaluación con {on}",
    "update.model.watching": "Vigilancia de {address}",
    "update.model.promoted": "{model} {version} está en servicio en lugar de {before}; {compared} respuestas fueron "
    "las del modelo",
    "update.model.refused": "{model} {version} no se pone en servicio: {objections}",
    "update.model.rolled_back": "{before} está otra vez en servicio en lugar de {model} {version}: {cause}",
    "update.model.would_be_promoted": "{model} {version} se pondría en servicio en lugar de {before}",
    "update.model.would_be_refused": "{model} {version} no se pondría en servicio: {objections}",
    "update.model.not_followed": "la API no usó el modelo en {seconds:.0f} s",
    "update.model.smoke_failed": "fallaron revisiones de la API: {names}",
    "update.model.silent": "la API no respondió {count} veces seguidas",
    "update.model.inconsistent": "la respuesta de la API no es la del modelo: {names}",
}
