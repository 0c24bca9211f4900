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
    "up.help": (
        "Inicia la API, el panel y MLflow, ejecuta las tareas programadas y detiene todo con Ctrl-C.\n\n"
        "Sin DATABASE_URL, todo se guarda en archivos SQLite dentro de DIABETES_DATA_DIR."
    ),
    "up.quiet": "No muestra la salida de los servicios.",
    "up.service": "Servicio que se inicia; se puede repetir (por defecto, todos).",
    "up.unknown": "{names}: los servicios son {known}",
    "up.dashboard": "Panel",
    "up.database": "Base de datos",
    "up.stopped": "detenido",
    "up.ready": "{name:9} disponible en {address} después de {seconds} s",
    "up.killed": "{name:9} no se detuvo en {seconds} s y fue cerrado a la fuerza",
    "up.kept": "siguen en uso los servicios anteriores",
    "up.unscheduled": "las tareas programadas están desactivadas (SCHEDULE)",
    "up.scheduled_elsewhere": "otro proceso ejecuta las tareas programadas de esta carpeta de datos",
    "up.taken": "otro programa ya usa {places}: deténgalo o elija otro puerto con la variable entre paréntesis",
    "up.twice": "los servicios de la carpeta de datos {folder} ya están funcionando",
    "up.unstartable": "no se puede iniciar {name}: {cause}",
    "up.ended": "{name} terminó por sí solo con el estado {status}",
    "up.silent": "{names}: sin respuesta en {seconds} s",
    "api.help": "Inicia solo la API.",
    "dashboard.help": "Inicia solo el panel.",
    "mlflow.help": "Inicia solo MLflow.",
    "demo.help": "Inicia todo en una carpeta nueva y en puertos libres, lo revisa y lo detiene.",
    "smoke.help": "Revisa desde afuera los servicios en marcha: salud, modelo, predicción, lote, rechazo.\n\n"
    "Las predicciones son de un paciente de ejemplo sin referencia; sus identificadores comienzan por smoke-.",
    "smoke.url": "Dirección de la API.",
    "smoke.token": "Token de acceso, si la API lo exige.",
    "smoke.dashboard": "Dirección del panel.",
    "smoke.mlflow": "Dirección de MLflow.",
    "smoke.ok": "bien",
    "smoke.failed": "FALLA",
    "smoke.name.health": "salud",
    "smoke.name.ready": "disponibilidad",
    "smoke.name.model": "modelo",
    "smoke.name.models": "modelos",
    "smoke.name.categories": "categorías",
    "smoke.name.features": "variables",
    "smoke.name.prediction": "predicción",
    "smoke.name.batch": "lote",
    "smoke.name.refusal": "rechazo",
    "smoke.name.dashboard": "panel",
    "smoke.name.mlflow": "mlflow",
    "smoke.predictions": "{count} predicciones hasta ahora",
    "smoke.model_is": "{name}, {fields} variables, R² {r2}",
    "smoke.estimate": "{glucose} mg/dL, {category}, riesgo {level}",
    "smoke.same": "cuatro respuestas iguales a la individual; el registro inválido fue rechazado",
    "smoke.refused": "registro inválido rechazado, con {count} errores a la vez",
    "smoke.answered": "responde",
    "smoke.degraded": "la API informa el estado {status}",
    "smoke.not_stored": "la respuesta no trae prediction_id",
    "smoke.lost": "se enviaron cinco registros y no llegaron cinco respuestas",
    "smoke.not_refused": "un registro inválido no fue rechazado",
    "smoke.differ": "la predicción por lote y la individual son distintas",
    "smoke.silent": "sin respuesta ({cause})",
    "smoke.odd": "la respuesta no es la de la API ({cause})",
    "smoke.status": "estado {status}",
    "schedule.help": (
        "Ejecuta las tareas programadas hasta Ctrl-C, las muestra, o las escribe para systemd o cron.\n\n"
        "El comando up también las ejecuta, salvo con SCHEDULE=off. Su zona horaria es SCHEDULE_TZ."
    ),
    "schedule.list": "Muestra las tareas, cuándo se ejecuta cada una y cómo resultó la última vez.",
    "schedule.install": "Escribe las tareas para este programa, que será el que las inicie.",
    "schedule.out": "Carpeta para los archivos de --install.",
    "schedule.together": "--install necesita --out, y ninguno de los dos va con --list",
    "schedule.json": "--json va con --list o con --install",
    "schedule.elsewhere": "otro proceso ya ejecuta las tareas programadas de la carpeta de datos {folder}",
    "schedule.head.job": "tarea",
    "schedule.head.command": "comando",
    "schedule.head.next": "próxima",
    "schedule.head.last": "última",
    "schedule.head.outcome": "resultado",
    "schedule.well": "bien",
    "schedule.problem": "PROBLEMA",
    "schedule.timed_out": "TARDÓ DEMASIADO",
    "schedule.zone": "horas de {zone} (SCHEDULE_TZ)",
    "schedule.written": "{count} archivos en {folder}",
    "schedule.next.systemd": "cópielos a /etc/systemd/system y luego: systemctl daemon-reload && "
    "systemctl enable --now diabetes-stack.service diabetes-*.timer",
    "schedule.next.cron": "cópielo a /etc/cron.d/diabetes-stack y use SCHEDULE=off con el comando up",
    # Database: db.
    # Models: model, outcomes, compare.
    # Tokens: token.
    # Backups: backup.
    # Monitor: monitor, incident.
    # Checklists: check.
    # Security: audit.
    # Updates: update, doctor.
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
    "doctor.help": (
        "Busca qué impide que los servicios funcionen y dice qué hacer: la API no responde, el modelo no "
        "carga, la base de datos no conecta, los servicios están lentos."
    ),
    "doctor.bundle": (
        "Escribe también un archivo para quien ayuda desde afuera: hallazgos, versiones, configuración, "
        "eventos, cifras de acceso. No contiene secretos ni datos de pacientes."
    ),
    "doctor.working": "Revisión",
    "doctor.bundled": "{file} se puede enviar a quien ayuda: no contiene secretos ni datos de pacientes",
    "doctor.all_well": "todo lo que se revisó está bien",
    "doctor.troubles": "{count} hallazgos necesitan atención",
    "doctor.state.well": "bien",
    "doctor.state.warning": "AVISO",
    "doctor.state.problem": "PROBLEMA",
    "doctor.state.unknown": "NO SE SABE",
    "doctor.area.api": "¿Responde la API?",
    "doctor.area.model": "¿Carga el modelo?",
    "doctor.area.database": "¿Conecta la base de datos?",
    "doctor.area.slow": "¿Hay algo lento?",
    "doctor.is.settings_well": "la configuración es válida",
    "doctor.is.settings_invalid": "la configuración no es válida: {said}",
    "doctor.do.settings_invalid": (
        "corrija esas variables en el entorno o en el archivo .env y vuelva a iniciar los servicios"
    ),
    "doctor.is.not_examined": "no se revisó, por la configuración",
    "doctor.do.not_examined": "corrija la configuración y ejecute este comando otra vez",
    "doctor.is.folder_unwritable": "no se puede escribir en la carpeta de datos {folder}",
    "doctor.do.folder_unwritable": (
        "asígnela al usuario de los servicios (chown) o elija otra con DIABETES_DATA_DIR"
    ),
    "doctor.is.up_runs": "up está en marcha (proceso {pid}): {services}",
    "doctor.is.up_starts": "up está en marcha (proceso {pid}), pero los servicios aún no están disponibles",
    "doctor.do.up_starts": "espere tres minutos; si sigue igual, lea la salida de up",
    "doctor.is.runs_without_up": "la API está en marcha; no la inició up",
    "doctor.is.not_running": "los servicios no están en marcha",
    "doctor.do.not_running": (
        "inícielos: diabetes-stack up, o systemctl start diabetes-stack, o docker compose up -d"
    ),
    "doctor.is.api_port_free": "nadie atiende en {address}",
    "doctor.do.api_port_free": "revise API_HOST y API_PORT, y lea la salida de up",
    "doctor.is.api_hangs": "{address} acepta conexiones pero no responde en {seconds} s (programa: {program})",
    "doctor.do.api_hangs": "reinicie la API; si se vuelve a bloquear, envíe el archivo de --bundle",
    "doctor.is.api_port_taken": "otro programa responde en {address} (programa: {program})",
    "doctor.do.api_port_taken": "detenga ese programa o elija otro puerto con API_PORT",
    "doctor.is.clock_well": "los relojes coinciden",
    "doctor.is.clock_unknown": "la API no indica su hora",
    "doctor.do.clock_unknown": "compare usted los relojes de los equipos (date -u)",
    "doctor.is.clock_differs": (
        "el reloj de la API difiere en {seconds} s: se rechazan los tokens y las horas quedan mal"
    ),
    "doctor.do.clock_differs": (
        "ajuste los relojes de ambos equipos con un servidor de hora (timedatectl set-ntp true)"
    ),
    "doctor.is.api_slow": "la API tardó {seconds} s en /health; lo normal es 5 s como máximo",
    "doctor.do.api_slow": "vea la sección sobre lo que está lento",
    "doctor.is.api_without_model": "la API de {address} no tiene modelo y rechaza las predicciones",
    "doctor.do.api_without_model": "vea la sección sobre el modelo",
    "doctor.is.api_without_database": (
        "la API de {address} no llega a la base de datos; las respuestas esperan en su disco"
    ),
    "doctor.do.api_without_database": "vea la sección sobre la base de datos; no se pierde nada",
    "doctor.is.api_degraded": "la API informa que algo falla: {names}",
    "doctor.do.api_degraded": "lea su registro; si sigue igual, reiníciela",
    "doctor.is.api_answers": "la API responde en {address} ({milliseconds} ms)",
    "doctor.is.dashboard_unused": "el panel no es uno de los servicios de este equipo",
    "doctor.is.dashboard_away": "el panel no responde en {address}",
    "doctor.do.dashboard_away": "inícielo: diabetes-stack dashboard; revise STREAMLIT_SERVER_PORT",
    "doctor.is.dashboard_unknown": "ningún panel responde en {address}",
    "doctor.do.dashboard_unknown": "si está en otro equipo, ábralo en un navegador",
    "doctor.is.dashboard_answers": "el panel responde en {address}",
    "doctor.is.mlflow_unused": "MLflow no es uno de los servicios de este equipo",
    "doctor.is.mlflow_away": "MLflow no responde en {address}; las predicciones no lo necesitan",
    "doctor.do.mlflow_away": "inícielo: diabetes-stack mlflow; luego ejecute diabetes-stack model sync",
    "doctor.is.mlflow_answers": "MLflow responde en {address}",
    "doctor.is.model_well": "el modelo por defecto carga: {model} {version}",
    "doctor.is.model_missing": "el archivo del modelo {file} no existe",
    "doctor.do.model_missing": (
        "corrija DIABETES_MODEL, recupere el archivo de una copia de seguridad, o deje vacía la variable "
        "para usar el modelo incluido"
    ),
    "doctor.is.model_unreadable": "no se puede leer el archivo del modelo {file}: {cause}",
    "doctor.do.model_unreadable": "permita que lo lea el usuario de los servicios",
    "doctor.is.model_damaged": "el archivo del modelo {file} está dañado o no es un modelo ({cause})",
    "doctor.do.model_damaged": (
        "recupérelo de una copia de seguridad o entrene otra vez: diabetes-stack model train"
    ),
    "doctor.is.model_generated": (
        "el archivo del modelo {file} aprendió de registros generados: nunca se usa en producción"
    ),
    "doctor.do.model_generated": (
        "elija con DIABETES_MODEL un modelo de personas reales, o déjela vacía para usar el modelo incluido"
    ),
    "doctor.is.model_unstated": (
        "el archivo del modelo {file} no dice de quiénes son los registros de los que aprendió: no se usa "
        "en producción"
    ),
    "doctor.do.model_unstated": 'declárelo: diabetes-stack model register {file} --source "..." --statement',
    "doctor.is.no_champion": "no se ha promovido ningún modelo: responde el modelo por defecto",
    "doctor.is.champion_unknown": "no se pudo leer de la base de datos el modelo en servicio",
    "doctor.do.champion_unknown": "vea la sección sobre la base de datos",
    "doctor.is.champion_refused": (
        "no consta que el modelo promovido {model} {version} haya aprendido de personas reales: responde "
        "el anterior"
    ),
    "doctor.do.champion_refused": "vuelva al anterior: diabetes-stack model rollback",
    "doctor.is.champion_damaged": (
        "el modelo promovido {model} {version} está dañado en la base de datos: responde el anterior"
    ),
    "doctor.do.champion_damaged": (
        "vuelva al anterior: diabetes-stack model rollback; luego restaure una copia de seguridad: "
        "diabetes-stack backup restore"
    ),
    "doctor.is.champion_well": "el modelo promovido carga: {model} {version}",
    "doctor.is.champion_not_used": "la API responde con {served}, y el modelo promovido es {version}",
    "doctor.do.champion_not_used": (
        "espere un minuto; luego revise que API_BASE_URL indique una API con esta base de datos y reiníciela"
    ),
    "doctor.is.database_well": "la base de datos acepta predicciones: {place}",
    "doctor.is.host_unknown": "no se conoce el nombre {host} del servidor de la base de datos",
    "doctor.do.host_unknown": "corrija DATABASE_URL o repare el servidor de nombres",
    "doctor.is.database_unreachable": "nadie atiende en {host}, puerto {port}",
    "doctor.do.database_unreachable": (
        "inicie el servidor de la base de datos (systemctl start postgresql) o corrija DATABASE_URL"
    ),
    "doctor.is.database_hangs": "la base de datos no responde en {seconds} s",
    "doctor.do.database_hangs": (
        "busque qué la bloquea: carga, disco lleno, un proceso detenido; luego reinicie su servidor"
    ),
    "doctor.is.password_refused": "el servidor de la base de datos rechaza al usuario {user}: clave o permiso",
    "doctor.do.password_refused": "corrija usuario y clave en DATABASE_URL, o pg_hba.conf del servidor",
    "doctor.is.too_many_connections": "el servidor de la base de datos no tiene conexiones libres para {user}",
    "doctor.do.too_many_connections": (
        "cierre programas que las ocupen; los servicios necesitan diez (diabetes-stack db check)"
    ),
    "doctor.is.database_starting": "el servidor de la base de datos está arrancando o deteniéndose",
    "doctor.do.database_starting": "espere un minuto y ejecute este comando otra vez",
    "doctor.is.database_unknown": (
        "el servidor no tiene una base de datos llamada {name}, o no tiene el usuario {user}"
    ),
    "doctor.do.database_unknown": "créela, restáurela de una copia de seguridad o corrija DATABASE_URL",
    "doctor.is.database_refuses": "el servidor de la base de datos rechaza la conexión de {user} a {name}",
    "doctor.do.database_refuses": "lea el registro del servidor de la base de datos",
    "doctor.is.file_missing": "el archivo de la base de datos {file} no existe",
    "doctor.do.file_missing": (
        "inicie los servicios para crearlo; si ya existía, restaure una copia de seguridad: "
        "diabetes-stack backup restore"
    ),
    "doctor.is.not_permitted": "{user} no tiene permiso para usar {name}",
    "doctor.do.not_permitted": "dé permiso de lectura y escritura al usuario de los servicios",
    "doctor.is.file_damaged": "el archivo de la base de datos {name} está dañado",
    "doctor.do.file_damaged": (
        "detenga los servicios y restaure la copia de seguridad más reciente: diabetes-stack backup restore"
    ),
    "doctor.is.tables_missing": "la base de datos no tiene tablas ({names})",
    "doctor.do.tables_missing": (
        "si es nueva: diabetes-stack db upgrade; si ya se usaba, restaure antes una copia de seguridad: "
        "diabetes-stack backup restore"
    ),
    "doctor.is.tables_older": "las tablas son de una versión anterior; pendientes: {names}",
    "doctor.do.tables_older": "diabetes-stack db upgrade",
    "doctor.is.tables_newer": "las tablas pertenecen a una versión más nueva; esta conoce {known}",
    "doctor.do.tables_newer": "actualice esta instalación: diabetes-stack update system",
    "doctor.is.read_only": "la base de datos no acepta cambios",
    "doctor.do.read_only": (
        "termine su modo de solo lectura; puede ser una réplica, o su disco puede estar montado solo para "
        "leer"
    ),
    "doctor.is.disk_full": "el disco de la base de datos está lleno",
    "doctor.do.disk_full": "libere espacio; mientras tanto las respuestas esperan en el disco de la API",
    "doctor.is.server_memory": "el servidor de la base de datos no tiene más memoria",
    "doctor.do.server_memory": "cierre otros programas de su equipo o asígnele más memoria",
    "doctor.is.locked": "otro programa tiene bloqueada la base de datos",
    "doctor.do.locked": "busque una copia, un respaldo o un editor que la tenga abierta y ciérrelo",
    "doctor.is.database_fails": "la base de datos informa un error: {cause}",
    "doctor.do.database_fails": (
        "lea el registro del servidor de la base de datos y envíe el archivo de --bundle"
    ),
    "doctor.is.database_clock_differs": "el reloj del servidor de la base de datos difiere en {seconds} s",
    "doctor.do.database_clock_differs": (
        "ajuste los relojes de ambos equipos con un servidor de hora (timedatectl set-ntp true)"
    ),
    "doctor.is.spool_empty": "ninguna respuesta espera a la base de datos",
    "doctor.is.spool_waiting": (
        "{bytes} bytes de respuestas esperan en el disco a la base de datos, en {folder}"
    ),
    "doctor.do.spool_waiting": (
        "se guardan cuando vuelva la base de datos y haya una API en marcha; no las borre"
    ),
    "doctor.is.spool_aside": "{count} archivos no se pudieron guardar y quedaron aparte, en {folder}",
    "doctor.do.spool_aside": "consérvelos y envíe el archivo de --bundle",
    "doctor.is.spool_unknown": "no se puede leer la carpeta de respuestas en espera: {cause}",
    "doctor.do.spool_unknown": "asígnela al usuario de los servicios (chown)",
    "doctor.is.disk_unknown": "no se pudo revisar el disco de la carpeta de datos: {cause}",
    "doctor.do.disk_unknown": "revise el disco (df -h, dmesg)",
    "doctor.is.disk_full_here": "el disco de {folder} está lleno: {free} GB libres",
    "doctor.do.disk_full_here": (
        "libere espacio: registros viejos, copias viejas (diabetes-stack backup prune), otros archivos"
    ),
    "doctor.is.disk_low": "el disco de {folder} está casi lleno: {free} GB libres",
    "doctor.do.disk_low": (
        "libere espacio pronto: registros viejos, copias viejas (diabetes-stack backup prune), otros archivos"
    ),
    "doctor.is.disk_room": "el disco de {folder} tiene espacio: {free} GB libres",
    "doctor.is.disk_slow": (
        "el disco necesita {milliseconds} ms para una escritura pequeña, y cada respuesta la espera"
    ),
    "doctor.do.disk_slow": (
        "busque programas que escriban mucho o un disco que falla (dmesg); use un disco más rápido"
    ),
    "doctor.is.disk_fast": "el disco necesita {milliseconds} ms para una escritura pequeña",
    "doctor.is.memory_low": "está en uso el {percent} % de la memoria; la mayor parte, de {programs}",
    "doctor.do.memory_low": "cierre otros programas o asigne más memoria al equipo",
    "doctor.is.memory_well": "está en uso el {percent} % de la memoria",
    "doctor.is.cpu_busy": "el procesador está ocupado al {percent} %",
    "doctor.do.cpu_busy": (
        "busque el programa que lo usa (top); si es la API, asigne más procesadores al equipo"
    ),
    "doctor.is.cpu_well": "el procesador está ocupado al {percent} %",
    "doctor.is.database_speed_unknown": "no se pudo medir la rapidez de la base de datos",
    "doctor.do.database_speed_unknown": "vea la sección sobre la base de datos",
    "doctor.is.database_slow": "la base de datos necesita {milliseconds} ms para una pregunta sencilla",
    "doctor.do.database_slow": "revise la red hasta su servidor y la carga; luego diabetes-stack db check",
    "doctor.is.database_fast": "la base de datos necesita {milliseconds} ms para una pregunta sencilla",
    "doctor.is.transactions_idle": (
        "{count} conexiones tienen una transacción abierta hace más de {minutes} minutos y no hacen nada"
    ),
    "doctor.do.transactions_idle": "cierre los programas que lo hacen (diabetes-stack db check)",
    "doctor.is.connections_many": (
        "la base de datos tiene {count} conexiones; a los servicios les bastan {most}"
    ),
    "doctor.do.connections_many": "cierre programas que las ocupen (diabetes-stack db check)",
    "doctor.is.connections_few": "la base de datos tiene {count} conexiones de un máximo de {most}",
}

TEXTS = Texts("es", "Español", _WORDS, separators=",.", day="%d/%m/%Y")
