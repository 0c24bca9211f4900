"""The database: db; in Spanish."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "db.help": "La base de datos.",
    "db.patient": "Referencia del paciente, como se envió a la API.",
    "db.unknown_patient": (
        "no hay nada guardado con esta referencia; revise que esté escrita igual que en la API (--patient)"
    ),
    "db.missing": (
        "no existe la base de datos {file}. ¿Es DIABETES_DATA_DIR la carpeta de los servicios? Si la base de datos se "
        "perdió, restáurela: diabetes-stack backup restore; si es nueva, créela: diabetes-stack db upgrade"
    ),
    "db.foreign": (
        "la base de datos {address} pertenece a otro programa (tablas: {tables}). Sus tablas no se cambiaron. Indique "
        "en DATABASE_URL una base de datos vacía, solo para este sistema"
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
}
