"""The commands in Spanish."""

from __future__ import annotations

from ...words import Texts

__all__ = ["TEXTS"]

_WORDS = {
    # Common to all commands.
    "json": "Muestra el resultado como JSON.",
    "dry_run": "Dice qué haría, sin cambiar nada.",
    "yes": "No pide confirmación.",
    "unexpected": "algo falló que el comando no esperaba ({kind}); envíe todo este texto a quien mantiene el sistema",
    "settings.invalid": "la configuración no es válida: {text}",
    "error": "error: {text}",
    "warning": "aviso: {text}",
    "unattended": "hace falta --yes: sin terminal no se puede pedir confirmación",
    "yes_or_no": "s/N",
    "answers_yes": "s si sí",
    # Files that commands read and write.
    "file.bad": "{file}: {cause}",
    "file.missing": "no existe ese archivo o esa carpeta",
    "file.forbidden": "este usuario no puede leerlo o escribirlo",
    "file.folder": "es una carpeta",
    "file.differs": "{file} tiene otras columnas u otro formato de números que {first}: dé archivos del mismo tipo",
    # What is around the commands: help, usage, a wrong command line.
    "frame.about": "Los servicios del hospital en torno a la biblioteca de riesgo de diabetes. Estima; no diagnostica.",
    "frame.version": "Muestra la versión y termina.",
    "frame.help": "Muestra esta ayuda y termina.",
    "frame.install_completion": "Instala el autocompletado en la consola actual.",
    "frame.show_completion": "Muestra el autocompletado de la consola actual, para copiarlo o adaptarlo.",
    "frame.usage": "Uso",
    "frame.options_metavar": "[OPCIONES]",
    "frame.command_metavar": "COMANDO [ARGUMENTOS]...",
    "frame.text": "TEXTO",
    "frame.number": "NÚMERO",
    "frame.file": "ARCHIVO",
    "frame.arguments": "Argumentos",
    "frame.options": "Opciones",
    "frame.commands": "Comandos",
    "frame.error": "Error",
    "frame.default": "[si no se indica: {}]",
    "frame.required": "[obligatorio]",
    "frame.aborted": "Detenido.",
    "frame.try_help": "Vea la ayuda: [blue]'{command_path} {help_option}'[/]",
    "frame.no_command": "No existe el comando {name!r}.",
    "frame.no_option": "No existe la opción {name!r}.",
    "frame.similar": "Parecido: {names}",
    "frame.extra": "Sobran estos argumentos: {arguments}",
    "frame.missing_argument": "Falta el argumento {name}.",
    "frame.missing_option": "Falta la opción {name}.",
    "frame.option_without_value": "La opción {name!r} necesita un valor.",
    "frame.option_with_value": "La opción {name!r} no lleva valor.",
    "frame.no_such_file": "el archivo no existe",
    "frame.is_a_folder": "es una carpeta, y debe ser un archivo",
    "frame.is_unreadable": "el archivo no se puede leer",
    "frame.is_unwritable": "no se puede escribir en el archivo",
    "frame.bad_value": "{name}: {text}",
    "frame.not_a_choice": "debe ser uno de estos: {choices}",
    "frame.not_an_integer": "debe ser un número entero",
    "frame.not_a_number": "debe ser un número",
    "frame.too_small": "debe ser {least:,} o más",
    "frame.too_large": "debe ser {most:,} o menos",
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
    "smoke.bad_url": "debe empezar por http:// o https://",
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
    "smoke.name.load": "carga",
    "smoke.load.help": (
        "Además, una prueba de carga de estos segundos: 50 consultas por segundo que no se guardan."
    ),
    "smoke.loaded": (
        "{requests} consultas, {errors} con error; mediana {median} ms, 95 % en {most} ms, la más lenta {slowest} ms"
    ),
    "smoke.overloaded": (
        "{errors} errores en {requests} consultas; mediana {median} ms, 95 % en {most} ms, la más lenta {slowest} ms"
    ),
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
    "login.proxy.help": "Ejecuta el inicio de sesión delante de MLflow. Lo inicia la orden mlflow.",
    "login.proxy.upstream": "Dirección de MLflow en esta máquina.",
    # Database: db.
    "db.help": "La base de datos.",
    "db.patient": "Referencia del paciente, como se envió a la API.",
    "db.unknown_patient": (
        "no hay nada guardado con esta referencia; revise que esté escrita igual que en la API (--patient)"
    ),
    "db.missing": (
        "no existe la base de datos {file}. ¿Es DIABETES_DATA_DIR la carpeta de los servicios? Si la base de datos se "
        "perdió, restáurela: diabetes-stack backup restore; si es nueva, créela: diabetes-stack db upgrade"
    ),
    "db.away": "base de datos en {address}: {problem}",
    "db.forgotten_again": "{rows} predicciones de pacientes olvidados se borraron de nuevo",
    "db.upgrade.help": (
        "Actualiza la base de datos a las tablas de esta versión y vuelve a olvidar a quien trajo una copia "
        "anterior."
    ),
    "db.upgrade.none": "al día: {address}",
    "db.upgrade.would": "se aplicaría a {address}: {steps}",
    "db.upgrade.done": "al día: {address}; aplicado: {steps}",
    "db.clean.help": (
        "Borra registros y predicciones anónimas vencidos, en lotes pequeños que no hacen esperar a nadie. "
        "Los totales no cambian. Se conservan las predicciones de pacientes, de historias clínicas y con "
        "retención legal. Si se interrumpe, se puede repetir."
    ),
    "db.clean.optimise": "Después deja el espacio disponible y renueva las estadísticas de las consultas.",
    "db.clean.working": "Limpieza",
    "db.clean.done": (
        "borrados: {logs} registros de más de {log_days} días, {predictions} predicciones anónimas de más de "
        "{days} días"
    ),
    "db.clean.would": (
        "se borrarían: {logs} registros de más de {log_days} días, {predictions} predicciones anónimas de más "
        "de {days} días"
    ),
    "db.export.help": "Escribe como JSON todo lo guardado de un paciente. Queda en la tabla de auditoría.",
    "db.export.out": "Archivo que se escribe; si falta, la salida estándar.",
    "db.export.done": "{count} predicciones en {file}",
    "db.forget.help": (
        "Borra lo guardado de un paciente que se puede borrar. Lo que pertenece a una historia clínica o "
        "tiene retención legal se conserva y se dice; entonces el código de salida es 1. Queda en la tabla de "
        "auditoría."
    ),
    "db.forget.not_told": (
        "la segunda copia de los backups (BACKUP_TO) no se pudo actualizar: {cause}. "
        "Corra backup create cuando esté disponible"
    ),
    "db.forget.ask": "¿Borrar para siempre las predicciones y los resultados de laboratorio de este paciente?",
    "db.forget.done": "{count} predicciones borradas",
    "db.forget.would": "{count} predicciones se borrarían",
    "db.forget.kept": "{count} predicciones se conservan: {why} ({law})",
    "db.forget.order": "retención legal: {reason}",
    "db.forget.waiting": (
        "{count} predicciones esperan en archivos de esta máquina; no se guardarán, y la API las borra"
    ),
    "db.kept.clinical_record": "pertenecen a una historia clínica",
    "db.kept.legal_hold": "los datos del paciente tienen retención legal; repita después de db release",
    "db.hold.help": (
        "Pone los datos de un paciente en retención legal, por orden de un juez o una autoridad: nada se "
        "borra hasta db release. Queda en la tabla de auditoría."
    ),
    "db.hold.reason": "La orden: juzgado o autoridad, número y fecha. Sin nombres de pacientes.",
    "db.hold.bad_reason": "--reason debe tener de 1 a {most} letras o signos",
    "db.hold.done": "en retención legal: {count} predicciones",
    "db.hold.would": "quedarían en retención legal: {count} predicciones",
    "db.hold.known": "ya en retención legal por este motivo: {count} predicciones",
    "db.release.help": (
        "Termina las retenciones legales de un paciente. Lo que antes se debía olvidar se borra ahora. Queda "
        "en la tabla de auditoría."
    ),
    "db.release.done": "retenciones legales terminadas: {count}",
    "db.release.would": "retenciones legales que terminarían: {count}",
    "db.release.none": "los datos de este paciente no tienen retención legal",
    "db.holds.help": "Lista las retenciones legales. El paciente aparece con las primeras cifras de su código.",
    "db.holds.all": "También las terminadas.",
    "db.holds.none": "no hay retenciones legales",
    "db.holds.patient": "paciente",
    "db.holds.reason": "motivo",
    "db.holds.since": "desde",
    "db.holds.by": "por",
    "db.holds.until": "hasta",
    "db.holds.predictions": "predicciones",
    "db.check.help": (
        "Revisa la base de datos: conexiones, tamaños, índices, consultas lentas, filas muertas. El código de "
        "salida es 1 si hay algo que hacer."
    ),
    "db.check.repair": (
        "Ejecuta lo que lo repara: vacuum, analyze, índices que faltan o están dañados. Solo si hace falta."
    ),
    "db.check.dry_run": "solo con --repair",
    "db.check.working": "Reparación",
    "db.check.name": "qué",
    "db.check.value": "valor",
    "db.check.limit": "límite",
    "db.check.state": "estado",
    "db.check.would": "se ejecutaría: {statement}",
    "db.check.done": "ejecutado: {statement}",
    "db.check.sum": "{found} por revisar, {unknown} desconocidos",
    "db.state.ok": "bien",
    "db.state.warning": "aviso",
    "db.state.critical": "crítico",
    "db.state.unknown": "desconocido",
    "db.finding.schema": "tablas de esta versión",
    "db.finding.connections": "conexiones",
    "db.finding.idle": "conexión inactiva más larga",
    "db.finding.idle_in_transaction": "pausa más larga en una transacción",
    "db.finding.transaction": "transacción más larga",
    "db.finding.size": "tamaño",
    "db.finding.index_missing": "índice que falta",
    "db.finding.index_invalid": "índice dañado",
    "db.finding.index_unused": "índice sin uso",
    "db.finding.index_bloat": "índice inflado",
    "db.finding.dead_rows": "filas muertas",
    "db.finding.statistics": "cambios desde las estadísticas",
    "db.finding.slow_queries": "consultas lentas",
    "db.finding.intact": "archivo íntegro",
    "db.finding.foreign_keys": "filas sin su fila principal",
    "db.finding.free_pages": "espacio libre en el archivo",
    "db.finding.write_ahead_log": "registro de escritura (WAL)",
    "db.mend.upgrade": "ejecute diabetes-stack db upgrade",
    "db.mend.clean": (
        "ejecute diabetes-stack db clean; si sigue grande, hace falta más disco o un archivo histórico"
    ),
    "db.mend.vacuum": "ejecute diabetes-stack db check --repair",
    "db.mend.analyze": "ejecute diabetes-stack db check --repair",
    "db.mend.index": "ejecute diabetes-stack db check --repair",
    "db.mend.reindex": "ejecute diabetes-stack db check --repair",
    "db.mend.checkpoint": (
        "ejecute diabetes-stack db check --repair; un programa que lee sin terminar lo mantiene grande"
    ),
    "db.mend.close": "termine el programa que la tiene, o reinicie ese servicio",
    "db.mend.look": "pida que lo revise quien mantiene el sistema",
    "db.mend.restore": "restaure la última copia verificada; guarde el archivo dañado",
    "db.mend.slow": "la tabla pg_stat_statements nombra las consultas lentas; pida que las revisen",
    "db.mend.install": (
        "la extensión pg_stat_statements no está instalada: ponga shared_preload_libraries = "
        "'pg_stat_statements', reinicie PostgreSQL y ejecute CREATE EXTENSION pg_stat_statements en esta base "
        "de datos"
    ),
    "db.mend.sqlite": "SQLite no lleva estadísticas de consultas",
    "db.mend.dbstat": "esta versión de SQLite no dice el tamaño de una tabla",
    "db.mend.wait": "las estadísticas de PostgreSQL tienen menos de siete días; revise más tarde",
    "db.mend.refused": (
        "el servidor no lo dijo: al usuario de DATABASE_URL le falta un permiso, o tardó demasiado"
    ),
    "db.dump.help": (
        "Escribe toda la base de datos en un archivo, que aparece cuando está completo: en el formato propio "
        "de la base o como SQL. Contiene datos de pacientes. Los modelos y los archivos de MLflow van en una "
        "copia (backup), no aquí."
    ),
    "db.dump.nothing": "la base de datos no tiene tablas: no hay nada que volcar",
    "db.dump.sql": "Como texto SQL, para psql o sqlite3.",
    "db.dump.out": "Archivo que se escribe; si falta, uno nuevo en DIABETES_DATA_DIR/dumps.",
    "db.dump.working": "Escritura de la base de datos",
    "db.dump.done": "{file}: {size} MB, SHA-256 {sha256}",
    "db.restore.help": (
        "Restaura la base de datos desde un archivo de db dump o pg_dump, toda o nada. Los pacientes "
        "olvidados siguen olvidados."
    ),
    "db.restore.file": "El archivo; su tipo se reconoce.",
    "db.restore.replace": "Lo permite si la base de datos tiene filas; estas se guardan en un archivo.",
    "db.restore.ask": "¿Reemplazar el contenido de la base de datos? Lo que tiene ahora se guarda en un archivo.",
    "db.restore.working": "Restauración de la base de datos",
    "db.restore.done": "restaurada desde {file}: {predictions} predicciones",
    "db.restore.kept": "lo que había está en {file}; contiene datos de pacientes: bórrelo cuando no haga falta",
    "db.restore.would": "se restauraría desde {file}",
    "db.restore.would_replace": "se restauraría desde {file}, en lugar de lo que la base de datos tiene ahora",
    "db.restore.unknown_file": "{file} no es un volcado de una base de datos",
    "db.restore.other_database": (
        "{file} es un volcado de {kind}, y DATABASE_URL nombra otro tipo de base de datos"
    ),
    "db.restore.not_empty": "la base de datos tiene filas; --replace las guarda en un archivo y las reemplaza",
    "db.restore.busy": "otra restauración está en curso; nada cambió",
    "db.restore.cut_off": "{file} está incompleto: le falta el final; nada cambió",
    "db.restore.damaged": "{file} está dañado; nada cambió",
    "db.restore.leaves": (
        "el archivo contiene órdenes que saldrían de la transacción, como las escribe pg_dump --create; nada "
        "cambió"
    ),
    "db.restore.not_ours": "el archivo no contiene las tablas de este sistema; nada cambió",
    "db.restore.newer": "el archivo es de una versión más nueva de diabetes-stack; nada cambió",
    "db.restore.old_psql": (
        "el archivo lo escribió un pg_dump más nuevo: actualice postgresql-client, o nombre en POSTGRES_BIN "
        "la carpeta de uno más nuevo"
    ),
    # Models: model, outcomes, compare.
    "model.help": "Modelos: entrenar, evaluar, poner en servicio.",
    "model.called": (
        "Qué modelo: champion (en servicio), challenger (candidato), una versión, el comienzo de un hash, un nombre, "
        "nhanes o un archivo."
    ),
    "model.file": "Archivo CSV o Parquet con resultados.",
    "model.live": "Usa todas las predicciones guardadas que tienen resultado.",
    "model.source": "Usa las predicciones guardadas que tienen resultado en este conjunto.",
    "model.one_of": "indique solo una de estas opciones: un archivo, --live, --source NOMBRE",
    "model.no_outcome": "no hay resultados guardados: impórtelos con diabetes-stack outcomes import",
    "model.mlflow": "Registrando en MLflow",
    "model.model": "modelo",
    "model.version": "versión",
    "model.algorithm": "algoritmo",
    "model.registered": "registrado (UTC)",
    "model.output": "salida",
    "model.people": "personas",
    "model.events": "casos",
    "model.observed_expected": "obs/esp",
    "model.from": "desde",
    "model.to": "hasta",
    "model.category": "categoría",
    "model.champion": "en servicio (champion)",
    "model.challenger": "candidato (challenger)",
    "model.in_service": "en servicio",
    "model.verification_bias": (
        "sesgo de verificación: las cifras solo vienen de personas con examen. Si el nivel de riesgo decide a quién se "
        "le hace, la sensibilidad parece demasiado alta y la especificidad demasiado baja; si lo decide la sospecha, "
        "el cociente observado/esperado parece demasiado alto. Haga el examen a algunas personas de cada nivel, al azar"
    ),
    "model.generate.help": (
        "Escribe registros generados con su resultado, para pruebas. Un modelo entrenado con ellos nunca se usa con "
        "pacientes en producción."
    ),
    "model.generate.samples": "Cuántos registros se escriben.",
    "model.generate.out": "Archivo CSV o Parquet que se escribe.",
    "model.generate.seed": "Semilla del generador: la misma semilla da los mismos registros.",
    "model.generate.done": "{records:,} registros generados en {file}",
    "model.generate.would": "se escribirían {records:,} registros generados en {file}",
    "model.train.help": (
        "Entrena un modelo por algoritmo con la misma partición, los registra todos y deja el mejor como candidato. "
        "JSON: models, challenger, in_service, rows, held_out."
    ),
    "model.train.experiment": "Experimento en MLflow.",
    "model.train.data": "Archivo CSV o Parquet con resultados; se puede repetir. Sin él: registros generados.",
    "model.train.samples": "Registros generados cuando falta --data.",
    "model.train.algorithm": "Algoritmo que se entrena: {known}. Se puede repetir.",
    "model.train.test_size": "Parte de las filas que se aparta para evaluar.",
    "model.train.seed": "Semilla de la partición y de los pliegues.",
    "model.train.name": "Nombre de los modelos; sin él, el del algoritmo.",
    "model.train.source": (
        "De quiénes son los registros. Sin esto, el archivo del modelo dice que el origen no está declarado."
    ),
    "model.train.unknown": "{names}: los algoritmos son {known}",
    "model.train.working": "Entrenando {algorithm} con {rows:,} filas",
    "model.train.synthetic": (
        "{algorithm}: entrenado con registros generados: nunca puede estar en servicio en producción"
    ),
    "model.train.unstated": (
        "{algorithm}: origen sin declarar (--source); para estar en servicio en producción necesita una declaración"
    ),
    "model.train.held_out": "En {rows:,} filas apartadas:",
    "model.train.would": "se entrenaría con {rows:,} filas y se apartarían {held_out:,}:",
    "model.train.would_model": "  {algorithm}, con el nombre {name}",
    "model.train.would_keep": (
        "se guardarían en la base de datos y en MLflow (experimento {experiment}), el mejor como candidato"
    ),
    "model.list.help": "Muestra todos los modelos registrados, primero los más recientes. JSON: models, in_service.",
    "model.list.synthetic": "registros generados",
    "model.list.unstated": "origen sin declarar",
    "model.list.no_run": "no está en MLflow",
    "model.list.in_service": "en servicio: {name} {version}",
    "model.list.default": "en servicio: {name} {version}, el inicial: no se ha promovido ningún modelo",
    "model.sync.help": (
        "Actualiza MLflow desde la base de datos: los modelos que faltan y los alias. JSON: published, champion, "
        "challenger."
    ),
    "model.sync.done": "{models:,} modelos publicados, alias puestos",
    "model.sync.would": "se publicarían {models:,} modelos y se pondrían los alias",
    "model.sync.later": "todo está en la base de datos; cuando MLflow vuelva, ejecute diabetes-stack model sync",
    "model.register.help": (
        "Registra un archivo de modelo. Con --source y --statement también guarda quién declara de quiénes son los "
        "registros de los que aprendió.\n\nEn producción, un modelo cuyo archivo no dice el origen de sus registros "
        "solo se pone en servicio después de una declaración. Uno entrenado con registros generados siempre se "
        "rechaza. JSON: name, version, hash, synthetic, stated_source, of_people."
    ),
    "model.register.model": (
        "Archivo del modelo; o versión, comienzo del hash o nombre de uno que ya está registrado."
    ),
    "model.register.source": (
        'De quiénes son los registros de los que aprendió: hospital, años, cómo se eligieron ("...").'
    ),
    "model.register.statement": (
        "Declaro que el modelo aprendió de registros de personas reales y que provienen del origen que indico."
    ),
    "model.register.sign": "Firma: {statement}",
    "model.register.no_source": (
        '--statement necesita --source "...": de quiénes son los registros de los que aprendió el modelo'
    ),
    "model.register.no_statement": (
        "un origen solo se guarda con firma; agregue --statement para firmar: {statement}"
    ),
    "model.register.bad_source": (
        "--source debe decir el hospital, los años y cómo se eligieron las personas, en {least} a {most} caracteres"
    ),
    "model.register.done": "registrado: {name} {version}",
    "model.register.would": "se registraría {name} {version}",
    "model.register.stated": "declarado por {by}: {source}",
    "model.register.synthetic": "aprendió de registros generados: nunca puede estar en servicio en producción",
    "model.register.unstated": (
        "su archivo no dice de quiénes son los registros de los que aprendió: no puede estar en servicio en producción "
        "hasta que se declare con --source y --statement"
    ),
    "model.evaluate.help": (
        "Evalúa un modelo con resultados medidos y guarda las cifras. JSON: rows, diabetes, dysglycaemia, glucose, "
        "cutoffs, warnings, model, data."
    ),
    "model.evaluate.html": "Además escribe el informe en este archivo.",
    "model.evaluate.working": "Evaluando",
    "model.evaluate.done": "{name} {version} con {data}: {people:,} personas",
    "model.evaluate.glucose": (
        "glucosa: R² {r2}, error absoluto medio {mae} mg/dL, categoría correcta en {category}, el intervalo del 90 % "
        "cubre {coverage}"
    ),
    "model.recalibrate.help": (
        "Ajusta la calibración, el intervalo y los puntos de corte a resultados medidos; la versión nueva queda como "
        "candidato. JSON: base, model, rows, skipped, outputs."
    ),
    "model.recalibrate.working": "Recalibrando",
    "model.recalibrate.people": (
        "Se usaron {people:,} personas; omitidas: {skipped}. Las cifras son de pliegues que el ajuste no vio."
    ),
    "model.recalibrate.refitted": "reajustado",
    "model.recalibrate.before": "{figure} antes",
    "model.recalibrate.after": "después",
    "model.recalibrate.done": "candidato: {name} {version}",
    "model.recalibrate.would": "{name} {version} quedaría guardado como candidato",
    "model.promote.help": (
        "Pone un modelo en servicio si es mejor con resultados medidos y coincide el 95 % de las categorías. Con "
        "--dry-run también lo juzga. JSON: action, model, instead_of, judgement, objections."
    ),
    "model.promote.version": "Versión, comienzo del hash, nombre, o challenger (el candidato).",
    "model.promote.on": "Conjunto de resultados con el que se evalúan ambos modelos.",
    "model.promote.force": "Motivo para promover en contra de la evaluación.",
    "model.promote.no_evidence": (
        "indique --on NOMBRE, el conjunto de resultados, o --force MOTIVO si no hay ninguno"
    ),
    "model.promote.working": "Evaluando ambos modelos",
    "model.promote.candidate": "candidato",
    "model.promote.judged": (
        "mejor en {brier} de los remuestreos (Brier) y en {calibration} (observado/esperado); coinciden {categories} "
        "de las categorías y {levels} de los niveles de riesgo"
    ),
    "model.rollback.help": "Vuelve a poner en servicio el modelo anterior. JSON: action, model, instead_of.",
    "model.deployed.promote": "promovido: {name} {version} está en servicio",
    "model.deployed.force": "promovido con --force: {name} {version} está en servicio",
    "model.deployed.rollback": "restaurado: {name} {version} está en servicio",
    "model.deployed.would": "{name} {version} quedaría en servicio",
    "outcomes.help": "Resultados de laboratorio posteriores a las predicciones.",
    "outcomes.level": "nivel de riesgo",
    "outcomes.predictions": "predicciones",
    "outcomes.untested": "sin examen",
    "outcomes.set": "conjunto",
    "outcomes.results": "resultados",
    "outcomes.import.help": (
        "Guarda las filas válidas de un archivo y muestra las demás; importar otra vez el mismo archivo no cambia "
        "nada. JSON: rows, new, known, bad, codes, rejected."
    ),
    "outcomes.import.file": "CSV o Parquet: prediction_id o paciente, fecha, Resultado, hba1c.",
    "outcomes.import.source": "Nombre del conjunto; con él se evalúan los modelos.",
    "outcomes.import.working": "Importando {rows:,} filas",
    "outcomes.import.done": "{rows:,} filas: {new:,} nuevas, {known:,} ya conocidas, {bad:,} no guardadas",
    "outcomes.import.would": (
        "{rows:,} filas: se guardarían {new:,}, {known:,} ya conocidas, {bad:,} no se guardarían"
    ),
    "outcomes.import.row": "  fila {row}: {code}: {text}",
    "outcomes.import.more": "  y {rows:,} más; en total: {codes}",
    "outcomes.list.help": (
        "Muestra los conjuntos, y cuántas predicciones no tienen resultado en cada nivel de riesgo. JSON: sources, "
        "risk_levels."
    ),
    "outcomes.remove.help": "Borra un conjunto equivocado, para poder importarlo de nuevo. JSON: source, results.",
    "outcomes.remove.source": "Nombre del conjunto.",
    "outcomes.remove.sure": "¿Borrar todos los resultados de {source}?",
    "outcomes.remove.done": "{results:,} resultados borrados",
    "outcomes.remove.would": "se borrarían {results:,} resultados",
    "compare.help": (
        "Envía registros otra vez al sistema anterior e informa en qué difieren las respuestas.\n\nLas respuestas en "
        "un archivo son CSV, Parquet, JSON o NDJSON con glucose_mg_dl, category y risk_level, o algunos de ellos. "
        "JSON: records, refused, category, risk_level, glucose, worst."
    ),
    "compare.old_metavar": "URL|ARCHIVO",
    "compare.old": "El sistema anterior, o sus respuestas en el orden de los registros.",
    "compare.records": "Archivo CSV o Parquet con los registros.",
    "compare.model": 'Modelo, nombrado como en "model evaluate".',
    "compare.html": "Además escribe el informe en este archivo como página.",
    "compare.report": "Además escribe el informe en este archivo como JSON.",
    "compare.lengths": "{old} tiene {answers:,} respuestas para {records:,} registros",
    "compare.answering": "Respondiendo {records:,} registros",
    "compare.asking": "Preguntando a {address}",
    "compare.title": "{records:,} registros: {old} y {model} {version}",
    "compare.refused": "rechazados: {old:,} por el sistema anterior, {new:,} por el modelo nuevo",
    "compare.not_in_old": "{name}: no está en las respuestas anteriores",
    "compare.agree": "{name}: coinciden {agree} de {compared:,}; filas: anterior, columnas: nuevo",
    "compare.rows_and_columns": "filas: anterior, columnas: nuevo",
    "compare.glucose": (
        "glucosa, nueva menos anterior: media {mean:+.1f} mg/dL, media absoluta {absolute:.1f} mg/dL; las mayores:"
    ),
    "compare.signed": "{difference:+.1f}",
    "compare.none": "ninguna",
    "compare.row": "fila",
    "compare.old_glucose": "anterior",
    "compare.new_glucose": "nueva",
    "compare.difference": "diferencia",
    "compare.old_category": "categoría anterior",
    "compare.new_category": "categoría nueva",
    # Tokens: token.
    "token.help": "Tokens de la API. 'token TITULAR' es lo mismo que 'token create TITULAR'.",
    "token.holder": "Quién llamará a la API; queda en el registro de auditoría.",
    "token.role": "Qué puede hacer: reader consulta cifras, operator predice, admin puede hacer todo.",
    "token.days": "Días de validez del token.",
    "token.out": "Escribe el token en este archivo, que solo su dueño puede leer, y no lo muestra.",
    "token.id": "El identificador de un token, como en 'token list', o un token completo.",
    "token.all": "Muestra también los tokens vencidos y revocados.",
    "token.create.help": "Crea un token. Los programas lo envían así: Authorization: Bearer TOKEN.",
    "token.revoke.help": "Revoca tokens. En segundos ninguna API los acepta.",
    "token.list.help": "Lista los tokens vigentes.",
    "token.no_key": "falta JWT_SECRET_KEY, la clave que firma los tokens (openssl rand -hex 32)",
    "token.no_holder": "el titular necesita un nombre en una sola línea",
    "token.unknown": "ningún token tiene el identificador {id}; 'token list --all' los muestra todos",
    "token.created": "token {id} para {holder}: {role}, hasta el {day}",
    "token.would": "crearía un token para {holder}: {role}, hasta el {day}",
    "token.revoked": "revocado: {id} ({holder})",
    "token.would_revoke": "revocaría {id} ({holder})",
    "token.column.id": "id",
    "token.column.holder": "titular",
    "token.column.role": "rol",
    "token.column.issued": "emitido",
    "token.column.expires": "vence",
    "token.column.state": "estado",
    "token.state.valid": "vigente",
    "token.state.expired": "vencido",
    "token.state.revoked": "revocado",
    # Backups: backup.
    "backup.help": "Copias de seguridad: crearlas, comprobarlas y restaurarlas.",
    "backup.name.help": "Nombre o archivo de la copia; si falta, la más reciente.",
    "backup.from.help": (
        "Carpeta donde buscar en lugar de DIABETES_DATA_DIR/backups; por ejemplo, el segundo lugar."
    ),
    "backup.sample.help": "Cuántas respuestas guardadas se vuelven a calcular.",
    "backup.create.working": "creando la copia",
    "backup.create.help": (
        "Crea una copia de la base de datos, los modelos, los archivos de MLflow y la configuración sin "
        "secretos.\n\nLos servicios siguen funcionando. La copia es un solo archivo en "
        "DIABETES_DATA_DIR/backups, que solo puede leer su dueño, con el SHA-256 de todo lo que contiene. "
        "Con --to o BACKUP_TO, un duplicado cifrado va a un segundo lugar."
    ),
    "backup.to.help": "Segundo lugar: una carpeta en otro disco o equipo. Por defecto: BACKUP_TO.",
    "backup.plain.help": "No cifra el duplicado. Solo para un lugar que ya está cifrado.",
    "backup.create.done": "{name}: {size} MB, {predictions} predicciones, {models} modelos, {seconds} s",
    "backup.create.file": "  {file}",
    "backup.create.copy": "  duplicado: {file}",
    "backup.create.would": (
        "escribiría una copia en {folder}: se necesitan unos {size} MB y hay {free} MB libres"
    ),
    "backup.create.would_copy": "la duplicaría en {folder}",
    "backup.empty": "la base de datos no tiene predicciones; ¿es la correcta? {address}",
    "backup.not_recorded": (
        "no quedó en la tabla de auditoría: no se pudo escribir en la base de datos, o sus tablas son de "
        "otra versión (db upgrade)"
    ),
    "backup.left_out.link": "se omitieron {count} enlaces o archivos especiales de las carpetas de MLflow",
    "backup.left_out.damaged": "se omitieron {count} bases de datos dañadas, de MLflow o del monitor",
    "backup.left_out.name": "se omitieron {count} archivos de MLflow con nombres que no se pueden usar",
    "backup.left_out.elsewhere": (
        "los artefactos de MLflow están en otro equipo y no quedan en la copia; ejecute este comando "
        "también allí"
    ),
    "backup.missing_models": (
        "ya no se conocen los archivos de estos modelos, así que sus respuestas no se pueden volver a "
        "calcular: {versions}"
    ),
    "backup.list.help": (
        "Muestra las copias, de la más antigua a la más reciente, y cómo terminó su verificación."
    ),
    "backup.list.head": "copia|creada|edad (h)|MB|predicciones|verificada",
    "backup.list.none": "no hay copias en {folder}",
    "backup.list.good": "bien, {at}",
    "backup.list.bad": "FALLÓ, {at}",
    "backup.list.never": "nunca",
    "backup.list.old": "del script del manual",
    "backup.list.encrypted": "cifrada",
    "backup.list.unreadable": "ILEGIBLE",
    "backup.list.replaced": (
        "se conserva de restauraciones anteriores: {folder}. Elimínela cuando ya no la necesite; contiene "
        "datos de pacientes"
    ),
    "backup.verify.working": "verificando {name}",
    "backup.verify.help": (
        "Comprueba que una copia lo recupera todo.\n\nSe compara cada archivo con su SHA-256. La base de "
        "datos se restaura en un lugar de prueba, se cuenta y se compara, y una muestra de sus respuestas "
        "se vuelve a calcular: el mismo registro y la misma versión del modelo deben dar los mismos bits."
    ),
    "backup.verify.good": "{name} está bien ({seconds} s)",
    "backup.verify.bad": "{name} NO está bien ({seconds} s):",
    "backup.verify.counts": (
        "  {predictions} predicciones, {models} modelos y todas las demás tablas restauradas y contadas"
    ),
    "backup.replayed": "  {equal} de {asked} respuestas calculadas de nuevo son iguales, bit por bit",
    "backup.replayed.none": "  no hay respuestas para volver a calcular",
    "backup.replayed.cut": "  {count} de ellas se dieron con otro FINDRISC_CUT",
    "backup.replayed.not_comparable": (
        "{count} de {asked} respuestas no se pueden comparar: son de otra versión de la biblioteca, o de "
        "un modelo que no se conserva"
    ),
    "backup.restore.working": "restaurando {name}",
    "backup.restore.lost_undated": "  no contiene {count} predicciones guardadas después",
    "backup.restore.help": (
        "Restaura una copia.\n\nPrimero se comprueba todo junto a la base de datos en servicio, como hace "
        "verify; si algo difiere, no se cambia nada. Luego se eliminan de nuevo los pacientes que pidieron "
        "ser olvidados desde entonces, y la base restaurada toma el lugar de la otra en un solo momento. "
        "Lo que reemplaza se conserva. Los servicios pueden seguir: las respuestas que se den entre tanto "
        "esperan en el spool."
    ),
    "backup.other_key.help": (
        "Restaura aunque SECRET_KEY sea otra: las referencias anteriores ya no se podrán encontrar."
    ),
    "backup.restore.question": "¿Restaurar {name}, creada el {at}? Lo que se guardó después se reemplaza.",
    "backup.restore.old_question": (
        "¿Descomprimir {name}, creada por el script del manual, en una carpeta propia?"
    ),
    "backup.restore.done": "{name} está en servicio: {predictions} predicciones hasta el {at}",
    "backup.restore.would": "{name} está bien y se restauraría: {predictions} predicciones hasta el {at}",
    "backup.restore.forgotten": "  se eliminaron de nuevo {count} predicciones de pacientes olvidados",
    "backup.restore.waited": "  se guardaron {count} respuestas que esperaban a la base de datos",
    "backup.restore.lost": "  no contiene {count} predicciones guardadas después; la primera es del {at}",
    "backup.restore.lost_none": "  no se guardó ninguna predicción después",
    "backup.restore.lost_unknown": (
        "  no se sabe qué se guardó después: no había en servicio una base de datos que se pueda leer"
    ),
    "backup.restore.lost_entries": "  no contiene {count} entradas posteriores de la auditoría",
    "backup.restore.kept": "  lo reemplazado se conserva: {kept}",
    "backup.restore.seconds": "  {steps}",
    "backup.restore.other_model": (
        "antes de la copia respondía el modelo {version}; ahora responde otro. Para cambiarlo: "
        'diabetes-stack model promote {version} --force "restaurado"'
    ),
    "backup.step.unpack": "descomprimir {seconds} s",
    "backup.step.load": "cargar {seconds} s",
    "backup.step.check": "comprobar {seconds} s",
    "backup.step.replace": "reemplazar {seconds} s",
    "backup.old.found": (
        "{name} la creó el script del manual: {files} archivos, {size} MB. No tiene manifiesto, así que "
        "nada de ella se puede comprobar, y no contiene una base de datos"
    ),
    "backup.old.joblib": "  modelos del sistema anterior, que aquí nunca se abren: {names}",
    "backup.old.left_out": "  enlaces y archivos especiales, omitidos: {names}",
    "backup.old.folder": "  descomprimida en {folder}",
    "backup.old.registered": "  registrados: {versions}",
    "backup.prune.help": (
        "Elimina copias antiguas, aquí y en BACKUP_TO.\n\nSe conservan las de los últimos siete días, "
        "siempre la más reciente que se verificó, y cada versión de un modelo."
    ),
    "backup.prune.question": "¿Eliminar {count} copias antiguas?",
    "backup.prune.done": "eliminadas: {deleted}, conservadas: {kept}",
    "backup.prune.would": "se eliminarían: {deleted}, se conservarían: {kept}",
    "backup.prune.gone": "  {name}  eliminada",
    "backup.prune.would_go": "  {name}  se eliminaría",
    "backup.prune.recent": "  {name}  se conserva: de los últimos siete días",
    "backup.prune.verified": "  {name}  se conserva: la más reciente que se verificó",
    "backup.prune.newest": "  {name}  se conserva: la más reciente",
    "backup.prune.models": "  {name}  se conserva: tiene versiones de modelos que no están en otro lugar",
    "backup.prune.manual": "  {name}  se conserva: la creó el script del manual; elimínela a mano",
    "backup.drill.working": "simulacro",
    "backup.drill.help": (
        "Ensaya una pérdida: crea una copia, la restaura en una carpeta y una base de datos vacías, "
        "cuenta, vuelve a calcular respuestas y mide cada paso.\n\nLo que está en servicio solo se lee. "
        "Cada simulacro se agrega a backups/drills.jsonl."
    ),
    "backup.drill.good": "simulacro superado: volver al servicio tarda {seconds} s",
    "backup.drill.bad": "el simulacro FALLÓ:",
    "backup.drill.head": "paso|segundos",
    "backup.drill.step.create": "copia",
    "backup.drill.step.return": "vuelta al servicio",
    "backup.drill.step.unpack": "  descomprimir y comparar SHA-256",
    "backup.drill.step.load": "  cargar",
    "backup.drill.step.check": "  contar y volver a calcular",
    "backup.drill.step.replace": "  poner en servicio",
    "backup.drill.step.total": "todo",
    "backup.key.help": (
        "Crea la clave para los duplicados en un segundo lugar, y muestra su parte pública para "
        "BACKUP_RECIPIENT.\n\nGuarde el archivo también fuera de este equipo: sin él, los duplicados no se "
        "pueden abrir."
    ),
    "backup.key.file.help": "Archivo que se escribe; no debe existir.",
    "backup.key.would": "escribiría una clave nueva en {file}",
    "backup.key.done": "BACKUP_RECIPIENT={public}",
    "backup.key.note": "{file} abre los duplicados: guárdelo también en un lugar seguro fuera de este equipo",
    "backup.problem.database": "base de datos: {cause}",
    "backup.problem.already_unpacked": "{folder} ya existe: se descomprimió antes",
    "backup.problem.bad_key_file": (
        "{file} no tiene una clave privada de age; créela con: diabetes-stack backup key ARCHIVO"
    ),
    "backup.problem.exists": "{file} ya existe; una clave nunca se sobrescribe, porque abre los duplicados que ya hay",
    "backup.problem.busy": "otro comando lleva una hora trabajando con las copias",
    "backup.problem.copy_differs": "el duplicado en {folder} no es lo que se escribió: revise ese disco",
    "backup.problem.disk_full": "el disco está lleno; nada quedó a medias",
    "backup.problem.in_use": (
        "no se puede reemplazar la base de datos: está conectado un usuario al que este no puede desconectar"
    ),
    "backup.problem.io": "archivos: {cause}",
    "backup.problem.sqlite": "SQLite: {cause}",
    "backup.problem.may_not_create": (
        "el usuario {user} de la base de datos no puede crear bases de datos, y eso hace falta para "
        "restaurar junto a la que está en servicio; un administrador puede permitirlo: ALTER ROLE "
        '"{user}" CREATEDB'
    ),
    "backup.problem.may_not_rename": (
        "el usuario {user} no puede cambiar el nombre de la base de datos; debe ser su dueño y poder crear "
        "bases de datos"
    ),
    "backup.problem.newer_format": (
        "la copia tiene el formato {format}, que esta versión no conoce; actualice esta instalación"
    ),
    "backup.another.help": (
        "Crea la copia aunque la base de datos no sea la de la copia anterior, por ejemplo porque se empezó de nuevo."
    ),
    "backup.problem.another_database": (
        "la base de datos no es la de la copia {archive}, que tiene {earlier} predicciones; esta tiene {here}. Si se "
        "perdió, restáurela: diabetes-stack backup restore; si se empezó de nuevo a propósito: --another-database"
    ),
    "backup.problem.no_database": (
        "no existe la base de datos {file}. ¿Es DIABETES_DATA_DIR la carpeta de los servicios? Si se perdió, "
        "restáurela: diabetes-stack backup restore"
    ),
    "backup.problem.no_folder": "no existe la carpeta {folder}; ¿está montado su disco?",
    "backup.problem.no_archive": "no hay ninguna copia en {folder}",
    "backup.problem.no_key": (
        "un duplicado en un segundo lugar va cifrado: defina BACKUP_RECIPIENT o BACKUP_KEY_FILE "
        "(diabetes-stack backup key ARCHIVO crea una clave), o elija --plain"
    ),
    "backup.problem.no_private_key": (
        "el duplicado está cifrado: BACKUP_KEY_FILE debe nombrar el archivo con su clave privada"
    ),
    "backup.problem.no_second_place": "{folder} no es una carpeta; ¿está montado su disco?",
    "backup.problem.no_space": "{folder} necesita {needed} bytes libres y tiene {free}",
    "backup.problem.other_database": (
        "la copia es de {archive}, y DATABASE_URL nombra {here}: debe nombrar el mismo tipo de base de datos"
    ),
    "backup.problem.other_key": (
        "la copia se creó con otra SECRET_KEY: con la definida aquí no se podrían encontrar las "
        "referencias de sus pacientes. Defina la clave anterior, o renuncie a ella con --other-key"
    ),
    "backup.problem.lost_key": (
        "SECRET_KEY no está definida, y la copia necesita aquella con la que se creó: sin ella no se "
        "podrían encontrar las referencias de sus pacientes. Defínala, o renuncie a ella con --other-key"
    ),
    "backup.problem.same_place": (
        "{folder} es la misma carpeta de las copias; un segundo lugar es otro disco o equipo"
    ),
    "backup.problem.server_away": "el servidor de la base de datos no responde: {cause}",
    "backup.problem.unknown_archive": "no hay ninguna copia llamada {name} en {folder}",
    "backup.problem.dump_failed": "pg_dump falló: {cause}",
    "backup.problem.load_failed": "pg_restore falló: {cause}",
    "backup.problem.tool_missing": "{cause}",
    "backup.problem.damaged": "{name} está dañada: {cause}",
    "backup.problem.member_unknown": (
        "{member} no es lo que dice el manifiesto: otra clase de archivo, otro tamaño, o un archivo que no "
        "figura en él"
    ),
    "backup.problem.member_missing": "falta {member}",
    "backup.problem.member_differs": "{member} tiene otro SHA-256 que el del manifiesto",
    "backup.problem.no_manifest": "no tiene un manifiesto válido",
    "backup.problem.not_opened": "{name} no se abre con la clave de BACKUP_KEY_FILE, o está dañada",
    "backup.problem.too_much": "tiene más de {files} archivos o {bytes} bytes",
    "backup.problem.unsafe_name": "tiene un archivo que se escribiría fuera de su carpeta: {name}",
    "backup.problem.database_damaged": "SQLite encuentra dañada la base de datos restaurada",
    "backup.problem.count_differs": "tabla {table}: {found} filas en lugar de {expected}",
    "backup.problem.fact_differs": "la base de datos restaurada tiene otro valor que el manifiesto: {fact}",
    "backup.problem.audit_head_differs": "la última entrada de la auditoría no es la del manifiesto",
    "backup.problem.audit_broken": "la cadena de la auditoría está rota en la entrada {entry}",
    "backup.problem.newer_schema": (
        "las tablas son de una versión más nueva ({revision}); actualice esta instalación"
    ),
    "backup.problem.model_unreadable": "el modelo {version} no se puede leer: {cause}",
    "backup.problem.model_differs": "el modelo {version} es otro archivo que el de esa versión",
    "backup.problem.answers_differ": (
        "{count} de {asked} respuestas calculadas de nuevo no son las que se guardaron"
    ),
    "backup.problem.nothing_replayed": (
        "ninguna de {asked} respuestas se pudo comparar, así que nada queda probado sobre ellas"
    ),
    "backup.problem.no_answer": "el modelo en servicio no responde allí",
    # Monitor: monitor, incident.
    # Checklists: check, logs.
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
    "monitor.help": "Vigila los servicios, el equipo y el modelo, y avisa qué está mal.\n\n"
    "Sin opciones hace una ronda cada MONITOR_SECONDS hasta que se detenga.",
    "monitor.once": "Hace una ronda, muestra lo que encontró y termina con 1 si algo está mal o es desconocido.",
    "monitor.rules.help": "Muestra las reglas, o escribe con ellas archivos para Prometheus, Alertmanager y Grafana.",
    "monitor.rules.out": "Carpeta para los archivos.",
    "monitor.rules.written": "escrito: {file}",
    "monitor.model.help": "Compara las personas que llegan y las respuestas con las que el modelo conoce.",
    "monitor.model.people": "Modelo {version}: las {people} respuestas más recientes de {days} días.",
    "monitor.model.score": "Puntaje medio de {output}: {training} en el entrenamiento, {now} ahora, {shift}:",
    "monitor.output.glucose": "la glucosa",
    "monitor.output.dysglycaemia": "prediabetes o diabetes",
    "monitor.output.diabetes": "la diabetes",
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
    "audit.help": (
        "Auditoría de seguridad: ajustes, permisos, tokens, registro de auditoría, registro de accesos, "
        "secretos en el código, paquetes vulnerables. Termina con estado 1 si algo no está bien; lo "
        "desconocido no está bien."
    ),
    "audit.log": "Líneas de acceso de la API que se revisan: un archivo, o - para la entrada estándar.",
    "audit.offline": "No consulta servicios de la red; esas comprobaciones quedan como desconocidas.",
    "audit.skip": "Omite una comprobación; puede repetirse.",
    "audit.sbom": (
        "Escribe la lista de componentes de software (CycloneDX) en este archivo, sin comprobar nada."
    ),
    "audit.verify.help": "Comprueba que nadie cambió ni quitó entradas del registro de auditoría.",
    "audit.accept.help": (
        "Registra por qué faltan entradas del registro de auditoría, por ejemplo porque la base de datos se "
        "recuperó por otro medio que estos comandos; verify no vuelve a informarlas."
    ),
    "audit.accept.reason": "Por qué faltan.",
    "audit.accept.bad_reason": "el motivo debe ser un texto de 1 a {most} caracteres",
    "audit.accept.ask": "¿Aceptar que faltan estas entradas del registro de auditoría: {numbers}?",
    "audit.accept.none": "No falta ninguna entrada.",
    "audit.accept.would": "se aceptaría que faltan: {numbers}",
    "audit.accept.done": "se aceptó que faltan: {numbers}",
    "audit.sbom_written": "componentes: {count}, en {file}",
    "audit.sbom_no_tree": "Aquí no está el código fuente: solo se listan los paquetes de Python.",
    "audit.column.check": "comprobación",
    "audit.column.state": "estado",
    "audit.column.found": "resultado",
    "audit.column.do": "qué hacer",
    "audit.state.ok": "bien",
    "audit.state.warning": "aviso",
    "audit.state.critical": "crítico",
    "audit.state.unknown": "desconocido",
    "audit.check.settings": "ajustes",
    "audit.check.permissions": "permisos",
    "audit.check.tokens": "tokens",
    "audit.check.trail": "registro de auditoría",
    "audit.check.access": "registro de accesos",
    "audit.check.secrets": "secretos en el código",
    "audit.check.python": "paquetes de Python",
    "audit.check.rust": "paquetes de Rust",
    "audit.check.npm": "paquetes de npm",
    "audit.found.no_program": "{program} no está instalado",
    "audit.do.no_program": "instale {program}, o haga la auditoría donde esté",
    "audit.found.service_away": "{program} no obtuvo respuesta: no se sabe nada",
    "audit.do.service_away": "ejecútelo donde se llegue al servicio; una red cerrada necesita una copia",
    "audit.found.service_blind": "el servicio que usa {program} no conoce ni {canary}: no se sabe nada",
    "audit.do.service_blind": "use el servicio público, o una copia que tenga las vulnerabilidades",
    "audit.found.not_known": "el servicio no conoce estos paquetes: {names}",
    "audit.do.not_known": "revise estos paquetes a mano",
    "audit.found.vulnerable": "vulnerabilidades conocidas: {names}",
    "audit.do.vulnerable": "actualice estos paquetes y repita la auditoría",
    "audit.found.not_vulnerable": "paquetes: {count}, ninguno con vulnerabilidades conocidas",
    "audit.found.not_vulnerable_in": "{name}: sin vulnerabilidades conocidas",
    "audit.found.no_advisory": "ningún aviso en la base de datos de este equipo",
    "audit.found.no_tree": "aquí no está el código fuente",
    "audit.do.no_tree": "haga la auditoría en el código fuente de esta versión",
    "audit.found.no_list": "falta {name}",
    "audit.do.no_list": "haga la auditoría en el código fuente completo",
    "audit.found.no_version_control": "git no lista los archivos",
    "audit.do.no_version_control": "haga la auditoría en una copia con control de versiones",
    "audit.found.no_data": "no existe la carpeta de datos {folder}",
    "audit.do.no_data": "haga la auditoría donde funcionan los servicios, con sus ajustes",
    "audit.found.too_many_files": "{folder} tiene más de {count} archivos; el resto no se revisó",
    "audit.do.too_many_files": "revise el resto a mano",
    "audit.found.open_keys": "otros pueden leer claves: {names}",
    "audit.do.open_keys": "chmod 600 a estos archivos, y cambie las claves",
    "audit.found.writable": "otros pueden cambiar: {names}",
    "audit.do.writable": "chmod go-w, y averigüe quién cambió qué",
    "audit.found.open_files": "otros pueden leer: {names}",
    "audit.do.open_files": "chmod 700 a las carpetas, 600 a los archivos",
    "audit.found.closed_files": "solo su dueño puede leer {folder}",
    "audit.found.not_for_production": "producción no aceptaría: {names}",
    "audit.do.not_for_production": (
        "ajústelos como dice stack/README.md; ENVIRONMENT=production nombra cada regla"
    ),
    "audit.found.settings": "como los pide producción",
    "audit.found.any_host": "la API responde con cualquier nombre",
    "audit.do.any_host": "indique sus nombres en ALLOWED_HOSTS",
    "audit.found.plain_http": "la API escucha en {host}, y el HTTP sin cifrar no pasa a HTTPS",
    "audit.do.plain_http": "ponga HTTPS en un proxy; ajuste FORWARDED_ALLOW_IPS y FORCE_HTTPS",
    "audit.found.no_rate": "las llamadas por token o por dirección no tienen límite",
    "audit.do.no_rate": "ajuste RATE_PER_TOKEN y RATE_PER_ADDRESS",
    "audit.found.no_lock": "los tokens rechazados no bloquean a nadie",
    "audit.do.no_lock": "ajuste LOCK_FAILURES",
    "audit.found.plain_origins": "páginas sin HTTPS pueden llamar a la API: {names}",
    "audit.do.plain_origins": "escriba estos orígenes con https:// en CORS_ORIGINS",
    "audit.found.one_key_for_both": "SECRET_KEY y JWT_SECRET_KEY son iguales",
    "audit.do.one_key_for_both": (
        "dé a JWT_SECRET_KEY un valor propio; después hay que emitir los tokens de nuevo"
    ),
    "audit.found.secrets": "en archivos con control de versiones: {names}",
    "audit.do.secrets": "cambie lo que quedó publicado, y después quítelo de los archivos",
    "audit.found.no_secrets": "archivos: {count}, ningún secreto",
    "audit.found.long_lived": "emitidos por más de {days} días: {names}",
    "audit.do.long_lived": "emita tokens nuevos para estos titulares",
    "audit.found.ending": "vencen en menos de {days} días: {names}",
    "audit.do.ending": "dé a tiempo tokens nuevos a estos titulares",
    "audit.found.tokens": "vigentes: {count}; revocados: {revoked}",
    "audit.found.trail_changed": (
        "el registro de auditoría fue cambiado: la entrada {number} no se sigue de las anteriores"
    ),
    "audit.do.trail_changed": "restaure la base de datos de una copia, y averigüe quién tuvo acceso",
    "audit.found.trail_explained": (
        "entradas que se perdieron al restaurar una copia anterior, o cuya pérdida se aceptó: {count}"
    ),
    "audit.found.trail_missing": (
        "al registro de auditoría le falta la entrada {number}, que se guardó fuera de la base de datos"
    ),
    "audit.do.trail_missing": (
        "averigüe quién quitó la entrada; si la base de datos se recuperó por otro medio: audit accept"
    ),
    "audit.found.trail": (
        "entradas: {entries}, ninguna cambiada; guardadas fuera de la base de datos: {kept}, ninguna falta"
    ),
    "audit.found.database_away": "no hay base de datos, no responde, o sus tablas son de otra versión",
    "audit.do.database_away": "inicie la base de datos; 'db upgrade' actualiza sus tablas",
    "audit.found.no_log": "no se indicó ningún registro de accesos",
    "audit.do.no_log": "dé la salida de la API: --log ARCHIVO, o --log - desde otro programa",
    "audit.found.no_lines": "el registro no tiene líneas de acceso",
    "audit.do.no_lines": "dé la salida de la API, escrita con LOG_LEVEL=INFO",
    "audit.found.lines_left_out": "{broken} líneas están dañadas, {uncounted} no se contaron",
    "audit.do.lines_left_out": "revise un registro más corto",
    "audit.found.locked": "bloqueadas por enviar tokens rechazados: {names}",
    "audit.do.locked": "averigüe quién está detrás de estas direcciones",
    "audit.found.suspicious": "{refused} o más llamadas rechazadas en una hora desde: {names}",
    "audit.do.suspicious": (
        "averigüe quién está detrás de estas direcciones; si nadie lo sabe, bloquéelas en el cortafuegos"
    ),
    "audit.found.revoked_used": "se enviaron tokens revocados desde: {names}",
    "audit.do.revoked_used": "averigüe quién tiene todavía el token",
    "audit.found.refused_tokens": "muchos tokens rechazados desde: {names} ({reasons})",
    "audit.do.refused_tokens": "renueve el token vencido, o averigüe quién intenta adivinar",
    "audit.found.unusual_rate": "más de {times} veces las llamadas habituales: {names}",
    "audit.do.unusual_rate": "pregunte al titular; revoque el token si nadie lo explica",
    "audit.found.unusual_time": "llamadas a una hora en la que no hubo ninguna en {days} días: {names}",
    "audit.do.unusual_time": "pregunte al titular; revoque el token si nadie lo explica",
    "audit.found.too_short": "el registro abarca {days} días; qué horas son habituales se sabe con {needed}",
    "audit.do.too_short": "dé un registro de {needed} días o más",
    "audit.found.usage": "llamadas: {calls}, en {days} días; tokens rechazados: {refused}; nada inusual",
    "audit.found.offline": "no se consultó, por --offline",
    "audit.do.offline": "ejecútelo donde se llegue al servicio",
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
