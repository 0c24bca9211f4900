"""Models: model, outcomes; in Spanish."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "model.help": "Modelos: entrenar, evaluar, poner en servicio.",
    "model.called": (
        "Qué modelo: champion (en servicio), challenger (candidato), una versión, el comienzo de un hash, un nombre, "
        "nhanes o un archivo."
    ),
    "model.file": "Archivo CSV o Parquet con resultados.",
    "model.live": "Usa todas las predicciones guardadas que tienen resultado.",
    "model.source": "Usa las predicciones guardadas que tienen resultado en este conjunto.",
    "model.one_of": "indique solo una de estas opciones: un archivo, --live, --source NOMBRE",
    "model.no_outcome": "no hay resultados guardados: impórtelos con diabetes-stack outcomes import",
    "model.mlflow": "Registrando en MLflow",
    "model.mlflow_model": "Registrando {name} {version} en MLflow",
    "model.model": "modelo",
    "model.version": "versión",
    "model.algorithm": "algoritmo",
    "model.registered": "registrado (UTC)",
    "model.output": "salida",
    "model.people": "personas",
    "model.events": "casos",
    "model.observed_expected": "obs/esp",
    "model.from": "desde",
    "model.to": "hasta",
    "model.category": "categoría",
    "model.champion": "en servicio (champion)",
    "model.challenger": "candidato (challenger)",
    "model.in_service": "en servicio",
    "model.verification_bias": (
        "sesgo de verificación: las cifras solo vienen de personas con examen. Si el nivel de riesgo decide a quién se "
        "le hace, la sensibilidad parece demasiado alta y la especificidad demasiado baja; si lo decide la sospecha, "
        "el cociente observado/esperado parece demasiado alto. Haga el examen a algunas personas de cada nivel, al azar"
    ),
    "model.generate.help": (
        "Escribe registros generados con su resultado, para pruebas. Un modelo entrenado con ellos nunca se usa con "
        "pacientes en producción."
    ),
    "model.generate.samples": "Cuántos registros se escriben.",
    "model.generate.out": "Archivo CSV o Parquet que se escribe.",
    "model.generate.seed": "Semilla del generador: la misma semilla da los mismos registros.",
    "model.generate.done": "{records:,} registros generados en {file}",
    "model.generate.would": "se escribirían {records:,} registros generados en {file}",
    "model.train.help": (
        "Entrena un modelo por algoritmo con la misma partición, los registra todos y deja el mejor como candidato. "
        "JSON: models, challenger, in_service, rows, held_out."
    ),
    "model.train.experiment": "Experimento en MLflow.",
    "model.train.data": "Archivo CSV o Parquet con resultados; se puede repetir. Sin él: registros generados.",
    "model.train.samples": "Registros generados cuando falta --data.",
    "model.train.algorithm": "Algoritmo que se entrena: {known}. Se puede repetir.",
    "model.train.test_size": "Parte de las filas que se aparta para evaluar.",
    "model.train.seed": "Semilla de la partición y de los pliegues.",
    "model.train.name": "Nombre de los modelos; sin él, el del algoritmo.",
    "model.train.source": (
        "De quiénes son los registros. Sin esto, el archivo del modelo dice que el origen no está declarado."
    ),
    "model.train.unknown": "{names}: los algoritmos son {known}",
    "model.train.working": "Entrenando {algorithm} con {rows:,} filas",
    "model.train.synthetic": (
        "{algorithm}: entrenado con registros generados: nunca puede estar en servicio en producción"
    ),
    "model.train.unstated": (
        "{algorithm}: origen sin declarar (--source); para estar en servicio en producción necesita una declaración"
    ),
    "model.train.held_out": "En {rows:,} filas apartadas:",
    "model.train.would": "se entrenaría con {rows:,} filas y se apartarían {held_out:,}:",
    "model.train.would_model": "  {algorithm}, con el nombre {name}",
    "model.train.would_keep": (
        "se guardarían en la base de datos y en MLflow (experimento {experiment}), el mejor como candidato"
    ),
    "model.list.help": "Muestra todos los modelos registrados, primero los más recientes. JSON: models, in_service.",
    "model.list.synthetic": "registros generados",
    "model.list.unstated": "origen sin declarar",
    "model.list.no_run": "no está en MLflow",
    "model.list.in_service": "en servicio: {name} {version}",
    "model.list.default": "en servicio: {name} {version}, el inicial: no se ha promovido ningún modelo",
    "model.sync.help": (
        "Actualiza MLflow desde la base de datos: los modelos que faltan y los alias. JSON: published, champion, "
        "challenger."
    ),
    "model.sync.done": "{models:,} modelos publicados, alias puestos",
    "model.sync.would": "se publicarían {models:,} modelos y se pondrían los alias",
    "model.sync.later": "todo está en la base de datos; cuando MLflow vuelva, ejecute diabetes-stack model sync",
    "model.register.help": (
        "Registra un archivo de modelo. Con --source y --statement también guarda quién declara de quiénes son los "
        "registros de los que aprendió.\n\nEn producción, un modelo cuyo archivo no dice el origen de sus registros "
        "solo se pone en servicio después de una declaración. Uno entrenado con registros generados siempre se "
        "rechaza. JSON: name, version, hash, synthetic, stated_source, of_people."
    ),
    "model.register.model": (
        "Archivo del modelo; o versión, comienzo del hash o nombre de uno que ya está registrado."
    ),
    "model.register.source": (
        'De quiénes son los registros de los que aprendió: hospital, años, cómo se eligieron ("...").'
    ),
    "model.register.statement": (
        "Declaro que el modelo aprendió de registros de personas reales y que provienen del origen que indico."
    ),
    "model.register.sign": "Firma: {statement}",
    "model.register.no_source": (
        '--statement necesita --source "...": de quiénes son los registros de los que aprendió el modelo'
    ),
    "model.register.no_statement": (
        "un origen solo se guarda con firma; agregue --statement para firmar: {statement}"
    ),
    "model.register.bad_source": (
        "--source debe decir el hospital, los años y cómo se eligieron las personas, en {least} a {most} caracteres"
    ),
    "model.register.done": "registrado: {name} {version}",
    "model.register.would": "se registraría {name} {version}",
    "model.register.stated": "declarado por {by}: {source}",
    "model.register.synthetic": "aprendió de registros generados: nunca puede estar en servicio en producción",
    "model.register.unstated": (
        "su archivo no dice de quiénes son los registros de los que aprendió: no puede estar en servicio en producción "
        "hasta que se declare con --source y --statement"
    ),
    "model.evaluate.help": (
        "Evalúa un modelo con resultados medidos y guarda las cifras. JSON: rows, diabetes, dysglycaemia, glucose, "
        "cutoffs, warnings, model, data."
    ),
    "model.evaluate.html": "Además escribe el informe en este archivo.",
    "model.evaluate.in_training": "{left:,} filas estaban en el entrenamiento de este modelo y no se cuentan",
    "model.evaluate.training_unknown": (
        "no se sabe con qué filas se entrenó este modelo: las de su entrenamiento lo harían ver mejor de lo que es"
    ),
    "model.evaluate.all_in_training": (
        "las {rows:,} filas estaban en el entrenamiento de este modelo: evalúelo con otras"
    ),
    "model.evaluate.working": "Evaluando",
    "model.evaluate.done": "{name} {version} con {data}: {people:,} personas",
    "model.evaluate.glucose": (
        "glucosa: R² {r2}, error absoluto medio {mae} mg/dL, categoría correcta en {category}, el intervalo del 90 % "
        "cubre {coverage}"
    ),
    "model.recalibrate.help": (
        "Ajusta la calibración, el intervalo y los puntos de corte a resultados medidos; la versión nueva queda como "
        "candidato. JSON: base, model, rows, skipped, outputs."
    ),
    "model.recalibrate.working": "Recalibrando",
    "model.recalibrate.people": (
        "Se usaron {people:,} personas; omitidas: {skipped}. Las cifras son de pliegues que el ajuste no vio."
    ),
    "model.recalibrate.refitted": "reajustado",
    "model.recalibrate.before": "{figure} antes",
    "model.recalibrate.after": "después",
    "model.recalibrate.done": "candidato: {name} {version}",
    "model.recalibrate.would": "{name} {version} quedaría guardado como candidato",
    "model.export.help": (
        "Escribe un modelo en un archivo, para programas: diabetes.compat lee models/best_model.json, o el archivo que "
        "indica DIABETES_MODEL. La carpeta se crea; un archivo anterior se reemplaza en un solo momento. JSON: file, "
        "model, dry_run."
    ),
    "model.export.out": "Archivo que se escribe.",
    "model.export.done": "{name} {version} se escribió en {file}",
    "model.export.would": "{name} {version} se escribiría en {file}",
    "model.promote.help": (
        "Pone un modelo en servicio si es mejor con resultados medidos y coincide el 95 % de las categorías. Con "
        "--dry-run también lo juzga. JSON: action, model, instead_of, judgement, objections."
    ),
    "model.promote.version": "Versión, comienzo del hash, nombre, o challenger (el candidato).",
    "model.promote.on": "Conjunto de resultados con el que se evalúan ambos modelos.",
    "model.promote.force": "Motivo para promover en contra de la evaluación: una frase, que queda en la auditoría.",
    "model.local.validation": "Archivo que escribió diabetes validate --out para este modelo en este país.",
    "model.local.accept_by": "Quién acepta que el modelo no se validó en este país.",
    "model.local.reason": "Por qué, con --accept-by: una frase, que queda en la auditoría.",
    "model.local.both": "--accept-by y --reason van juntos",
    "model.promote.sure": "¿Poner en servicio {name} {version} aunque la evaluación esté en contra?",
    "model.promote.no_evidence": (
        "indique --on NOMBRE, el conjunto de resultados, o --force MOTIVO si no hay ninguno"
    ),
    "model.promote.working": "Evaluando ambos modelos",
    "model.promote.candidate": "candidato",
    "model.promote.judged": (
        "mejor en {brier} de los remuestreos (Brier) y en {calibration} (observado/esperado); coinciden {categories} "
        "de las categorías y {levels} de los niveles de riesgo"
    ),
    "model.rollback.help": "Vuelve a poner en servicio el modelo anterior. JSON: action, model, instead_of.",
    "model.deployed.promote": "promovido: {name} {version} está en servicio",
    "model.deployed.force": "promovido con --force: {name} {version} está en servicio",
    "model.deployed.rollback": "restaurado: {name} {version} está en servicio",
    "model.deployed.scripts": (
        "la API responde con él en segundos. Los programas (diabetes.compat) responden con su propio archivo; para que "
        "lo usen: diabetes-stack model export champion --out models/best_model.json"
    ),
    "model.deployed.would": "{name} {version} quedaría en servicio",
    "outcomes.help": "Resultados de laboratorio posteriores a las predicciones.",
    "outcomes.level": "nivel de riesgo",
    "outcomes.predictions": "predicciones",
    "outcomes.untested": "sin examen",
    "outcomes.set": "conjunto",
    "outcomes.results": "resultados",
    "outcomes.import.help": (
        "Guarda las filas válidas de un archivo y muestra las demás; importar otra vez el mismo archivo no cambia "
        "nada. JSON: rows, new, known, bad, codes, rejected."
    ),
    "outcomes.import.file": "CSV o Parquet: prediction_id o paciente, fecha, Resultado, hba1c.",
    "outcomes.import.date_column": "Columna con el día del examen, si no se llama fecha.",
    "outcomes.import.date_format": "Cómo están escritos los días, por ejemplo DD/MM/AAAA; si no, lo decide el archivo.",
    "outcomes.import.bad_format": "un formato tiene día, mes y año, por ejemplo DD/MM/AAAA o %d/%m/%Y",
    "outcomes.import.which": "¿Qué día es {example}?",
    "outcomes.import.mixed": (
        "unos días tienen primero el día y otros, primero el mes ({example}): corrija el archivo, o importe cada parte "
        "con --date-format"
    ),
    "outcomes.import.read": "días en {column}, leídos como {form}",
    "outcomes.import.rows": "  filas {rows}: {code}: {text}",
    "outcomes.import.and_more": "{rows} y {more:,} más",
    "outcomes.import.source": "Nombre del conjunto; con él se evalúan los modelos.",
    "outcomes.import.working": "Importando {rows:,} filas",
    "outcomes.import.done": "{rows:,} filas: {new:,} nuevas, {known:,} ya conocidas, {bad:,} no guardadas",
    "outcomes.import.would": (
        "{rows:,} filas: se guardarían {new:,}, {known:,} ya conocidas, {bad:,} no se guardarían"
    ),
    "outcomes.import.row": "  fila {row}: {code}: {text}",
    "outcomes.import.more": "  y {rows:,} más; en total: {codes}",
    "outcomes.list.help": (
        "Muestra los conjuntos, y cuántas predicciones no tienen resultado en cada nivel de riesgo. JSON: sources, "
        "risk_levels."
    ),
    "outcomes.remove.help": "Borra un conjunto equivocado, para poder importarlo de nuevo. JSON: source, results.",
    "outcomes.remove.source": "Nombre del conjunto.",
    "outcomes.remove.sure": "¿Borrar todos los resultados de {source}?",
    "outcomes.remove.done": "{results:,} resultados borrados",
    "outcomes.remove.would": "se borrarían {results:,} resultados",
}
