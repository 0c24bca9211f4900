"""Services: up, api, dashboard, mlflow, smoke, demo, schedule; in Spanish."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "up.help": (
        "Inicia la API, el panel y MLflow, ejecuta las tareas programadas y detiene todo con Ctrl-C.\n\n"
        "Sin DATABASE_URL, todo se guarda en archivos SQLite dentro de DIABETES_DATA_DIR."
    ),
    "up.quiet": "No muestra la salida de los servicios.",
    "up.service": "Servicio que se inicia; se puede repetir (por defecto, todos).",
    "up.unknown": "{names}: los servicios son {known}",
    "up.dashboard": "Panel",
    "up.database": "Base de datos",
    "up.stopped": "detenido",
    "up.ready": "{name:9} disponible en {address} después de {seconds} s",
    "up.killed": "{name:9} no se detuvo en {seconds} s y fue cerrado a la fuerza",
    "up.kept": "siguen en uso los servicios anteriores",
    "up.unscheduled": "las tareas programadas están desactivadas (SCHEDULE)",
    "up.scheduled_elsewhere": "otro proceso ejecuta las tareas programadas de esta carpeta de datos",
    "up.taken": "otro programa ya usa {places}: deténgalo o elija otro puerto con la variable entre paréntesis",
    "up.twice": "los servicios de la carpeta de datos {folder} ya están funcionando",
    "up.unstartable": "no se puede iniciar {name}: {cause}",
    "up.ended": "{name} terminó por sí solo con el estado {status}",
    "up.silent": "{names}: sin respuesta en {seconds} s",
    "api.help": "Inicia solo la API.",
    "dashboard.help": "Inicia solo el panel.",
    "dashboard.no_form": (
        "al panel le falta el formulario para una persona ({file}): constrúyalo con «make up» o instale el paquete"
    ),
    "mlflow.help": "Inicia solo MLflow.",
    "demo.help": "Inicia todo en una carpeta nueva y en puertos libres, lo revisa y lo detiene.",
    "smoke.help": "Revisa desde afuera los servicios en marcha: salud, modelo, predicción, lote, rechazo.\n\n"
    "Las predicciones son de un paciente de ejemplo sin referencia; sus identificadores comienzan por smoke-.",
    "smoke.bad_url": "debe empezar por http:// o https://",
    "smoke.url": "Dirección de la API.",
    "smoke.token": "Token de acceso, si la API lo exige.",
    "smoke.dashboard": "Dirección del panel.",
    "smoke.mlflow": "Dirección de MLflow.",
    "smoke.ok": "bien",
    "smoke.failed": "FALLA",
    "smoke.name.health": "salud",
    "smoke.name.ready": "disponibilidad",
    "smoke.name.model": "modelo",
    "smoke.name.models": "modelos",
    "smoke.name.categories": "categorías",
    "smoke.name.features": "variables",
    "smoke.name.prediction": "predicción",
    "smoke.name.batch": "lote",
    "smoke.name.refusal": "rechazo",
    "smoke.name.load": "carga",
    "smoke.load.help": (
        "Además, una prueba de carga de estos segundos: 50 consultas por segundo que no se guardan."
    ),
    "smoke.loaded": (
        "{requests} consultas, {errors} con error; mediana {median} ms, 95 % en {most} ms, la más lenta {slowest} ms"
    ),
    "smoke.overloaded": (
        "{errors} errores en {requests} consultas; mediana {median} ms, 95 % en {most} ms, la más lenta {slowest} ms"
    ),
    "smoke.name.dashboard": "panel",
    "smoke.name.mlflow": "mlflow",
    "smoke.predictions": "{count} predicciones hasta ahora",
    "smoke.model_is": "{name}, {fields} variables, R² {r2}",
    "smoke.estimate": "{glucose} mg/dL, {category}, riesgo {level}",
    "smoke.same": "cuatro respuestas iguales a la individual; el registro inválido fue rechazado",
    "smoke.refused": "registro inválido rechazado, con {count} errores a la vez",
    "smoke.answered": "responde",
    "smoke.degraded": "la API informa el estado {status}",
    "smoke.not_stored": "la respuesta no trae prediction_id",
    "smoke.lost": "se enviaron cinco registros y no llegaron cinco respuestas",
    "smoke.not_refused": "un registro inválido no fue rechazado",
    "smoke.differ": "la predicción por lote y la individual son distintas",
    "smoke.silent": "sin respuesta ({cause})",
    "smoke.odd": "la respuesta no es la de la API ({cause})",
    "smoke.status": "estado {status}",
    "schedule.help": (
        "Ejecuta las tareas programadas hasta Ctrl-C, las muestra, o las escribe para systemd o cron.\n\n"
        "El comando up también las ejecuta, salvo con SCHEDULE=off. Su zona horaria es SCHEDULE_TZ."
    ),
    "schedule.list": "Muestra las tareas, cuándo se ejecuta cada una y cómo resultó la última vez.",
    "schedule.install": "Escribe las tareas para este programa, que será el que las inicie.",
    "schedule.out": "Carpeta para los archivos de --install.",
    "schedule.together": "--install necesita --out, y ninguno de los dos va con --list",
    "schedule.json": "--json va con --list o con --install",
    "schedule.elsewhere": "otro proceso ya ejecuta las tareas programadas de la carpeta de datos {folder}",
    "schedule.head.job": "tarea",
    "schedule.head.command": "comando",
    "schedule.head.next": "próxima",
    "schedule.head.last": "última",
    "schedule.head.outcome": "resultado",
    "schedule.well": "bien",
    "schedule.problem": "PROBLEMA",
    "schedule.timed_out": "TARDÓ DEMASIADO",
    "schedule.zone": "horas de {zone} (SCHEDULE_TZ)",
    "schedule.written": "{count} archivos en {folder}",
    "schedule.next.systemd": "cópielos a /etc/systemd/system y luego: systemctl daemon-reload && "
    "systemctl enable --now diabetes-stack.service diabetes-*.timer",
    "schedule.next.cron": "cópielo a /etc/cron.d/diabetes-stack y use SCHEDULE=off con el comando up",
    "login.proxy.help": "Ejecuta el inicio de sesión delante de MLflow. Lo inicia la orden mlflow.",
    "login.proxy.upstream": "Dirección de MLflow en esta máquina.",
}
