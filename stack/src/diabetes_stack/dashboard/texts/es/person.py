"""One person."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "person.absent": "Falta el formulario en esta instalación. Avise al área de sistemas ({mail}).",
    "person.no_model": (
        "El formulario no puede calcular ahora: este tablero no tiene el modelo que responde. Avise al área "
        "de sistemas ({mail})."
    ),
    "person.away": (
        "El servicio de predicción no responde. Puede seguir escribiendo, pero ahora no se puede guardar."
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
        "El servicio de predicción no responde. La respuesta no se guardó; los datos siguen en el "
        "formulario. Si vuelve a ocurrir, avise al área de sistemas ({mail})."
    ),
    "unavailable.unsure": (
        "El servicio de predicción no confirmó: no se sabe si la respuesta quedó guardada. Los datos siguen "
        "en el formulario; si la guarda otra vez, puede quedar dos veces. Avise al área de sistemas ({mail})."
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
    "person.absent.do": (
        "Falta el archivo {file}. Se construye con `make up` o `make .venv/.stack`; el paquete instalable ya "
        "lo trae."
    ),
    "person.no_model.do": (
        "El modelo {version} no está en la base de datos de este tablero. Revise DATABASE_URL."
    ),
    "outcome.again": "Ya estaba guardada: {at}. No se guardó otra vez. Modelo {model}. Identificador: {id}",
    "outcome.corrected": (
        "Guardada: {at}. Modelo {model}. Identificador: {id}. Reemplaza a la anterior de esta persona, "
        "guardada a las {earlier_at} ({earlier}): vale esta, y las dos quedan guardadas."
    ),
}
