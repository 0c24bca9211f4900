"""The screening programme."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "programme.list": "A quién llamar",
    "programme.indicators": "Indicadores",
    "programme.paying": "Pruebas que se pueden pagar",
    "programme.paying.intro": (
        "¿Cuántas pruebas se pueden pagar? Se reparten entre quienes esperan y solo tienen una estimación, primero el "
        "riesgo más alto."
    ),
    "programme.paying.tests": "Pruebas",
    "programme.paying.do": "Repartir",
    "programme.paying.csv": "Descargar a quién hacer la prueba (CSV)",
    "programme.paying.file": "pruebas.csv",
    "programme.nostore": (
        "La base de datos no responde o no está lista: por ahora no se puede ver la lista. Avise al área de "
        "sistemas ({mail})."
    ),
    "programme.intro": (
        "Personas con algo pendiente. Solo están las que se evaluaron con una "
        "referencia; su nombre no se guarda."
    ),
    "programme.missing": (
        "Hay personas evaluadas con una versión anterior que aún no están en esta lista. Avise al área de "
        "sistemas ({mail})."
    ),
    "programme.missing.do": "Ejecute `diabetes-stack worklist enrol`.",
    "programme.state": "Mostrar",
    "programme.due": "Pendiente hoy",
    "programme.site": "Sede",
    "programme.insurer": "Aseguradora",
    "programme.every": "Todas",
    "programme.overdue": "Atraso",
    "programme.overdue.any": "Cualquiera",
    "programme.overdue.days": "{days} días o más",
    "programme.order": "Orden",
    "programme.order.priority": "Lo más urgente",
    "programme.order.longest": "Quien más espera",
    "programme.none": "No hay nadie con estas condiciones.",
    "programme.shown": "{from} a {to} de {total} personas",
    "programme.person": "Persona",
    "programme.risk": "Probabilidad de diabetes",
    "programme.references": "Mostrar sus referencias en lugar de los códigos",
    "programme.references.file": "Archivo CSV con una columna «paciente»",
    "programme.references.note": "El archivo solo se usa en esta sesión y no se guarda.",
    "programme.references.bad": "El archivo no se puede leer: hace falta una columna «paciente».",
    "programme.csv": "Descargar la lista (CSV)",
    "programme.mark": "Anotar lo que pasó con una persona",
    "programme.mark.state": "Qué pasó",
    "programme.mark.day": "Qué día (DD/MM/AAAA; vacío: ahora)",
    "programme.mark.bad_day": "No se guardó nada: escriba el día como DD/MM/AAAA, y que no esté en el futuro.",
    "programme.mark.save": "Guardar",
    "programme.mark.saved": "Guardado para {person}: «{set}». Estado actual: «{state}».",
    "programme.mark.known": "Ya estaba guardado para {person}: «{set}». Estado actual: «{state}».",
    "programme.mark.failed": "No se guardó nada: la base de datos no responde. Inténtelo de nuevo.",
    "programme.mark.role": (
        "Su cuenta solo permite consultar. Para anotar hace falta el permiso de «{role}»; pídalo a {mail}."
    ),
    "programme.history": "Pasos de esta persona",
    "programme.history.counts": "Cuenta",
    "programme.undo": "Paso que fue un error",
    "programme.undo.do": "Anular el paso",
    "programme.undo.saved": "Paso {step} anulado. Estado actual: «{state}».",
    "programme.yes": "sí",
    "programme.no": "no",
    "programme.months": "Últimos meses",
    "programme.by": "Separar por",
    "programme.empty": "No hay personas con referencia en estos meses.",
    "programme.month": "%m/%Y",
    "programme.definitions": "Qué es cada indicador",
}
