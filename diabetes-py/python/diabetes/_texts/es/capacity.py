"""What is said of a number of tests that can be paid, in Spanish."""

TEXTS = {
    "capacity.choice": (
        "Con {tests}: pruebe a quienes tienen un riesgo estimado de {outcome} de {cutoff} o más ({tested} "
        "de {candidates} personas)."
    ),
    "capacity.everyone": "Con {tests} alcanza para todos: {tested}.",
    "capacity.nobody": (
        "No hay a quién elegir: en estos datos nadie depende de su riesgo para tener una prueba."
    ),
    "capacity.no_tests": "Sin pruebas no se encuentra a nadie. Entre {candidates} se esperan {missed}.",
    "capacity.all_tied": (
        "No se elige a nadie: {tied} comparten el riesgo más alto y no hay pruebas para todas, así que el "
        "riesgo no decide entre ellas. Pruebas sin usar: {left}."
    ),
    "capacity.tied": (
        "Después vienen {tied} con el mismo riesgo; no hay pruebas para todas, así que no entra ninguna. "
        "Pruebas sin usar: {left}."
    ),
    "capacity.left": "Pruebas sin usar: {left}.",
    "capacity.plain": "{value} casos ({span})",
    "capacity.cases": "{value} casos de {outcome} ({span})",
    "capacity.found": (
        "Se espera encontrar {found}: el {value} de las pruebas, o un caso por cada {number} pruebas "
        "({span})."
    ),
    "capacity.share": "Es el {sensitivity} de todos los casos esperados.",
    "capacity.also": "Con las mismas pruebas se espera encontrar {found}.",
    "capacity.missed": (
        "Sin prueba quedarían {missed}: {not_tested} por cada {per} personas sin prueba y {screened} por "
        "cada {per} personas tamizadas."
    ),
    "capacity.observed": (
        "Lo que ocurrió: con esas pruebas se habrían encontrado {found}, el {value} de las pruebas y el "
        "{sensitivity} de todos los casos; sin prueba habrían quedado {missed}, que son {not_tested} por "
        "cada {per} personas sin prueba."
    ),
    "capacity.off": (
        "Lo que ocurrió no concuerda con lo esperado: los riesgos no parecen bien calibrados en estas "
        "personas. Recalibre el modelo antes de usar las cifras esperadas."
    ),
    "capacity.observed.few": (
        "Hay muy pocas personas con el resultado, o sin él, para dar cifras de lo que ocurrió."
    ),
    "capacity.first": "Antes que nada, atienda a {people}.",
    "capacity.apart": "Aparte quedan, con su propia atención, {people}.",
    "capacity.own": "Las pruebas que necesiten las personas contadas aparte no salen de estas.",
    "capacity.left_out": "Quedan fuera: {people}.",
    "capacity.advised": (
        "Personas por debajo del corte a quienes de todos modos se aconseja una prueba ahora: {people}."
    ),
    "capacity.not_clinical": (
        "El corte sale del número de pruebas y no es un criterio clínico: quien quede por debajo sigue "
        "necesitando lo que dice su recomendación, y quien tenga síntomas necesita la prueba."
    ),
    "capacity.chance": (
        "Los intervalos son del 95 % y solo tienen en cuenta el azar: suponen que los riesgos están bien "
        "calibrados en estas personas."
    ),
    "capacity.wilson": "Los intervalos de lo que ocurrió también son del 95 % (Wilson).",
    "capacity.approximate": "Con tantas personas, los extremos son aproximados.",
    "capacity.differs": (
        "Si el riesgo de todos estuviera en un extremo de su intervalo del 90 %, se encontrarían de {low} a "
        "{high} casos."
    ),
    "capacity.definition": "Se cuenta como caso a quien tiene {tests}.",
    "capacity.one_test": "Con una sola de esas pruebas se encuentran menos casos.",
    "capacity.synthetic": "El modelo aprendió de datos sintéticos: estas cifras no valen para personas.",
    "capacity.or_more": "{low} o más",
    "capacity.count": "{who} {what}",
    "tests.one": "{count} prueba",
    "tests.many": "{count} pruebas",
    # What becomes of each person.
    "place.urgent": "con un hallazgo que un médico debe ver hoy",
    "place.measured_diabetes": "con un valor medido en el rango de la diabetes",
    "place.measured_prediabetes": "con un valor medido en el rango de la prediabetes",
    "place.known_diabetes": "con diabetes ya diagnosticada",
    "place.pregnant": "en embarazo",
    "place.recent_normal": "con un resultado normal reciente",
    "place.no_outcome": "sin resultado medido",
    "place.errors": "con errores en el registro",
    # The table of the command.
    "capacity.row.tests": "pruebas que se pueden pagar",
    "capacity.row.candidates": "personas entre las que se elige",
    "capacity.row.tested": "con prueba",
    "capacity.row.not_tested": "sin prueba",
    "capacity.row.cutoff": "riesgo desde el que se hace la prueba",
    "capacity.expected": "Se espera",
    "capacity.happened": "Ocurrió",
    "capacity.figure.found": "casos encontrados",
    "capacity.figure.predictive_value": "casos entre las pruebas",
    "capacity.figure.sensitivity": "parte de todos los casos",
    "capacity.figure.number_needed_to_test": "pruebas por caso encontrado",
    "capacity.figure.missed": "casos sin prueba",
    "capacity.figure.missed_per_1000_not_tested": "casos sin prueba por 1000 personas sin prueba",
    "capacity.figure.missed_per_1000_screened": "casos sin prueba por 1000 personas tamizadas",
    "capacity.written": "{count} filas con su lugar guardadas en {file}",
}
