"""One person."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "person.absent": (
        "Falta el formulario en esta instalación ({file}). Se construye con «make up» o «make "
        ".venv/.stack»; el paquete instalable ya lo trae. Avise a DevOps (devops@hospital.com)."
    ),
    "person.no_model": (
        "El modelo {version}, que responde ahora, no está en la base de datos de este tablero: el "
        "formulario no puede calcular con él. Pida a DevOps (devops@hospital.com) que revise DATABASE_URL."
    ),
    "person.away": (
        "El servicio de predicción no responde ({url}: {reason}). Puede seguir escribiendo, pero ahora no "
        "se puede guardar."
    ),
    "person.store": "Guardar la respuesta",
    "person.accept": "Usar estos datos",
    "person.sending": "Guardando…",
    "person.silent": "No llegó ninguna confirmación: no se sabe si la respuesta quedó guardada.",
    "person.incomplete": "No se guardó: faltan datos obligatorios o hay datos por corregir.",
    "person.changed": "Sin guardar: los datos cambiaron.",
    "outcome.stored": "Guardada: {at}. Modelo {model}. Identificador: {id}",
    "outcome.not_kept": "El servicio respondió, pero no guardó la respuesta.",
    "outcome.library": "Este tablero calcula sin servicio de predicción: la respuesta no se guarda.",
    "outcome.failed": "No se guardó.",
    "outcome.unsure": "No se sabe si la respuesta quedó guardada.",
    "outcome.refused": "El servicio no aceptó estos datos y no guardó nada:",
    "outcome.repeat": "Volver a intentarlo",
    "outcome.replaced": (
        "El modelo se reemplazó mientras usted escribía. Se guardó la respuesta del modelo nuevo, que el "
        "formulario usa desde ahora:"
    ),
    "outcome.older": "El formulario usa ahora otro modelo. Esta es la respuesta guardada:",
    "outcome.differs": "La respuesta guardada no es igual a la que mostraba el formulario. Vale la guardada:",
    "unavailable.commit": (
        "El servicio de predicción no responde ({url}: {reason}). La respuesta no se guardó; los datos "
        "siguen en el formulario. Si vuelve a ocurrir, avise a DevOps (devops@hospital.com)."
    ),
    "unavailable.unsure": (
        "El servicio de predicción no confirmó ({url}: {reason}). No se sabe si la respuesta quedó "
        "guardada; los datos siguen en el formulario. Si la guarda otra vez, puede quedar dos veces."
    ),
    "download.json": "Descargar esta respuesta (JSON)",
    "explanation.diabetes": "Riesgo de diabetes",
    "explanation.glucose": "Glucosa",
    "explanation.axis.diabetes": "Puntos que suma o resta",
    "explanation.axis.glucose": "mg/dL que suma o resta",
    "whatif": "Probar otros valores",
    "whatif.note": (
        "Muestra qué diría el modelo de otra persona con esos valores. No es causal: no dice qué pasaría si "
        "esta persona cambiara."
    ),
    "whatif.reset": "Volver a los datos",
    "whatif.same": "con sus datos: {value}",
    "download.note": "Contiene los datos del paciente: guárdelo donde corresponde.",
}
