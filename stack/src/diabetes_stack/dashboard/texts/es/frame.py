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
    "page.programme": "Programa",
    "page.visual": "Visualizaciones",
    "page.operation": "Operación",
    "page.info": "Información",
    "source.api": "Responde el servicio de predicción ({url}), que guarda cada respuesta.",
    "source.library": "Las respuestas se calculan en este equipo y no se guardan.",
    "model": "Modelo «{name}», versión {version}",
    "synthetic": "Este modelo se entrenó con datos generados, no con personas: sirve solo para pruebas.",
    "source.unstated": "El archivo de este modelo no dice de qué personas aprendió.",
    "unavailable": (
        "El servicio de predicción no responde, y sin él esta página no puede calcular. Espere un momento y "
        "vuelva a intentarlo; si sigue igual, avise al área de sistemas ({mail})."
    ),
    "unavailable.do": (
        "Abra {url}/health. Si no se abre, la API está detenida: se inicia con `diabetes-stack api`. El "
        "registro del tablero dice qué pasó."
    ),
    "model.absent": (
        "El modelo {version} no está en la base de datos de este tablero, así que sus curvas y los "
        "deslizadores no están disponibles."
    ),
    "figure.risk": "Riesgo de diabetes sin diagnosticar",
    "figure.glucose": "Glucosa en ayunas estimada",
    "idle": (
        "En un minuto se borrará lo que hay en esta página, porque nadie la usa. Mueva el ratón, toque la "
        "pantalla o pulse una tecla para seguir."
    ),
    "as_table": "Ver como tabla",
    "operators": "Para quien mantiene el sistema",
    "unavailable.again": "Volver a intentarlo",
    "idle.over": (
        "Nadie usó esta página durante {minutes} minutos: empezó de nuevo y se borró lo que había en ella. "
        "Lo guardado sigue guardado."
    ),
    "idle.read": "Entendido",
    "time": "{at} (hora local, {zone})",
}
