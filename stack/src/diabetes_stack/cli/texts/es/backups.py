"""Backups: backup; in Spanish."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
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
        'diabetes-stack model promote {version} --force "restaurado de una copia"'
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
}
