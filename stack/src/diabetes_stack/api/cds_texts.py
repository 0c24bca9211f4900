"""What a card says besides the library's sentences, in the order of the library's languages."""

from __future__ import annotations

from diabetes import LOCALES

__all__ = ["REASONS", "card_text"]

_TEXTS = {
    "title": ("Riesgo de diabetes tipo 2", "Type 2 diabetes risk"),
    "description": (
        "Lo que conviene hacer ahora ante el riesgo de diabetes sin diagnosticar, con sus razones.",
        "What to do now about the risk of undiagnosed diabetes, and why.",
    ),
    "missing": ("Sin dato", "Missing"),
    "terms": (
        "Lo que más pesa en la estimación, en puntos (logaritmo de la razón)",
        "What weighs most in the estimate, in points (log-odds)",
    ),
    "notes": ("Sobre los datos", "About the data"),
    "incomplete": (
        "Faltan datos para estimar el riesgo de diabetes",
        "Data are missing to estimate the risk of diabetes",
    ),
    "unreadable": (
        "No se pudo estimar el riesgo de diabetes",
        "The risk of diabetes could not be estimated",
    ),
    "order": ("Pedir HbA1c", "Order HbA1c"),
}
#: Why a card may be put aside, by code.
REASONS = {
    "done": ("Ya se hizo o ya se pidió", "Already done or ordered"),
    "declined": ("La persona no quiere", "The person declines"),
    "not_suitable": ("No conviene a esta persona", "Not suitable for this person"),
    "wrong_data": ("Los datos no son correctos", "The data are wrong"),
    "later": ("En otra consulta", "At another visit"),
}

if any(len(texts) != len(LOCALES) for texts in (_TEXTS | REASONS).values()):
    raise LookupError("a language lacks texts of the cards")


def card_text(name: str, locale: str) -> str:
    """A text in a language."""
    return (_TEXTS | REASONS)[name][LOCALES.index(locale)]
