"""Refusals in Spanish."""

from __future__ import annotations

from ..words import Texts

__all__ = ["TEXTS"]

_STATE = 'Quien lo sepa puede declararlo: diabetes-stack model register MODELO --source "..." --statement'

_WORDS = {
    # Models.
    "unknown_model": "ningún modelo se llama {name}; vea diabetes-stack model list",
    "unknown_model.alias": "no hay {name}; vea diabetes-stack model list",
    "unknown_model.hash": "ningún modelo tiene el hash {hash}",
    "ambiguous_model": "varios hashes empiezan por {name}; escriba más dígitos",
    "synthetic_model": "{name} {version} aprendió de registros generados: nunca se usa con pacientes",
    "synthetic_model.file": (
        "{name} {version} aprendió de registros generados: nunca se usa con pacientes; DIABETES_MODEL indica su archivo"
    ),
    "unstated_source": "{name} {version} no dice de quiénes son los registros de los que aprendió. " + _STATE,
    "unstated_source.file": (
        "{name} {version} no dice de quiénes son los registros de los que aprendió; DIABETES_MODEL indica su archivo. "
        + _STATE
    ),
    # Promotion.
    "in_service": "{name} {version} ya está en servicio",
    "no_previous": "está en servicio el modelo inicial: no hay una promoción anterior",
    "refused": "{objections}",
    "not_validated_here": (
        "no se validó en este país ({country}): indique --validation ARCHIVO, el que escribió diabetes validate, o "
        "--accept-by NOMBRE y --reason TEXTO"
    ),
    "not_validated_here.new": (
        "un modelo nuevo no está validado en este país ({country}): entrénelo, valídelo con diabetes validate y "
        "promuévalo con --validation ARCHIVO, o indique --accept-by NOMBRE y --reason TEXTO"
    ),
    "no_validation.damaged": "el archivo no es una validación local de diabetes validate, o se cambió",
    "no_validation.forged": (
        "el veredicto del archivo no es el que dan sus cifras y su plan: el archivo está falsificado"
    ),
    "no_validation.other": "la validación es de otro modelo que {version}",
    "no_validation.not_met": "la validación en {site} no cumple los criterios de su plan",
    "no_validation.open": "la validación en {site} no dio un veredicto: sus datos están en duda o son muy pocos",
    "no_validation.small": (
        "la validación en {site} se planeó o se hizo con menos de 100 personas con el resultado, o sin él (se "
        "encontraron {events} con él): hace falta que una persona la acepte, --accept-by NOMBRE y --reason TEXTO"
    ),
    "not_evaluated": "no se evaluó con resultados medidos",
    "no_outcomes": "no hay resultados guardados en este conjunto; vea diabetes-stack outcomes list",
    "all_learned": (
        "el modelo se recalibró con todos los resultados de {on}; importe otros más recientes y evalúelo con ellos"
    ),
    "no_probability": "uno de los modelos no tiene probabilidad de diabetes",
    "too_few_events": (
        "{events:,} de {rows:,} personas tienen diabetes; para comparar hacen falta {least} con diabetes y {least} sin "
        "ella"
    ),
    "not_better": (
        "no es mejor con seguridad: su puntaje de Brier es menor en {brier:.0%} de los remuestreos y su cociente "
        "observado/esperado está más cerca de 1 en {calibration:.0%}; se requiere {needed:.0%}"
    ),
    "brier_higher": "su puntaje de Brier es mayor: {new:.5f}; el del modelo en servicio, {old:.5f}",
    "ranks_worse": "ordena peor: AUROC {new:.3f}; el del modelo en servicio, {old:.3f}",
    "categories_change": "las categorías coinciden en {agree:.1%} de las personas; se requiere {needed:.0%}",
    # Laboratory results.
    "bad_source": "source debe tener de 1 a {longest} caracteres",
    "unknown_prediction": "ninguna predicción tiene ese prediction_id",
    "two_patients": "prediction_id y paciente son de dos personas distintas; corrija la fila",
    "no_prediction": "no hay ninguna predicción guardada de este paciente",
    "no_prediction.columns": "falta prediction_id o paciente",
    "bad_date": "la fecha del examen debe ser AAAA-MM-DD",
    "bad_date.range": "la fecha del examen está en el futuro o es anterior a {first}",
    "bad_date.missing": "falta la fecha del examen: columna fecha, AAAA-MM-DD",
    "long_before": (
        "la fecha del examen es muy anterior a la predicción: revísela. Un resultado anterior al {first} no es de esta "
        "tamización; si la fecha es correcta, haga una predicción con el resultado en el registro"
    ),
    "long_before.step": (
        "la fecha es muy anterior a la primera predicción: revísela. Lo anterior al {first} no es de esta tamización"
    ),
    "no_date_column": "ninguna columna se llama fecha: indique --date-column NOMBRE; columnas: {columns}",
    "date_columns": (
        "varias columnas pueden tener la fecha del examen: indique --date-column NOMBRE; columnas: {columns}"
    ),
    "columns_twice": "la misma columna está dos veces: {columns}",
    "no_result": "falta el resultado: Resultado (o glucosa_ayunas) o hba1c",
    "unknown_field": "{name} no es un resultado; resultados: {known}",
    "not_a_number": "{name} no es un número",
    "conflict": "ya hay otro valor de {test} de ese día para esta predicción; quite primero su conjunto",
    "conflict.columns": "Resultado y glucosa_ayunas son distintos",
    "text_after_quote": "hay texto después de una comilla de cierre",
    "cell_count": "la fila tiene más o menos celdas que el encabezado",
    # El programa de tamización.
    "bad_place": "sede y aseguradora son nombres de {most} caracteres como máximo, con alguna letra y sin @",
    "bad_date.step": "la fecha debe ser AAAA-MM-DD",
    "bad_date.step_range": "la fecha está en el futuro o es anterior a {first}",
    "anonymous": "esta predicción no tiene paciente, así que no hay a quién llamar",
    "unknown_step": "no existe ese paso, o no se puede anular",
    "step_undone": (
        "una anulación no se anula: anote otra vez el estado o envíe de nuevo el resultado; cuentan como "
        "pasos nuevos"
    ),
    "bad_state": "los estados son {known}",
    "nothing_told": "falta estado, sede o aseguradora",
    "no_columns": "ninguna columna se llama {missing}; columnas: {columns}",
    # Another system's answers.
    "old_system_away": "{address} no responde: {cause}",
    "old_system_failed": "{address} responde {status} al registro {row}",
    "old_system_failed.all": "{address} responde {status} al primer registro, y también falla en todos los demás",
    "old_system_answers": "{address} no responde al registro {row} con un objeto JSON",
    "old_system_answers.text": "{address} no responde al registro {row} con JSON; ¿es la dirección de su API?",
    "old_system_ourselves": (
        "{address} es este mismo sistema, no el que se reemplaza: comparado consigo mismo siempre coincide. Indique la "
        "dirección del sistema anterior"
    ),
    "inputs_differ": (
        "{differ} de {records} registros no tienen una respuesta propia: las respuestas son de otros registros. "
        "Indique los registros que se respondieron, o el mismo archivo de respuestas en --records"
    ),
    "bad_answers": "respuesta {row}: no es un objeto",
    "bad_answers.json": "línea {line}: no es JSON: {cause}",
    "bad_answers.nothing": "ninguna respuesta tiene {keys}",
    "bad_answers.class": "respuesta {row}: {name} no está entre {known}",
    "bad_answers.number": "respuesta {row}: {name} no es un número",
    # Incidents of the monitor.
    "unknown_incident": "no existe el incidente {id}; vea diabetes-stack incident list",
    "incident_over": "el incidente {id} ya terminó",
    # MLflow.
    "mlflow_away": "MLflow en {address}: {cause}",
}

TEXTS = Texts("es", "Español", _WORDS, separators=",.", day="%d/%m/%Y")
