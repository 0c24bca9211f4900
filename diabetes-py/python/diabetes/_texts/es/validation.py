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
    "plan.target": "La columna de la glucosa en ayunas en mg/dL; hba1c se lee con su propio nombre",
    "plan.groups": "Columnas cuyos grupos tendrán cifras, además de sexo, edad e índice de masa corporal",
    "plan.expected": (
        "Lo que espera aquí: la parte de las personas con diabetes sin diagnosticar\n"
        "y el área bajo la curva ROC (un medio es el azar, 1 es perfecta)"
    ),
    "plan.precision": "Qué tan anchos pueden ser los intervalos del 95 %. Más angostos piden más personas",
    "plan.criteria": "Cuándo el modelo sirve aquí: [mínimo, máximo]",
    "plan.smallest_cell": (
        "El mínimo de personas en cada casilla de los conteos que pueden salir de la sede.\n"
        "Con 1 salen el puntaje y el resultado de cada persona: solo si se pueden compartir filas"
    ),
    "plan.resamples": "Remuestreos para los intervalos",
    "plan.seed": "Semilla de los remuestreos",
    "validation.to_fill": "por completar",
    "validation.no_groups": "ninguno aparte de los habituales",
    "validation.title": "La validación local frente a su plan",
    "validation.verdict.met": "Se cumplen los criterios del plan.",
    "validation.verdict.not_met": (
        "No se cumplen los criterios del plan. El modelo no debe usarse aquí como está: recalíbrelo o elija "
        "otro, y valide de nuevo."
    ),
    "validation.verdict.not_enough_events": (
        "No hay suficientes personas con el resultado para decidir. Esto no es una aprobación: reúna más."
    ),
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
        "¿Conoce quien mide el resultado la respuesta del modelo? {blank} A quien no tiene ningún examen no "
        "se le evalúa."
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
        "Fórmulas de la primera referencia, para un resultado binario; se supone que el logaritmo de las "
        "odds es normal y que el modelo está calibrado."
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
        "Grupos: sexo, edad, índice de masa corporal, estrato y zona de residencia donde se conozcan; y "
        "además: {groups}."
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
        "Los registros se quedan en {site}, sin nombres ni números de identidad en el archivo que se "
        "analiza. Quién tiene acceso: {blank}. Dónde se guardan y hasta cuándo: {blank}."
    ),
    "validation.protocol.data.2": (
        "De la sede solo puede salir un informe con conteos y sumas. Los resultados se cuentan en casillas "
        "de al menos {smallest_cell} personas con resultados distintos. En sus tablas puede haber conteos "
        "menores, como cuántas personas dieron una respuesta o tienen el resultado en un grupo."
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
        "confiar en el modelo; los criterios se fijaron antes de ver los datos."
    ),
    "validation.ethics.consent.title": "Consentimiento informado",
    "validation.ethics.consent.1": (
        "Consentimiento: {blank} (diga si se obtiene por escrito o si se pide al comité dispensar de él o "
        "de su forma escrita, como lo permite el parágrafo primero del artículo 16 de la Resolución 8430 de "
        "1993)."
    ),
    "validation.ethics.consent.2": "Razones: {blank}.",
    "validation.ethics.privacy.title": "Datos personales",
    "validation.ethics.privacy.1": (
        "Los datos de salud son datos sensibles (artículo 5 de la Ley 1581 de 2012). El artículo 6, literal "
        "e, permite tratarlos con finalidad científica si se adoptan medidas para suprimir la identidad de "
        "los titulares."
    ),
    "validation.ethics.privacy.2": (
        "Medidas: el archivo que se analiza no tiene nombres, números de identidad ni direcciones; la "
        "clave, si la hay, la guarda: {blank}. El responsable del tratamiento es: {blank}."
    ),
    "validation.ethics.privacy.3": (
        "Ninguna fila sale de la sede. Sale un informe con conteos y sumas. Los resultados se cuentan en "
        "casillas de al menos {smallest_cell} personas con resultados distintos. En sus tablas puede haber "
        "conteos menores, como cuántas personas dieron una respuesta o tienen el resultado en un grupo. Lo "
        "recibe: {blank}."
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
