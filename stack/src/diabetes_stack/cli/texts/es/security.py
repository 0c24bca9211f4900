"""The security audit: audit; in Spanish."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
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
}
