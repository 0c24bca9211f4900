"""The texts of a local validation, in Spanish: its plan, its documents, its verdict."""

TEXTS = {
    "plan.about": (
        "Plan de una validación local. Complételo antes de que nadie mire un resultado y después "
        "ciérrelo:\n  {command}\n"
        "Desde entonces no pueden cambiar ni este archivo ni el modelo."
    ),
    "plan.site": "El nombre de la sede",
    "plan.responsible": "Quien responde por el estudio",
    "plan.setting": "Dónde se atiende a las personas, como consulta externa",
    "plan.population": "Quiénes se incluyen y quiénes no",
    "plan.recruitment_from": "Primer día de los registros, como 2027-01-15",
    "plan.recruitment_to": "Último día",
    "plan.outcome": "Cómo y cuándo se mide el resultado",
    "plan.model": "El archivo del modelo, o nhanes para el de la biblioteca",
    "plan.target": (
        "La columna de la glucosa en ayunas en mg/dL; en blanco si solo se mide HbA1c, que se\n"
        "lee con su propio nombre, hba1c"
    ),
    "plan.groups": "Columnas cuyos grupos tendrán cifras, además de sexo, edad e índice de masa corporal",
    "plan.expected": (
        "Lo que espera aquí: la parte de las personas con diabetes sin diagnosticar\n"
        "y el área bajo la curva ROC (un medio es el azar, 1 es perfecta)"
    ),
    "plan.precision": (
        "Qué tan anchos pueden ser los intervalos del 95 %. Más angostos piden más personas; lo más ancho\n"
        "que se admite es {observed_expected_width} para la razón, {slope_width} para la pendiente y "
        "{auroc_width} para el área"
    ),
    "plan.criteria": (
        "Cuándo el modelo sirve aquí: [mínimo, máximo]. El área no puede ser menor que {auroc_low}; la\n"
        "razón, entre {observed_expected_low} y {observed_expected_high}, y la pendiente, entre "
        "{slope_low} y {slope_high}, incluyen el 1"
    ),
    "plan.smallest_cell": (
        "El mínimo de personas en cada casilla de los conteos por probabilidad que pueden salir de la\n"
        "sede; otros conteos no tienen mínimo.\n"
        "Con 1 salen el puntaje y el resultado de cada persona: solo si se pueden compartir filas"
    ),
    "plan.resamples": "Remuestreos para los intervalos",
    "plan.seed": "Semilla de los remuestreos",
    "validation.to_fill": "por completar",
    "validation.no_groups": "ninguno",
    "validation.title": "La validación local frente a su plan",
    "validation.verdict.met": "Se cumplen los criterios del plan.",
    "validation.verdict.not_met": (
        "No se cumplen los criterios del plan. El modelo no debe usarse aquí como está: recalíbrelo o elija "
        "otro, y valide de nuevo."
    ),
    "validation.verdict.not_enough_events": (
        "No hay suficientes personas con el resultado para decidir. Esto no es una aprobación: reúna más."
    ),
    "validation.verdict.open": (
        "No hay veredicto, y esto no es una aprobación. Antes hay que resolver lo que sigue y repetir el "
        "análisis:"
    ),
    "validation.open.unreadable_outcomes": (
        "Filas cuyo resultado está escrito pero no se puede leer: {count}. Quedaron fuera de las cifras."
    ),
    "validation.open.repeated_rows": (
        "Filas con las mismas respuestas y los mismos resultados que otra anterior: {count}. Deje a cada "
        "persona una sola vez."
    ),
    "validation.open.before_end": "El periodo del plan no ha terminado.",
    "validation.unjudged.one_test": (
        "Personas que solo tienen uno de los dos exámenes, y por eso no se evaluaron: {count}. Si el segundo "
        "se pide según el primero, las demás no las representan."
    ),
    "validation.unjudged.no_test": "Personas sin ningún examen, que no se evaluaron: {count}.",
    "validation.open": "sin veredicto",
    "validation.met": "se cumple",
    "validation.not_met": "no se cumple",
    "validation.not_enough_events": "faltan casos",
    "validation.figure.auroc": "Área bajo la curva ROC",
    "validation.figure.observed_expected": "Casos observados / esperados",
    "validation.figure.slope": "Pendiente de calibración",
    "validation.criterion": "Criterio",
    "validation.found": "Encontrado",
    "validation.wanted": "Previsto",
    "validation.judged": "Veredicto",
    "validation.between": "{low} a {high}",
    "validation.people": (
        "{events} personas con el resultado, de {people}; previstas: {needed_events} de {needed}."
    ),
    "validation.locked": "El plan se cerró el {date}, antes del análisis.",
    "validation.other_data": (
        "Los datos no son los del primer análisis, del {date}, cuyo veredicto fue «{verdict}». Explique por "
        "qué cambiaron."
    ),
    "validation.caption": "Cifras de la diabetes sin diagnosticar frente a los criterios del plan",
    "validation.protocol.title": (
        "Protocolo: validación local del modelo de riesgo de diabetes {name} en {site}"
    ),
    "validation.protocol.question.title": "Pregunta",
    "validation.protocol.question.1": (
        "¿Predice el modelo {name} (versión {version}) la diabetes sin diagnosticar lo bastante bien en las "
        "personas de {site} como para usarlo allí al recomendar un examen de laboratorio? El modelo no "
        "diagnostica ni reemplaza un examen."
    ),
    "validation.protocol.design.title": "Diseño",
    "validation.protocol.design.1": (
        "Validación externa de un modelo que ya existe, sin cambiarlo, en personas con el resultado medido. "
        "Ámbito: {setting}. Registros del {recruitment_from} al {recruitment_to}."
    ),
    "validation.protocol.design.2": (
        "Responsable: {responsible}. El plan se cerró el {locked}; su huella digital y la del modelo están "
        "en el archivo del cierre."
    ),
    "validation.protocol.people.title": "Personas",
    "validation.protocol.people.1": "{population}",
    "validation.protocol.people.2": (
        "Quedan fuera las personas con diabetes diagnosticada y las embarazadas, porque el modelo no se les "
        "aplica. Los registros con errores quedan fuera y se cuentan por motivo."
    ),
    "validation.protocol.model.title": "Modelo",
    "validation.protocol.model.1": "{name}, versión {version}, SHA-256 {hash}.",
    "validation.protocol.model.2": (
        "Es una tabla de puntos por respuestas y medidas, sin exámenes de laboratorio. La biblioteca "
        "calcula sus probabilidades sin cambios."
    ),
    "validation.protocol.outcome.title": "Resultado",
    "validation.protocol.outcome.1": "Diabetes sin diagnosticar: {definition}. {outcome}",
    "validation.protocol.outcome.2": (
        "¿Conoce quien mide el resultado la respuesta del modelo? {blank} Si los datos traen glucosa y "
        "HbA1c, solo se evalúa a quien tiene los dos exámenes; el informe cuenta a quienes tienen uno o "
        "ninguno."
    ),
    "validation.protocol.size.title": "Tamaño de la muestra",
    "validation.protocol.size.1": (
        "{people} personas con el resultado conocido, {events} de ellas con diabetes sin diagnosticar, para "
        "una prevalencia esperada de {prevalence} y un área bajo la curva ROC de {auroc}."
    ),
    "validation.protocol.size.2": (
        "La razón de casos observados a esperados pide {for_ratio} personas (intervalo de "
        "{observed_expected_width} de ancho), la pendiente de calibración {for_slope} ({slope_width}) y el "
        "área {for_auroc} ({auroc_width})."
    ),
    "validation.protocol.size.3": (
        "Fórmulas de la primera referencia, para un resultado binario; se supone que las probabilidades, "
        "en escala logit, siguen una distribución normal y que el modelo está calibrado."
    ),
    "validation.protocol.analysis.title": "Análisis",
    "validation.protocol.analysis.1": (
        "Calibración (casos observados y esperados, pendiente, curva), discriminación (área bajo la curva "
        "ROC), sensibilidad, especificidad y valores predictivos en los puntos de corte del modelo, y "
        "beneficio neto."
    ),
    "validation.protocol.analysis.2": (
        "Intervalos del 95 % con {resamples} remuestreos de personas, semilla {seed}. Las respuestas que "
        "faltan se tratan como lo hace el modelo en su uso."
    ),
    "validation.protocol.analysis.3": (
        "Grupos: sexo, edad, índice de masa corporal, estrato y zona de residencia donde se conozcan. "
        "Otros grupos: {groups}."
    ),
    "validation.protocol.analysis.4": (
        "El análisis está cerrado: solo corre con este plan y este modelo. Cualquier otro análisis se "
        "informa como exploratorio."
    ),
    "validation.protocol.criteria.title": "Criterios",
    "validation.protocol.criteria.1": (
        "Área de {auroc_low} a {auroc_high}; casos observados / esperados de {observed_expected_low} a "
        "{observed_expected_high}; pendiente de {slope_low} a {slope_high}."
    ),
    "validation.protocol.criteria.2": (
        "Un criterio no se cumple si todo el intervalo queda por fuera. Con menos casos que los previstos "
        "no se decide nada más. Con los previstos, la cifra misma debe quedar dentro."
    ),
    "validation.protocol.data.title": "Datos",
    "validation.protocol.data.1": (
        "Los registros se quedan en {site}. ☐ Se revisó que el archivo que se analiza no tenga nombres, "
        "números de identidad ni direcciones. Quién tiene acceso: {blank}. Dónde se guardan y hasta "
        "cuándo: {blank}."
    ),
    "validation.protocol.data.2": (
        "De la sede solo pueden salir un informe y un archivo con conteos y sumas, sin filas ni "
        "identificadores. Para reunir sedes, los resultados se cuentan en casillas de al menos "
        "{smallest_cell} personas, unas con el resultado y otras sin él. Las tablas del informe no tienen "
        "mínimo, como los casos de un grupo: pueden ser de una o de pocas personas, y quien conozca sus "
        "respuestas podría deducir su resultado. ☐ Se revisaron antes de entregarlos. Los reciben: {blank}."
    ),
    "validation.protocol.data.2.each": (
        "De la sede puede salir un informe. Contiene el puntaje de cada persona con su resultado, sin sus "
        "respuestas; quien tenga el modelo puede deducir respuestas a partir de un puntaje. Se guarda y se "
        "envía como los registros."
    ),
    "validation.protocol.limits.title": "Limitaciones",
    "validation.protocol.limits.1": (
        "Una validación en una sede y un periodo no muestra que el modelo sirva en otro lugar o más "
        "adelante. Sesgos previsibles: {blank}."
    ),
    "validation.protocol.references.title": "Referencias",
    "validation.ethics.title": (
        "Para el comité de ética: validación del modelo de riesgo de diabetes {name} en {site}"
    ),
    "validation.ethics.summary.title": "Resumen",
    "validation.ethics.summary.1": (
        "Se comparan los registros de {people} personas con el resultado medido con las respuestas de un "
        "modelo que ya existe. Ámbito: {setting}. Responsable: {responsible}."
    ),
    "validation.ethics.summary.2": (
        "¿Cambia la atención de alguien por el estudio, y ve el personal tratante las respuestas del "
        "modelo? {blank}"
    ),
    "validation.ethics.risk.title": "Riesgo",
    "validation.ethics.risk.1": (
        "Según el artículo 11 de la Resolución 8430 de 1993, el estudio se propone como: {blank} "
        "(investigación sin riesgo si se revisan registros existentes y no se interviene a nadie; con "
        "riesgo mínimo si se hace un examen para el estudio)."
    ),
    "validation.ethics.risk.2": (
        "Riesgo principal: que se conozcan datos de salud. Segundo riesgo: que una cifra errada lleve a "
        "confiar en el modelo; por eso los criterios se escriben en un plan que se cierra. Cerrado el: "
        "{locked}. ☐ Nadie del estudio había visto los resultados cuando se cerró."
    ),
    "validation.ethics.consent.title": "Consentimiento informado",
    "validation.ethics.consent.1": (
        "Consentimiento: {blank} (diga si se obtiene, y cómo, o qué se pide al comité). ☐ Por confirmar "
        "con el comité: qué permite el parágrafo primero del artículo 16 de la Resolución 8430 de 1993 "
        "para la categoría de riesgo propuesta."
    ),
    "validation.ethics.consent.2": "Razones: {blank}.",
    "validation.ethics.privacy.title": "Datos personales",
    "validation.ethics.privacy.1": (
        "Los datos de salud son datos sensibles (artículo 5 de la Ley 1581 de 2012). El artículo 6, literal "
        "e, permite tratarlos con finalidad científica si se adoptan medidas para suprimir la identidad de "
        "los titulares."
    ),
    "validation.ethics.privacy.2": (
        "Medidas: ☐ se revisó que el archivo que se analiza no tenga nombres, números de identidad ni "
        "direcciones. La clave, si la hay, la guarda: {blank}. El responsable del tratamiento es: {blank}."
    ),
    "validation.ethics.privacy.3": (
        "De la sede solo pueden salir un informe y un archivo con conteos y sumas, sin filas ni "
        "identificadores. Para reunir sedes, los resultados se cuentan en casillas de al menos "
        "{smallest_cell} personas, unas con el resultado y otras sin él. Las tablas del informe no tienen "
        "mínimo, como los casos de un grupo: pueden ser de una o de pocas personas, y quien conozca sus "
        "respuestas podría deducir su resultado. ☐ Se revisaron antes de entregarlos. Los reciben: {blank}."
    ),
    "validation.ethics.privacy.3.each": (
        "De la sede sale un informe con el puntaje de cada persona y su resultado, sin sus respuestas. Quien "
        "tenga el modelo puede deducir respuestas a partir de un puntaje; por eso el informe se protege como "
        "los registros. Lo recibe: {blank}."
    ),
    "validation.ethics.benefit.title": "Beneficio",
    "validation.ethics.benefit.1": (
        "Las personas de la sede ganan un modelo que solo se usa si les sirve. Beneficio directo para "
        "quienes aportan sus registros: {blank}."
    ),
    "validation.ethics.benefit.2": (
        "A quien tenga un examen de diabetes o prediabetes y no lo sepa, se lo informa: {blank}."
    ),
    "validation.ethics.conflicts.title": "Conflictos de interés y financiación",
    "validation.ethics.conflicts.1": "{blank}",
    "validation.ethics.signatures.title": "Firmas",
    "validation.ethics.signatures.1": "{responsible}: {blank}. Fecha: {blank}.",
}
