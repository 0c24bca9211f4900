"""What the pages around a login say, in the order of the library's languages."""

from __future__ import annotations

from diabetes import LOCALES

__all__ = ["text"]

_TEXTS = {
    "title": ("Riesgo de diabetes tipo 2", "Type 2 diabetes risk"),
    "failed": (
        "No se pudo iniciar la sesión. Inténtelo de nuevo; si vuelve a ocurrir, escriba a {mail}.",
        "The login did not succeed. Try again; if it fails again, write to {mail}.",
    ),
    "provider_away": (
        "El servicio de inicio de sesión no responde. Inténtelo en unos minutos; si sigue igual, escriba a {mail}.",
        "The login service does not respond. Try again in a few minutes; if it still fails, write to {mail}.",
    ),
    "no_role": (
        "Usted inició sesión como {name}, pero su cuenta no tiene permiso para usar este servicio. "
        "Pídalo a {mail}.",
        "You are logged in as {name}, but your account has no permission to use this service. "
        "Ask {mail} for it.",
    ),
    "no_login": (
        "Inicie sesión, o envíe un token: Authorization: Bearer TOKEN.",
        "Log in, or send a token: Authorization: Bearer TOKEN.",
    ),
    "not_allowed": (
        "Su cuenta permite consultar, no cambiar. Si necesita cambiar algo, pida el permiso a {mail}.",
        "Your account may look but not change anything. If you need to, ask {mail} for permission.",
    ),
    "other_site": (
        "La petición viene de otra página web y no se aceptó.",
        "The request came from another website and was refused.",
    ),
    "logged_in": (
        "Usted inició sesión como {name}. Su permiso: {role}.",
        "You are logged in as {name}. Your role: {role}.",
    ),
    "logged_out": ("La sesión está cerrada.", "You are logged out."),
    "log_in": ("Iniciar sesión", "Log in"),
    "log_out": ("Cerrar sesión", "Log out"),
    "role.reader": ("consultar", "reader"),
    "role.operator": ("consultar y predecir", "operator"),
    "role.admin": ("administrar", "admin"),
    "not_found": ("Esa dirección no existe.", "This address does not exist."),
    "too_large": ("Hay más bytes de los que se admiten: {max}.", "More bytes than allowed: {max}."),
    "too_slow": ("La petición tardó demasiado en llegar.", "The request took too long to arrive."),
    "away": (
        "MLflow no responde. Quizás se está iniciando: inténtelo en un minuto; si sigue igual, escriba a {mail}.",
        "MLflow does not respond. It may be starting: try again in a minute; if it still fails, write to {mail}.",
    ),
    "busy": (
        "MLflow está ocupado. Inténtelo de nuevo en unos segundos.",
        "MLflow is busy. Try again in a few seconds.",
    ),
    "slow": ("MLflow tardó demasiado en responder.", "MLflow took too long to answer."),
}

if _short := [key for key, texts in _TEXTS.items() if len(texts) != len(LOCALES)]:
    raise LookupError(f"a language lacks texts: {', '.join(_short)}")


def text(key: str, locale: str, **parts: object) -> str:
    """A text in a language."""
    return _TEXTS[key][LOCALES.index(locale)].format(**parts)
