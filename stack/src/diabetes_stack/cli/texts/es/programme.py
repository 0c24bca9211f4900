"""The screening programme: worklist; in Spanish."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "worklist.help": (
        "El programa de tamización: a quién llamar, por qué y desde cuándo; qué pasó con cada persona; indicadores."
    ),
    "worklist.list.help": (
        "Muestra a quién llamar: primero lo urgente, después los valores medidos anormales, después por riesgo y días "
        "de atraso. Sin --state, solo las personas con algo pendiente hoy."
    ),
    "worklist.state": "Solo las personas en este estado, también si nada está pendiente.",
    "worklist.site": "Solo las personas de esta sede.",
    "worklist.insurer": "Solo las personas de esta aseguradora.",
    "worklist.overdue": "Solo las personas con al menos tantos días de atraso.",
    "worklist.limit": "Personas que se muestran.",
    "worklist.offset": "Personas que se saltan.",
    "worklist.references": (
        "Archivo con las referencias del hospital (columna paciente): la lista las muestra en lugar de los códigos. "
        "Solo se lee; nada de él se guarda."
    ),
    "worklist.list.none": "no hay nadie con algo pendiente",
    "worklist.list.shown": "{first} a {last} de {total} personas",
    "worklist.missing": (
        "hay predicciones de pacientes que aún no están en la lista, guardadas por una versión anterior: "
        "diabetes-stack worklist enrol"
    ),
    "worklist.export.help": "Escribe la lista completa en un archivo CSV.",
    "worklist.export.out": "Archivo que se escribe.",
    "worklist.export.done": "{count} personas en {file}",
    "worklist.mark.help": "Anota el estado de una persona. Repetir la orden no cambia nada.",
    "worklist.mark.state": "Estado que se anota; assessed y advised no se pueden: los da una predicción.",
    "worklist.mark.date": "Día en que ocurrió, AAAA-MM-DD; si falta, ahora.",
    "worklist.mark.site": "Sede de la persona, con el nombre que usa el hospital.",
    "worklist.mark.insurer": "Aseguradora (EPS) de la persona, con el nombre que usa el hospital.",
    "worklist.mark.done": "anotado con el paso {step}; estado: {state}",
    "worklist.mark.known": "ya estaba anotado con el paso {step}; estado: {state}",
    "worklist.mark.would": "se anotaría; estado: {state}",
    "worklist.prediction": "Identificador de una predicción de la persona, en lugar de --patient.",
    "worklist.whom": "indique --patient o --prediction, uno de los dos",
    "worklist.undo.help": (
        "Anula un paso que fue un error, como un resultado de otra persona. El paso queda escrito, pero no cuenta."
    ),
    "worklist.undo.step": "Número del paso; los dice worklist show.",
    "worklist.show.help": "Muestra los pasos de una persona, también los anulados.",
    "worklist.show.undone": " (anulado)",
    "worklist.import.help": (
        "Lee estados, sedes y aseguradoras de un archivo: paciente o prediction_id, y estado, fecha, sede o "
        "aseguradora. Guarda las filas válidas y dice cuáles no lo son; repetirlo no cambia nada."
    ),
    "worklist.import.file": "Archivo CSV o Parquet.",
    "worklist.import.working": "Se leen {rows:,} filas",
    "worklist.import.done": "{rows:,} filas: {new:,} nuevas, {known:,} ya conocidas, {bad:,} rechazadas",
    "worklist.import.would": (
        "se leerían {rows:,} filas: {new:,} nuevas, {known:,} ya conocidas, {bad:,} rechazadas"
    ),
    "worklist.enrol.help": (
        "Pone en la lista las predicciones de pacientes que guardó una versión anterior. Repetirlo no cambia nada."
    ),
    "worklist.enrol.done": "{count} predicciones puestas en la lista",
    "worklist.enrol.would": "se pondrían en la lista {count} predicciones",
    "worklist.indicators.help": "Muestra los indicadores por mes, cada uno con su definición.",
    "worklist.indicators.months": "Meses, hasta el actual.",
    "worklist.indicators.by_site": "También por sede.",
    "worklist.indicators.by_insurer": "También por aseguradora.",
    "worklist.capacity.help": (
        "Reparte las pruebas que se pueden pagar entre quienes esperan: a quién hacérsela y qué se espera encontrar."
    ),
    "worklist.capacity.tests": "Pruebas que se pueden pagar.",
    "worklist.capacity.out": "Archivo CSV en que se escribe a quién hacer la prueba.",
    "worklist.indicators.none": "no hay respuestas de pacientes en estos meses",
}
