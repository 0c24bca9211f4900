"""What all pages share."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "title": "Riesgo de diabetes tipo 2",
    "reservation": (
        "Esto es una estimación, no un diagnóstico. El diagnóstico lo da una prueba de laboratorio "
        "confirmada."
    ),
    "language": "Idioma",
    "page.individual": "Predicción Individual",
    "page.batch": "Análisis Batch",
    "page.visual": "Visualizaciones",
    "page.operation": "Operación",
    "page.info": "Información",
    "source.api": "Responde el servicio de predicción ({url}), que guarda cada respuesta.",
    "source.library": "Las respuestas se calculan en este equipo y no se guardan.",
    "model": "Modelo «{name}», versión {version}",
    "synthetic": "Este modelo se entrenó con datos generados, no con personas: sirve solo para pruebas.",
    "source.unstated": "El archivo de este modelo no dice de qué personas aprendió.",
    "unavailable": "El servicio de predicción no responde ({url}: {reason}). No se calculó nada.",
    "unavailable.do": (
        "Abra {url}/health. Si no se abre, la API está detenida: pida a DevOps (devops@hospital.com) que la "
        "inicie (diabetes-stack api). Después vuelva a intentarlo; lo que escribió sigue en el formulario."
    ),
    "model.absent": (
        "El modelo {version} no está en la base de datos de este tablero, así que sus curvas y los "
        "deslizadores no están disponibles."
    ),
    "figure.risk": "Riesgo de diabetes sin diagnosticar",
    "figure.glucose": "Glucosa en ayunas estimada",
    "idle": (
        "En un minuto se borrarán los datos de la persona, porque nadie usa esta página. Mueva el ratón, "
        "toque la pantalla o pulse una tecla para seguir."
    ),
    "as_table": "Ver como tabla",
}
