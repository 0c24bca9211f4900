"""The screening programme in Spanish."""

from __future__ import annotations

from ...words import Texts

__all__ = ["TEXTS"]

_WORDS = {
    # The states of a person, and what is to be done in each.
    "state.assessed": "Evaluada",
    "state.advised": "Prueba aconsejada",
    "state.ordered": "Prueba ordenada",
    "state.resulted": "Resultado por comunicar",
    "state.told": "Resultado comunicado",
    "state.followed": "En seguimiento",
    "state.declined": "No quiso la prueba",
    "state.lost": "No se pudo localizar",
    "state.not_needed": "Ya no hace falta",
    "state.in_care": "En atención por diabetes",
    "state.placed": "Sede o aseguradora",
    "state.undone": "Paso anulado",
    # Columns of the list.
    "column.reference": "Referencia",
    "column.patient": "Código de la persona",
    "column.prediction_id": "Predicción",
    "column.site": "Sede",
    "column.insurer": "Aseguradora",
    "column.state": "Estado",
    "column.why": "Motivo",
    "column.since": "Desde",
    "column.due_on": "Para el",
    "column.overdue": "Días de atraso",
    "column.risk": "Probabilidad de diabetes",
    "column.step": "Paso",
    "column.day": "Fecha",
    "column.by": "Quién",
    "column.recorded": "Anotado el",
    "result": "{test}: {category}",
    "result.newest": "{test}: {category}; la más reciente, {day}: {newest}",
    "result.late": "Llegó después de la última anotación",
    "result.by_hand": "Resultado anotado a mano, sin valor",
    "result.no_value": (
        "Este resultado no tiene valor: no se sabe qué se aconseja después. Envíelo con outcomes import o por HTTP."
    ),
    # Indicators: each is defined in one sentence.
    "column.month": "Mes",
    "every_month": "Suma de los meses",
    "unknown_place": "sin indicar",
    "indicator.covered": "Evaluadas",
    "indicator.advised": "Prueba aconsejada",
    "indicator.tested": "Con resultado",
    "indicator.found": "En rango de diabetes",
    "indicator.lost": "Sin localizar",
    "indicator.yield": "Rendimiento",
    "indicator.number_needed": "Pruebas por hallazgo",
    "indicator.observed_expected": "Observado/esperado",
    "define.covered": (
        "Evaluadas: personas con referencia que tuvieron alguna respuesta en el mes; cada una cuenta una vez."
    ),
    "define.advised": (
        "Prueba aconsejada: de las evaluadas, aquellas a las que alguna respuesta del mes aconseja una prueba."
    ),
    "define.tested": (
        "Con resultado: de las aconsejadas, las que tienen un resultado de laboratorio de una respuesta de ese mes."
    ),
    "define.found": (
        "En rango de diabetes: de las que tienen resultado, las que tienen alguno en el rango de la diabetes, aún por "
        "confirmar."
    ),
    "define.lost": (
        "Sin localizar: de las aconsejadas, las que no tienen resultado y cuya última anotación es que no se las pudo "
        "localizar."
    ),
    "define.yield": "Rendimiento: personas en rango de diabetes entre personas con resultado.",
    "define.number_needed": (
        "Pruebas por hallazgo: personas con resultado por cada una en rango de diabetes."
    ),
    "define.observed_expected": (
        "Observado/esperado: de las personas con resultado, cuántas están en rango de diabetes, dividido entre la suma "
        "de las probabilidades que el modelo les dio al aconsejar la prueba."
    ),
    "paying.advised": (
        "Personas a las que se aconseja una prueba y que quedan sin ella: {count}. La necesitan igualmente."
    ),
    "paying.apart": (
        "También esperan, con un resultado, algo urgente o un cuidado propio: {count}. Llámelas según la lista."
    ),
    "few": "Menos de {least} personas: la cifra puede cambiar mucho por azar.",
    "interval": "{value} % ({low} a {high})",
    "interval.ratio": "{value} ({low} a {high})",
    "no_figure": "–",
}

TEXTS = Texts(
    "es", "Español", _WORDS, separators=",\N{NARROW NO-BREAK SPACE}", day="%d/%m/%Y", grouped_from=5
)
