"""Words of the answers' codes."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "category.Normal": "Normal",
    "category.Prediabetes": "Prediabetes",
    "category.Diabetes": "Diabetes",
    "level.Bajo": "Bajo",
    "level.Moderado": "Moderado",
    "level.Alto": "Alto",
    "level.none": "No se aplica",
    "code.missing": "Falta un dato obligatorio",
    "code.not_a_number": "No es un número",
    "code.not_a_date": "No es una fecha",
    "code.not_finite": "Número infinito",
    "code.out_of_range": "Fuera de rango",
    "code.not_allowed": "Valor no admitido",
    "code.not_whole": "Debe ser un número entero",
    "code.ambiguous_number": (
        "Un número que puede leerse de dos formas (1.000: ¿mil o uno?): escríbalo sin separador de miles"
    ),
    "code.cell_count": "La fila tiene más o menos celdas que la primera línea",
    "code.text_after_quote": "Hay texto detrás de unas comillas de cierre: no se sabe dónde acaba la celda",
    "code.tad_not_below_tas": "La tensión diastólica no es menor que la sistólica",
    "code.imc_mismatch": "El índice de masa corporal no concuerda con la talla y el peso",
    "code.gestational_man": "Diabetes gestacional en un hombre",
    "code.pregnant_man": "Embarazo en un hombre",
    "code.unknown_field": "Dato desconocido",
    "code.duplicate_field": "Dato repetido",
    "code.outside_training_range": "Fuera de lo visto en el entrenamiento",
    "code.findrisc_differs": "El puntaje FINDRISC no concuerda con sus datos",
    "code.family_history_conflict": "Los antecedentes familiares se contradicen",
    "code.unit_doubtful": "Un valor que quizá está en otra unidad",
    "code.known_diabetes": "Diabetes ya diagnosticada",
    "code.pregnant": "Embarazo",
}
