"""What the report says, in Spanish; its checklist is in tripod.py."""

TEXTS = {
    "report.title": "Evaluación del modelo de riesgo de diabetes «{name}»",
    "report.contents": "Contenido",
    "report.nav.summary": "Resumen",
    "report.nav.validation": "Veredicto",
    "report.nav.population": "Personas y datos",
    "report.nav.participants": "Participantes",
    "report.nav.discrimination": "Orden",
    "report.nav.calibration": "Calibración",
    "report.nav.decision": "Beneficio neto",
    "report.nav.cutoffs": "Puntos de corte",
    "report.nav.glucose": "Glucosa estimada",
    "report.nav.subgroups": "Subgrupos",
    "report.nav.sites": "Sedes",
    "report.sites.title": "Sedes: ¿es igual en todas?",
    "report.sites.about": (
        "Las demás cifras son de todas estas sedes juntas. {merged} Si las sedes difieren mucho, eso ya es "
        "un hallazgo: mire cada una antes que el conjunto."
    ),
    "report.sites.merged.cells": ("Se reunieron a partir de conteos y sumas; ninguna fila salió de su sede."),
    "report.sites.merged.each": (
        "Se reunieron a partir del puntaje y el resultado de cada persona, sin sus respuestas, y son iguales "
        "a las de una sola evaluación de todas las filas."
    ),
    "report.sites.merged.mixed": (
        "Se reunieron a partir de conteos y sumas; de algunas sedes, también del puntaje y el resultado de "
        "cada persona, sin sus respuestas."
    ),
    "report.sites.caption": "Diabetes sin diagnosticar por sede",
    "report.sites.site": "Sede",
    "report.sites.unnamed": "sede {number}",
    "report.sites.evaluated": "Evaluada",
    "report.sites.judged": "Personas",
    "report.sites.events": "Casos",
    "report.sites.auroc": "Área bajo la curva ROC",
    "report.sites.ratio": "Observados / esperados",
    "report.sites.slope": "Pendiente",
    "report.nav.compared": "Dos modelos",
    "report.nav.missing": "Datos que faltan",
    "report.nav.terms": "Términos en figuras",
    "report.nav.model": "El modelo completo",
    "report.nav.tripod": "Lista TRIPOD+AI",
    "report.footer": (
        "Modelo {name}, versión {version}, SHA-256 {hash}. Evaluado el {date} con diabetes {library}."
    ),
    "report.footer.resamples": "{resamples} remuestreos (bootstrap), semilla {seed}.",
    "report.byline": "Versión {version}, evaluado el {date}.",
    "report.byline.data": "Aprendió de: {source}.",
    "report.generated": (
        "El modelo se entrenó con registros generados. Sus cifras no dicen nada de personas reales, y no "
        "se debe usar con ellas."
    ),
    "report.summary.people": (
        "El modelo se evaluó en <strong>{people} personas</strong>, {known} de ellas con resultado "
        "conocido: {events} tenían {condition}."
    ),
    "report.summary.auroc": (
        "De dos personas, una con el resultado y otra sin él, el modelo da más riesgo a la primera "
        "<strong>{times} veces de cada 100</strong>: un área bajo la curva ROC de {area}."
    ),
    "report.summary.compared": "Frente a los puntajes publicados, ordena {scores}.",
    "report.summary.score": "{how} {score}, {area}",
    "report.summary.not_compared": (
        "El área de los puntajes publicados es: {scores}. Sin un intervalo de la diferencia no se dice que "
        "el modelo sea mejor ni peor."
    ),
    "report.summary.score_alone": "{score}, {area}",
    "report.summary.none": (
        "El modelo recibió {rows} registros y respondió a <strong>{people} personas</strong>; muy pocas "
        "tienen un resultado conocido de alguna de las dos clases para decir cómo las ordena."
    ),
    "report.summary.level": (
        "Sus probabilidades de {output} son en conjunto <strong>{level}</strong>: por cada persona que "
        "esperaba, {ratio} la tenían."
    ),
    "report.summary.level_by": (
        "Si se juzgan solo por {tests}, sus probabilidades de {output} son en conjunto "
        "<strong>{level}</strong>: por cada persona que esperaba, {ratio} la tenían."
    ),
    "report.summary.ratio": (
        "Por cada persona con {output} que esperaba, {ratio} la tenían. Sin un intervalo, esto no dice si "
        "sus probabilidades son correctas."
    ),
    "report.summary.ratio_by": (
        "Si se juzga solo por {tests}, por cada persona con {output} que esperaba, {ratio} la tenían. Sin un "
        "intervalo, esto no dice si sus probabilidades son correctas."
    ),
    "report.summary.glucose": "Su estimación de la glucosa en ayunas se desvía {mae} mg/dL en promedio.",
    "report.summary.cutoffs": "De <strong>1000 personas</strong> como estas, {cutoffs}.",
    "report.summary.cutoff": (
        "si la prueba se hace desde un riesgo de {at} ({name}), se la harían <strong>{tested}</strong>, se "
        "encontrarían {found} de las {cases} con diabetes y {missed} quedarían sin encontrar"
    ),
    "report.summary.device": (
        "<strong>No es un dispositivo diagnóstico.</strong> Puede sugerir una prueba de laboratorio, pero "
        "nunca la reemplaza. No responde por embarazadas ni por personas con diabetes diagnosticada, y no "
        "dice quién enfermará en los años siguientes."
    ),
    "report.summary.intervals": "Entre paréntesis van los intervalos del 95 %.",
    "report.how.worse": "peor que",
    "report.how.alike": "sin diferencia clara con",
    "report.how.better": "mejor que",
    "report.level.high": "demasiado altas",
    "report.level.right": "aproximadamente correctas",
    "report.level.low": "demasiado bajas",
    "report.population.title": "Personas y datos",
    "report.population.caption": "De los registros recibidos a las personas evaluadas",
    "report.step": "paso",
    "report.people": "personas",
    "report.population.given": "Registros recibidos",
    "report.population.invalid": "fuera por no ser válidos: {reason}",
    "report.population.not_applicable": "fuera porque el modelo no se aplica: {reason}",
    "report.population.no_weight": "fuera por no tener peso estadístico",
    "report.population.answered": "Con respuesta y evaluados",
    "report.population.measured": "de ellos, con {test} medida",
    "report.population.weighted": (
        "Todas las cifras se ponderan con los pesos dados; los conteos son de personas, sin pesos."
    ),
    "report.population.once": "Cada persona cuenta una vez.",
    "report.population.clusters": "Los intervalos remuestrean enteros los {clusters} conglomerados.",
    "report.population.resamples": (
        "Los intervalos son el 95 % central de {resamples} remuestreos (bootstrap); los de proporciones "
        "son de Wilson."
    ),
    "report.population.no_resamples": "No se pidieron intervalos del orden, la concordancia ni el error.",
    "report.population.fewest": (
        "No se muestra ninguna cifra basada en menos de 10 personas con el resultado o menos de 10 sin él."
    ),
    "report.population.outcomes": "Los resultados que el modelo conoce:",
    "report.population.rule": (
        "{definition}; sí cuando algún examen conocido llega a su punto de corte, no cuando todos los "
        "conocidos están por debajo"
    ),
    "report.population.glucose": "glucosa plasmática en ayunas, mg/dL",
    "report.participants.title": "Participantes: quién tenía el resultado y quién no",
    "report.participants.caption": (
        "{output}: número y proporción, o mediana y la mitad central (cuartiles); personas con dato conocido"
    ),
    "report.participants.with": "con el resultado",
    "report.participants.without": "sin el resultado",
    "report.participants.all": "Personas",
    "report.participants.missing": "sin dato",
    "report.participants.none": (
        "No se muestra: menos de 10 personas con o sin el resultado, o los datos no lo tienen."
    ),
    "report.characteristic": "característica",
    "report.discrimination.title": "Orden: ¿quedan más arriba las personas con el resultado?",
    "report.discrimination.about": (
        "El área bajo la curva ROC (AUROC) es la proporción de parejas, una persona con el resultado y "
        "otra sin él, en las que la primera recibe más riesgo. Los puntajes publicados se evalúan en las "
        "mismas personas; si faltan respuestas, con los puntos seguros; la última columna cuenta las "
        "personas con todas las respuestas de un puntaje."
    ),
    "report.discrimination.figure": "Área bajo la curva ROC por resultado",
    "report.discrimination.described": (
        "Un punto con su intervalo del 95 % para el modelo y cada puntaje publicado; la tabla que sigue "
        "tiene los números."
    ),
    "report.discrimination.caption": (
        "Orden por resultado. Compare la precisión media con la proporción de personas que tienen el "
        "resultado. La diferencia es el modelo menos el puntaje en los mismos remuestreos."
    ),
    "report.ranked_by": "ordenadas por",
    "report.average_precision": "precisión media",
    "report.auroc_difference": "AUROC, modelo menos puntaje",
    "report.complete": "puntaje completo",
    "report.discrimination.withheld": "{outcome}: {rows} personas, {reason}",
    "report.discrimination.outcome": (
        "{outcome}: {events} de {rows} personas ({share}); el modelo, por su probabilidad de {output}"
    ),
    "report.discrimination.none": (
        "El modelo no tiene una probabilidad con la que ordenar, o no se conoce ningún resultado."
    ),
    "report.calibration.title": "Calibración: ¿coinciden las probabilidades con lo que ocurre?",
    "report.calibration.figure": "Calibración de {output}",
    "report.calibration.described": (
        "Riesgo observado y predicho en grupos de igual tamaño, con intervalos del 95 %; la tabla que "
        "sigue tiene los números."
    ),
    "report.calibration.about": (
        "Cada punto es un grupo de personas con un riesgo predicho parecido; los grupos son casi iguales "
        "de grandes. La barra es su intervalo del 95 %; las marcas sobre el eje son las predicciones "
        "medias de los grupos. En la línea discontinua, lo observado es igual a lo predicho."
    ),
    "report.calibration.caption": (
        "Concordancia entre el riesgo predicho y el observado. Lo ideal: pendiente 1, intercepto 0, "
        "calibración global 0, observados/esperados 1."
    ),
    "report.figure": "cifra",
    "report.value": "valor",
    "report.calibration.people": "Personas evaluadas",
    "report.calibration.events": "con el resultado",
    "report.calibration.ratio": "Observados / esperados",
    "report.calibration.slope": "Pendiente",
    "report.calibration.intercept": "Intercepto, con esa pendiente",
    "report.calibration.large": "Calibración global",
    "report.calibration.brier": "Error cuadrático medio de la probabilidad (puntaje de Brier)",
    "report.calibration.brier_scaled": (
        "Puntaje de Brier en escala (1 es perfecto, 0 solo sabe la prevalencia)"
    ),
    "report.calibration.every": (
        "{output}: {definition}, juzgado en personas que tienen todos estos exámenes de los que hay en los "
        "datos, porque un examen que falta oculta casos."
    ),
    "report.calibration.any": (
        "{output}: {definition}, juzgado en personas que tienen alguno de estos exámenes, porque muy pocas "
        "los tienen todos."
    ),
    "report.calibration.alone": (
        "<strong>Los datos solo tienen {tests}</strong>: los casos que encontraría el otro examen cuentan "
        "como sanos, así que se observan menos de los que el modelo quiere decir."
    ),
    "report.calibration.groups": "Los grupos de la curva en números",
    "report.predicted": "predicho",
    "report.observed": "observado",
    "report.calibration.none": (
        "El modelo no tiene una probabilidad que comparar con lo ocurrido, o no se conoce ningún resultado."
    ),
    "report.decision.title": (
        "Beneficio neto: ¿es mejor decidir la prueba con el modelo que hacerla a todos o a nadie?"
    ),
    "report.decision.figure": "Curva de decisión",
    "report.decision.described": (
        "Beneficio neto de hacer la prueba según el modelo, a todos y a nadie, según el riesgo desde el "
        "que se haría."
    ),
    "report.decision.about": (
        "{output}, {events} de {rows} personas. El beneficio neto cuenta las personas encontradas, menos "
        "aquellas a quienes se hizo la prueba sin tenerla, ponderadas por cuántas pruebas así se "
        "aceptarían por cada persona encontrada: con un umbral del 5 %, diecinueve."
    ),
    "report.decision.numbers": "La curva de decisión en números",
    "report.decision.caption": "Beneficio neto por 1000 personas; la prueba a nadie es 0",
    "report.threshold": "umbral",
    "report.by_model": "según el modelo",
    "report.test_all": "prueba a todos",
    "report.not_shown": "No se muestra: {reason}.",
    "report.decision.none": (
        "No disponible: el modelo no tiene probabilidad de diabetes, o no se conoce el resultado."
    ),
    "report.cutoffs.title": "Puntos de corte: qué harían",
    "report.cutoffs.people": "{name}, prueba desde {at}: 1000 personas",
    "report.cell.tp": "encontradas",
    "report.cell.fp": "con prueba sin tenerla",
    "report.cell.fn": "sin encontrar",
    "report.cell.tn": "sin prueba y sin ella",
    "report.cutoffs.caption": "De 1000 personas como estas",
    "report.test_from": "prueba desde",
    "report.tested": "con prueba",
    "report.cutoffs.figures": (
        "Cómo separan a estas personas los puntos de corte del modelo, con intervalos del 95 %"
    ),
    "report.cutoffs.from": "{name}, desde {at}",
    "report.cutoffs.flagged": "Proporción a la que se haría la prueba",
    "report.cutoffs.sensitivity": "De quienes la tienen, proporción encontrada (sensibilidad)",
    "report.cutoffs.specificity": "De quienes no la tienen, proporción sin prueba (especificidad)",
    "report.cutoffs.ppv": (
        "De quienes se hacen la prueba, proporción que la tiene (valor predictivo positivo)"
    ),
    "report.cutoffs.npv": "De quienes no se la hacen, proporción que no la tiene (valor predictivo negativo)",
    "report.cutoffs.nnt": "Pruebas por cada persona encontrada",
    "report.cutoffs.above": "Personas por encima: con ella, sin ella",
    "report.cutoffs.below": "Personas por debajo: con ella, sin ella",
    "report.cutoffs.about": (
        "El punto de corte más bajo se eligió para encontrar el 80 % de los casos del entrenamiento; el "
        "más alto, para una especificidad del 90 % en ellos."
    ),
    "report.cutoffs.none": (
        "El modelo no tiene puntos de corte, o muy pocas personas tienen un resultado conocido para "
        "juzgarlos."
    ),
    "report.glucose.title": "Glucosa: ¿cuánto se desvía la estimación?",
    "report.glucose.caption": "Glucosa en ayunas estimada y medida, {rows} personas",
    "report.glucose.mae": "Error absoluto medio, mg/dL",
    "report.glucose.rmse": "Raíz del error cuadrático medio, mg/dL",
    "report.glucose.bias": "Sesgo (estimada menos medida), mg/dL",
    "report.glucose.r2": "Parte de la variación que explica, R²",
    "report.glucose.category": "Misma categoría que el valor medido (normal, prediabetes, diabetes)",
    "report.glucose.coverage": "Valor medido dentro del intervalo del 90 %",
    "report.glucose.third.0": "en el tercio más bajo de las estimaciones",
    "report.glucose.third.1": "en el tercio medio de las estimaciones",
    "report.glucose.third.2": "en el tercio más alto de las estimaciones",
    "report.glucose.few": "No disponible: muy pocas de estas personas tienen medida la glucosa en ayunas.",
    "report.glucose.none": "No disponible: el modelo no estima la glucosa.",
    "report.subgroups.title": "Subgrupos: ¿vale para todos?",
    "report.subgroups.figure": "Orden y calibración por subgrupo",
    "report.subgroups.described": (
        "Área bajo la curva ROC y casos observados sobre esperados de cada subgrupo, con intervalos del 95 "
        "%; la tabla que sigue tiene los números."
    ),
    "report.subgroups.about": (
        "A la derecha de la línea discontinua, más personas de las que el modelo espera tienen diabetes "
        "sin diagnosticar."
    ),
    "report.subgroups.caption": "Diabetes sin diagnosticar por subgrupo",
    "report.subgroups.caption_glucose": (
        "Diabetes sin diagnosticar por subgrupo, y la glucosa estimada: error medio y sesgo en mg/dL, "
        "cobertura del intervalo del 90 %"
    ),
    "report.group": "grupo",
    "report.with_it": "con ella",
    "report.ratio": "observados / esperados",
    "report.glucose_known": "glucosa medida",
    "report.error": "desvío",
    "report.bias": "sesgo",
    "report.coverage": "cobertura",
    "report.subgroups.none": "No hay subgrupos, o no se pidieron.",
    "report.compared.title": "Dos modelos en las mismas personas",
    "report.compared.about": (
        "Este modelo es {name}, versión {version}; el otro es {other}, versión {other_version}. Cuando el "
        "intervalo de uno contiene la cifra del otro, la diferencia puede deberse al azar."
    ),
    "report.compared.caption": "Cifras de los dos modelos, con intervalos del 95 %",
    "report.compared.auroc": "{outcome}: área bajo la curva ROC",
    "report.compared.ratio": "{output}: observados / esperados",
    "report.compared.slope": "{output}: pendiente de la calibración",
    "report.compared.brier": "{output}: puntaje de Brier",
    "report.compared.mae": "Glucosa: error absoluto medio, mg/dL",
    "report.compared.ranking.figure": "Área bajo la curva ROC de los dos modelos",
    "report.compared.ranking.described": (
        "Un punto con su intervalo del 95 % para cada "
        "modelo y resultado; la tabla que sigue tiene los números."
    ),
    "report.compared.calibration.figure": "Calibración de los dos modelos",
    "report.compared.calibration.described": (
        "Riesgo observado y predicho de los dos modelos en grupos de igual "
        "tamaño, con intervalos del 95 %; la tabla que sigue tiene las pendientes."
    ),
    "report.missing.title": "Datos que faltan",
    "report.missing.about": (
        "Un campo sin dato suma exactamente 0 puntos, como en la persona promedio del entrenamiento; una "
        "respuesta que falta nunca se lee como No. Nadie queda fuera por un campo que no es obligatorio."
    ),
    "report.missing.caption": "Predictores, en las {people} personas con respuesta",
    "report.field": "campo",
    "report.used": "se usa",
    "report.known": "con dato",
    "report.missing": "sin dato",
    "report.share_missing": "proporción sin dato",
    "report.yes": "sí",
    "report.no": "no",
    "report.missing.none": "No se contó ningún predictor.",
    "report.terms.title": "Todos los términos en figuras",
    "report.terms.about": (
        "El modelo es una tabla: cada campo suma puntos a un puntaje, y nada más lo hace. Una línea "
        "muestra los puntos de cada valor, en colores cuando difieren por sexo; la forma gris muestra "
        "dónde están las personas del entrenamiento. Las barras muestran los puntos de cada respuesta, con "
        "su proporción en el entrenamiento. Señale un valor para leerlo."
    ),
    "report.terms.figure": "{output}: puntos de {field}",
    "report.terms.odds": (
        "Los puntos son logaritmos de las posibilidades (log-odds): +0,69 las duplica. La escala de la "
        "derecha muestra por cuánto multiplica un valor las posibilidades, frente a la persona promedio "
        "del entrenamiento."
    ),
    "report.terms.none": "El modelo no tiene términos.",
    "report.model.title": "El modelo completo",
    "report.model.name": "Nombre, versión",
    "report.model.algorithm": "Algoritmo",
    "report.model.created": "Creado el",
    "report.model.source": "Aprendió de",
    "report.model.recalibrated": "Recalibrado",
    "report.model.cutoffs": "Puntos de corte",
    "report.model.cutoff": "{name} desde {at}",
    "report.not_stated": "no se indicó",
    "report.generated_records": "(registros generados)",
    "report.model.recalibrated_on": "{date}, con {rows} personas",
    "report.model.before": "antes, el modelo era {hash}",
    "report.model.recalibration": "Qué cambió al recalibrar: a y b del puntaje calibrado, a + b × puntaje",
    "report.output": "estimación",
    "report.refitted": "se ajustó",
    "report.a_before": "a antes",
    "report.b_before": "b antes",
    "report.a_now": "a ahora",
    "report.b_now": "b ahora",
    "report.model.by_hand": (
        "Para responder a mano: comience por el intercepto, sume los puntos de cada campo conocido (entre "
        "dos valores de una línea, en proporción) y calcule a + b × puntaje con los dos números de la "
        "calibración. Una probabilidad es 1 / (1 + e<sup>−s</sup>) de ese s; la glucosa estimada es s, en "
        "mg/dL."
    ),
    "report.model.terms": "{output}: {count} términos",
    "report.model.numbers": "Intercepto {intercept}; calibración a = {a}, b = {b}.",
    "report.points": "puntos",
    "report.points_in": "Puntos: {unit}",
    "report.odds_times": "posibilidades ×",
    "report.tripod.title": "Lista TRIPOD+AI",
    "report.tripod.about": (
        "Los ítems de TRIPOD+AI (Collins y otros, BMJ 2024;385:e078378) en forma breve, llenos con lo que "
        "este informe sabe. Lo que solo pueden decir los autores de un estudio está marcado; ellos lo "
        "llenan con un archivo."
    ),
    "report.tripod.caption": "27 ítems, para la evaluación de un modelo",
    "report.item": "ítem",
    "report.asked": "qué se pide",
    "report.answered": "qué se sabe",
    "report.tripod.author": "por llenar: el autor",
    "report.tripod.rest": "El resto: por llenar, el autor.",
}
