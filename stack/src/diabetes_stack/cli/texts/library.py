"""What the library says about data and models in English only, in Spanish, by its codes. ``{text}`` is the library's
own text, where that has names or figures."""

from __future__ import annotations

__all__ = ["spanish"]

_SENTENCES = {
    # Errors of training, evaluation, files.
    "bad_option": "una opción está fuera de su rango ({text})",
    "bad_scale": "una columna tiene valores demasiado grandes o pequeños ({text})",
    "bad_shape": "los tamaños no coinciden ({text})",
    "bad_weights": "los pesos no sirven ({text})",
    "damaged": "el archivo del modelo está dañado ({text})",
    "no_outcome": "la tabla no tiene resultados: falta Resultado y falta hba1c",
    "no_output": "no se puede ajustar ninguna salida con estos datos ({text})",
    "no_predictors": "ningún campo tiene valores conocidos y variados en suficientes filas",
    "no_such_output": "el modelo no tiene esa salida ({text})",
    "not_a_model": "el archivo no es un modelo de diabetes",
    "not_converged": "el ajuste no convergió ({text})",
    "not_finite": "hay un valor que no es un número finito ({text})",
    "too_few_rows": "hay muy pocas filas ({text})",
    "too_new": "el archivo del modelo es de una versión más nueva de diabetes: actualice diabetes ({text})",
    "unknown_algorithm": "no existe ese algoritmo ({text})",
    "unreadable_table": "la tabla no se puede leer ({text})",
    "unsound": "el modelo ajustado no es válido ({text})",
    # Warnings of training.
    "aliased": "un campo dice lo mismo que otros y no se usa ({text})",
    "constant": "un campo tiene siempre el mismo valor y no se usa ({text})",
    "cutoffs_left_out": "faltan los puntos de corte de los niveles de riesgo ({text})",
    "determined": "un campo determina el resultado: quizá se calculó a partir de él ({text})",
    "few_events_per_parameter": (
        "hay pocos casos para tantos parámetros: las cifras pueden no valer en otras personas ({text})"
    ),
    "findrisc_as_predictor": (
        "findrisc es un predictor: incluye glucosas altas anteriores, que son parte del resultado ({text})"
    ),
    "known_diabetes": "se omitieron personas con diabetes diagnosticada: la estimación no se les aplica ({text})",
    "level_not_known": "no hay intervalo del riesgo: faltan periodos con suficientes casos ({text})",
    "mostly_missing": "un campo falta casi siempre y no se usa ({text})",
    "output_left_out": "una salida queda fuera ({text})",
    "pregnant": "se omitieron embarazadas: la estimación no se les aplica ({text})",
    "source_not_stated": "no se indicó el origen: no se sabe si los registros son de personas",
    # Remarks on an evaluation.
    "any_test": "pocas filas tienen todos los exámenes, y un examen que falta oculta casos ({text})",
    "diagnosis_unknown": (
        "los datos no dicen quién tiene diabetes diagnosticada; esas personas harían ver el modelo mejor de lo que es"
    ),
    "few_clusters": "hay pocos grupos: los intervalos salen demasiado estrechos",
    "few_events": "hay menos de 10 personas con el resultado, o menos de 10 sin él ({text})",
    "fewer_resamples": "se hicieron menos remuestreos, para ahorrar tiempo ({text})",
    "implausible_auroc": (
        "el AUROC es más alto de lo que estos datos logran en personas: busque diabetes diagnosticada, registros "
        "generados o datos derivados del resultado ({text})"
    ),
    "no_rows": "el modelo no puede responder ninguna fila",
    "partial_definition": "falta un examen que define el resultado, así que se pierden casos ({text})",
    "rows_without_group": "hay filas sin grupo ({text})",
    "rows_without_weight": "hay filas sin peso, que quedan fuera ({text})",
    "synthetic_model": "el modelo aprendió de registros generados, no de personas",
}


#: What is said of a model of the former system, whatever it is called.
_PICKLE = (
    "los archivos .joblib y .pkl ejecutan código al abrirse, por eso no se leen; vuelva a entrenar con los mismos "
    "datos: diabetes-stack model train --data DATOS.csv"
)


def spanish(code: str, text: str) -> str:
    """The sentence of a code; the library's own text for a code without a sentence."""
    if code == "not_a_model" and ".joblib" in text:
        return _PICKLE
    return _SENTENCES.get(code, "{text}").format(text=text)
