"""Information."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "info.card": "Ficha del modelo",
    "info.source": "Entrenado con",
    "info.rows": "Personas",
    "info.events": "Con diabetes",
    "info.created": "Creado",
    "info.algorithm": "Forma del modelo",
    "info.fields": "Datos que usa",
    "info.recalibrated": "Recalibrado",
    "info.no": "no",
    "algorithm.linear": "lineal",
    "algorithm.additive": "aditivo",
    "info.metrics": "Qué tan bien acierta en personas que no vio",
    "metric.auroc": "Distingue a quien tiene diabetes (área ROC: 0,5 es azar; 1, perfecto)",
    "metric.auroc_dys": "Distingue a quien tiene prediabetes o diabetes (área ROC)",
    "metric.r2": "Parte de la variación de la glucosa que explica (R²)",
    "metric.rmse": "Error típico de la glucosa estimada (RMSE), mg/dL",
    "metric.accuracy": "Categoría de la glucosa acertada",
    "metric.coverage": "Valores dentro del intervalo del 90 %",
    "info.honest": (
        "La glucosa de una persona no se puede saber con estos datos: el modelo sirve para decidir a quién "
        "hacerle una prueba, no para reemplazarla."
    ),
    "info.categories": "Categorías de la ADA (valor medido)",
    "info.category": "Categoría",
    "info.range": "Glucosa en ayunas",
    "info.hba1c": "HbA1c",
    "info.level": "Nivel",
    "info.below": "menos de {high} {unit}",
    "info.between": "{low} a menos de {high} {unit}",
    "info.from": "{low} {unit} o más",
    "info.cutoffs": (
        "El nivel de riesgo del modelo es Moderado desde {low} % de probabilidad de diabetes y Alto desde "
        "{high} %."
    ),
    "info.limits": "Límites de uso",
    "info.limits.list": (
        "- Adultos desde 18 años, sin diagnóstico de diabetes y sin embarazo.\n"
        "- No diagnostica ni decide un tratamiento. Un valor medido cuenta más que cualquier estimación.\n"
        "- Se entrenó con las personas nombradas arriba; en otra población puede acertar menos hasta que se "
        "recalibre con resultados locales.\n"
        "- Fuera de los valores de entrenamiento avisa, y la estimación es menos segura.\n"
        "- Las explicaciones y los deslizadores muestran asociaciones, no causas."
    ),
    "info.privacy": "Protección de datos",
    "info.privacy.text": (
        "Ley 1581 de 2012. El tablero no escribe datos de pacientes en sus registros: anota acciones, "
        "tamaños y códigos de error. Con el servicio de predicción, cada respuesta se guarda con los datos "
        "que se dieron, también la de cada fila de un archivo: anónima (90 días) o con una huella de la "
        "referencia del paciente, nunca la referencia misma. El archivo mismo se procesa en memoria y no se "
        "guarda, y las columnas que el modelo no usa, como el nombre, no salen del tablero. Un paciente "
        "puede pedir sus datos o su borrado: escriba a {mail}. Lo que pertenece a una historia clínica se "
        "conserva, como exige la ley."
    ),
    "info.links": "Enlaces",
    "info.docs": "Documentación de la API",
    "info.health": "Estado de la API",
    "info.mlflow": "MLflow (experimentos y modelos)",
    "info.nolinks": "No hay ningún servicio de predicción configurado (API_BASE_URL).",
    "info.versions": "Versiones",
    "info.contacts": "Contactos",
    "contact.devops": "Sistemas",
    "contact.development": "Desarrollo",
    "contact.security": "Seguridad",
    "contact.support": "Soporte",
    "info.fact": "Dato",
    "info.value": "Valor",
    "info.figure": "Cifra",
}
