"""Troubleshooting: doctor; in Spanish."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
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
    "doctor.is.up_failed": "los servicios no están en marcha: up terminó con: {said} {last}",
    "doctor.do.up_failed": "corrija la causa e inícielos: diabetes-stack up, o systemctl start diabetes-stack",
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
    "doctor.is.form_missing": "al panel de este equipo le falta el formulario para una persona: {file}",
    "doctor.do.form_missing": "constrúyalo con «make up» o instale de nuevo el paquete, que lo trae",
    "doctor.is.form_well": "el formulario del panel está en este equipo",
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
    "doctor.is.models_unread": "{count} archivos de modelos no se compararon con su suma: no hubo tiempo",
    "doctor.do.models_unread": "ejecute este comando otra vez cuando la base de datos esté menos ocupada",
    "doctor.is.models_damaged": "hay archivos de modelos dañados en la base de datos: {names}",
    "doctor.do.models_damaged": "restaure una copia de seguridad: diabetes-stack backup restore",
    "doctor.is.models_none": "no hay modelos registrados",
    "doctor.is.models_well": "archivos de modelos registrados, completos: {count}",
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
    "doctor.is.database_named": "la configuración indica la base de datos {place}",
    "doctor.is.database_well": "la base de datos acepta predicciones",
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
    "doctor.is.database_foreign": "la base de datos pertenece a otro programa (tablas: {names})",
    "doctor.do.database_foreign": (
        "indique en DATABASE_URL una base de datos vacía, solo para este sistema; esta no se cambia"
    ),
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
