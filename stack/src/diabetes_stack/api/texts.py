"""The API's own texts, in the order of the library's languages. Texts about records are the library's."""

from __future__ import annotations

from diabetes import LOCALES

__all__ = ["is_ours", "text"]

_TEXTS = {
    "not_found": ("no existe", "not found"),
    "no_such_model": (
        "ese modelo no existe; existen estos: {known}",
        "there is no such model; there are these: {known}",
    ),
    "old_name": (
        "«{name}» es un nombre del sistema anterior; respondió el modelo en servicio, {model}",
        '"{name}" is a name of the former system; the model in service answered, {model}',
    ),
    "method_not_allowed": ("esta dirección no admite el método", "this address does not allow the method"),
    "no_token": (
        "falta un token válido: Authorization: Bearer TOKEN; se emite con diabetes-stack token",
        "a valid token is missing: Authorization: Bearer TOKEN; create one with diabetes-stack token",
    ),
    "not_allowed": (
        "el rol del token no permite esta llamada",
        "the role of the token does not allow this call",
    ),
    "locked": (
        "esta dirección envió demasiados tokens no válidos; inténtelo de nuevo más tarde",
        "this address sent too many invalid tokens; try again later",
    ),
    "too_many": (
        "hay demasiadas llamadas seguidas; inténtelo de nuevo más tarde",
        "too many calls in a short time; try again later",
    ),
    "provider_away": (
        "el proveedor de identidad no responde; inténtelo de nuevo",
        "the identity provider does not respond; try again",
    ),
    "unknown_host": (
        "la API no se llama por este nombre; los nombres están en ALLOWED_HOSTS",
        "the API is not called by this name; the names are in ALLOWED_HOSTS",
    ),
    "plain_http": ("use https://", "use https://"),
    "too_large": ("hay más bytes de los que se admiten", "more bytes than allowed"),
    "too_many_records": (
        "la lista tiene demasiados registros; envíelos como NDJSON o CSV",
        "the list has too many records; send them as NDJSON or CSV",
    ),
    "too_many_columns": ("el archivo tiene demasiadas columnas", "the file has too many columns"),
    "too_many_rows": ("el archivo tiene demasiadas filas", "the file has too many rows"),
    "too_busy": (
        "hay demasiadas peticiones a la vez; inténtelo de nuevo enseguida",
        "too many requests at once; try again shortly",
    ),
    "too_slow": ("la petición tardó demasiado en llegar", "the request took too long to arrive"),
    "headers_too_large": ("las cabeceras son demasiado grandes", "the headers are too large"),
    "repeated_header": (
        "una cabecera que solo puede ir una vez está repetida",
        "a header that may come only once is repeated",
    ),
    "invalid_request": ("la petición no es HTTP válido", "the request is not valid HTTP"),
    "unsupported_media_type": ("tipo de contenido no admitido", "unsupported content type"),
    "unsupported_content_encoding": (
        "el cuerpo está comprimido; envíelo sin comprimir",
        "the body is compressed; send it uncompressed",
    ),
    "not_a_list": ("se espera una lista de registros", "expected a list of records"),
    "too_deep": ("un campo desconocido está demasiado anidado", "an unknown field is nested too deeply"),
    "internal": ("error interno; está en los registros", "internal error; see the logs"),
    "no_model": ("no hay modelo cargado", "no model is loaded"),
    "not_stored": (
        "la respuesta no se pudo guardar; inténtelo de nuevo",
        "the answer could not be stored; try again",
    ),
    "database_away": (
        "la base de datos no responde; inténtelo de nuevo",
        "the database does not respond; try again",
    ),
    "unknown_output": ("el modelo no tiene esa salida", "the model does not have this output"),
    "bad_reference": (
        "la referencia del paciente está vacía o es demasiado larga",
        "the patient's reference is empty or too long",
    ),
    "bad_clinical_record": (
        "X-Clinical-Record solo admite el valor true; si no pertenece a la historia clínica, no lo envíe",
        "X-Clinical-Record only accepts the value true; leave it out if it does not belong to the clinical record",
    ),
    "no_reference": (
        "X-Clinical-Record necesita la referencia del paciente en X-Patient-Reference",
        "X-Clinical-Record needs the patient's reference in X-Patient-Reference",
    ),
    "fhir_code": (
        "Riesgo estimado de diabetes tipo 2 sin diagnosticar",
        "Estimated risk of undiagnosed type 2 diabetes",
    ),
    "fhir_note": (
        "Estimación de un modelo estadístico; no es un diagnóstico.",
        "Estimate of a statistical model; not a diagnosis.",
    ),
    "place_without_reference": (
        "X-Site y X-Insurer necesitan la referencia del paciente en X-Patient-Reference",
        "X-Site and X-Insurer need the patient's reference in X-Patient-Reference",
    ),
    "bad_place": (
        "sede y aseguradora son nombres de 60 caracteres como máximo, con alguna letra y sin @",
        "site and insurer are names of at most 60 characters with a letter and without @",
    ),
    "bad_parameter": (
        "el parámetro no admite ese valor",
        "the parameter does not take this value",
    ),
    "not_a_step": (
        "se espera un objeto con state, y prediction_id o X-Patient-Reference; o con undoes",
        "expected an object with state, and prediction_id or X-Patient-Reference; or with undoes",
    ),
    "anonymous": (
        "esta predicción no tiene paciente, así que no hay a quién llamar",
        "this prediction has no patient, so nobody can be called",
    ),
    "no_prediction": (
        "no hay ninguna predicción de este paciente",
        "no prediction is stored for this patient",
    ),
    "unknown_step": (
        "no existe ese paso, o no se puede anular",
        "there is no such step that could be undone",
    ),
    "invalid_json": ("el cuerpo no es JSON válido", "the body is not valid JSON"),
    "nan_in_json": (
        "NaN e Infinity no son JSON: escriba null donde falta un valor.",
        "NaN and Infinity are not JSON: write null where a value is missing.",
    ),
    "not_a_record": (
        "se espera un objeto con date, y Resultado, hba1c o ambos",
        "expected an object with date and with Resultado, hba1c or both",
    ),
    "bad_date": (
        "date debe ser un día AAAA-MM-DD desde 1950 que no esté en el futuro",
        "date must be YYYY-MM-DD, from 1950 on and not in the future",
    ),
    "bad_source": (
        "source debe tener de 1 a 100 letras o signos",
        "source must have 1 to 100 characters",
    ),
    "duplicate_field": ("un campo aparece más de una vez", "a field occurs more than once"),
    "no_result": (
        "falta el resultado: Resultado (o glucosa_ayunas) o hba1c",
        "the result is missing: Resultado (or glucosa_ayunas) or hba1c",
    ),
    "not_a_number": ("un resultado no es un número", "a result is not a number"),
    "conflict": (
        "ya hay otro resultado de ese día; quite primero su conjunto con diabetes-stack outcomes remove",
        "another result for that day is already stored; first remove its set with diabetes-stack outcomes remove",
    ),
    "unknown_prediction": (
        "ninguna predicción tiene ese prediction_id",
        "no prediction has this prediction_id",
    ),
    "step_undone": (
        "una anulación no se anula: anote otra vez el estado o envíe de nuevo el resultado; cuentan como pasos nuevos",
        "an undoing is not undone: mark the state once more, or send the result again; both count as new steps",
    ),
    "long_before": (
        "la fecha es muy anterior a la predicción: revísela; un resultado antiguo va en el registro de una predicción",
        "the date is long before the prediction: check it; an older result belongs in the record of a prediction",
    ),
    "two_patients": (
        "la referencia y la predicción o el paso son de dos personas distintas",
        "the reference and the prediction or step are of two people",
    ),
    "not_a_hook": (
        "se espera un objeto con hook, hookInstance y context",
        "expected an object with hook, hookInstance and context",
    ),
    "unknown_hook": ("este servicio no atiende ese hook", "this service does not answer this hook"),
    "no_instance": ("hookInstance debe ser un UUID", "hookInstance must be a UUID"),
    "no_patient": ("falta el paciente en context.patientId", "the patient in context.patientId is missing"),
    "no_prefetch": (
        "falta el recurso Patient en prefetch.patient, y este servicio no consulta servidores FHIR",
        "the Patient in prefetch.patient is missing, and this service asks no FHIR server",
    ),
    "other_patient": ("prefetch.patient es otra persona", "prefetch.patient is another person"),
    "no_feedback": (
        "feedback debe ser una lista de 1 a 100 entradas",
        "feedback must be a list of 1 to 100 entries",
    ),
    "bad_feedback": (
        "cada entrada necesita card, outcome y outcomeTimestamp en UTC, y acceptedSuggestions si se aceptó",
        "each entry needs card, outcome and outcomeTimestamp in UTC, and acceptedSuggestions if accepted",
    ),
    "aborted": ("la petición se interrumpió", "the request was interrupted"),
}

if _short := [code for code, texts in _TEXTS.items() if len(texts) != len(LOCALES)]:
    raise LookupError(f"a language lacks texts: {', '.join(_short)}")


def is_ours(code: str) -> bool:
    """Whether the API has its own text for this code."""
    return code in _TEXTS


def text(code: str, locale: str) -> str:
    """The text of a code."""
    return _TEXTS[code][LOCALES.index(locale)]
