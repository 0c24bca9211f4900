"""Texts of the API itself, Spanish and English. Those about records are the library's."""

from __future__ import annotations

__all__ = ["text"]

_TEXTS = {
    "not_found": ("no existe", "there is no such thing"),
    "method_not_allowed": ("esta dirección no admite el método", "the method is not allowed here"),
    "no_token": (
        "falta un token válido: Authorization: Bearer TOKEN; se emite con diabetes-stack token",
        "a valid token is missing: Authorization: Bearer TOKEN; diabetes-stack token issues one",
    ),
    "too_large": ("el cuerpo es demasiado grande", "the body is too large"),
    "unsupported_media_type": ("tipo de contenido no admitido", "this content type is not read here"),
    "not_a_list": ("se espera una lista de registros", "a list of records is expected"),
    "too_deep": ("un campo desconocido está demasiado anidado", "an unknown field is nested too deeply"),
    "internal": ("error interno; está en los registros", "internal error; it is in the logs"),
    "no_model": ("no hay modelo cargado", "no model is loaded"),
    "not_stored": (
        "la respuesta no se pudo guardar; inténtelo de nuevo",
        "the answer could not be stored; try again",
    ),
    "database_away": (
        "la base de datos no responde; inténtelo de nuevo",
        "the database does not answer; try again",
    ),
    "unknown_output": ("el modelo no tiene esa salida", "the model has no such output"),
    "bad_reference": (
        "la referencia del paciente está vacía o es demasiado larga",
        "the patient's reference is empty or too long",
    ),
    "fhir_code": (
        "Riesgo estimado de diabetes tipo 2 sin diagnosticar",
        "Estimated risk of undiagnosed type 2 diabetes",
    ),
    "fhir_note": (
        "Estimación de un modelo estadístico; no es un diagnóstico.",
        "Estimate of a statistical model; it is no diagnosis.",
    ),
    "fhir_mitigation": ("Glucosa en ayunas o HbA1c", "Fasting glucose or HbA1c"),
    "aborted": ("la petición se interrumpió", "the request was cut off"),
}


def text(code: str, locale: str) -> str:
    """The text of a code."""
    es, en = _TEXTS[code]
    return en if locale == "en" else es
