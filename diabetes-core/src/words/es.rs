//! Spanish.

use super::{Advice, Answer, Categories, Faults, Labels, Marks, Origin, Result, RowTexts, Warnings, Words};

pub(crate) const ES: Words = Words {
    tag: "es",
    rows: RowTexts::Spanish,
    stated: |[es, _]| es,
    marks: Marks { decimal: ',', group: '\u{202f}', grouped_from: 5 },
    has_articles: true,
    record: "Registro de paciente",
    range: |low, high| format!("de {low} a {high}"),
    today: "hoy",
    or: "o",
    is_it: |names, units| if units { format!("¿Está en {names}?") } else { format!("¿Es el {names}?") },
    faults: Faults {
        missing: ["{} es obligatorio", "{} es obligatoria"],
        not_a_number: "{} debe ser un número",
        not_a_date: "{} debe escribirse como AAAA-MM-DD",
        not_finite: "{} debe ser un número finito",
        out_of_range: "{} está fuera de rango",
        not_allowed: "este valor no se admite para {}",
        not_whole: "{} debe ser un número entero",
        ambiguous_number: "{} puede leerse de dos maneras (¿decimales o miles?)",
        missing_bmi: "El índice de masa corporal es obligatorio, o la talla y el peso.",
        cell_count: |found, expected| format!("La fila tiene {found} celdas en lugar de {expected}."),
        text_after_quote: "Hay texto detrás de unas comillas de cierre: no se sabe dónde acaba la celda.",
        unknown: |name, nearest| format!("El campo «{name}» no se conoce. El más parecido es {nearest}."),
        duplicate: |name| format!("El campo «{name}» aparece más de una vez."),
        invalid_json: |line, column| format!("JSON no válido (línea {line}, columna {column})."),
        not_a_record: "Se espera un objeto con los datos del paciente.",
    },
    warnings: Warnings {
        outside_training_range: "{} está fuera de los datos con que aprendió el modelo",
        level_not_trained: "{}: ninguna persona con esta respuesta figura en los datos con que aprendió el modelo.",
        unit_doubtful: "{} se leyó en",
        possible_points: "Son posibles {} puntos.",
    },
    advice: Advice {
        own_care_in_pregnancy: "En el embarazo la glucosa se valora con otras pruebas y otros límites: coméntelo en el \
                                control prenatal.",
        own_care_in_diabetes: "La diabetes ya está diagnosticada: siga los controles de su equipo de salud.",
        own_care_in_both: "Con diabetes y embarazo hace falta un control estrecho: consulte pronto a su equipo de salud.",
        clinician: "Hay un resultado en el rango de la diabetes: consulte a un médico, que decide el diagnóstico.",
        clinician_by_two: "Dos pruebas están en el rango de la diabetes. No hace falta otra: consulte a un médico, que decide el \
                    diagnóstico.",
        clinician_in_pregnancy: "En el embarazo, un resultado en el rango de la diabetes no espera al próximo control \
                                 prenatal: consulte a un médico sin demora.",
        confirm: "Una prueba está en el rango de la diabetes: repítala para confirmarla.",
        complete: "La glucosa en ayunas está entre 100 y 125 mg/dL: hágase también una HbA1c.",
        yearly: "Repita la glucosa en ayunas o la HbA1c cada año.",
        repeat: "El resultado es normal: repita la prueba tres años después de su fecha.",
        repeat_hba1c: "La HbA1c es normal: repítala tres años después de su fecha.",
        test: "Se aconseja una prueba de laboratorio: glucosa en ayunas o HbA1c.",
        because_likely: "Motivo: es probable que haya prediabetes o diabetes.",
        because_high_before: "Motivo: alguna vez tuvo el azúcar alto.",
        because_gestational: "Motivo: tuvo diabetes en un embarazo.",
        because_findrisc: "Motivo: el puntaje FINDRISC.",
        unknown: "Con estos datos no se puede decir si hace falta una prueba: decide un profesional de salud.",
        usual: "Por el riesgo de diabetes no hace falta una prueba por ahora: siga los controles habituales.",
        usual_beside_urgent: "Por el riesgo de diabetes no hace falta una prueba por ahora.",
        glucose_low: "Glucosa por debajo de 54 mg/dL: si es correcta, tome azúcar, repita la medición a los 15 minutos y \
                      consulte a un médico hoy mismo; con confusión, somnolencia o desmayo, acuda a urgencias.",
        glucose_high: "Glucosa de 250 mg/dL o más: consulte a un médico hoy mismo; con vómito, dolor de abdomen, somnolencia o \
                       confusión, acuda a urgencias.",
        blood_pressure: "Tensión arterial muy alta: mídala otra vez a los cinco minutos. Si sigue igual, consulte a un \
                         médico hoy mismo; con dolor en el pecho, falta de aire, dolor de cabeza intenso, visión borrosa, \
                         confusión o debilidad, acuda a urgencias.",
        symptoms_to_clinician: "Si tiene mucha sed, orina mucho o pierde peso sin proponérselo, consulte a un médico sin \
                                demora.",
        symptoms_to_test: "Si tiene mucha sed, orina mucho o pierde peso sin proponérselo, hágase una prueba, sea cual sea \
                           el riesgo.",
        has_symptoms_to_clinician: "Como hay síntomas, consulte a un médico sin demora.",
        has_symptoms_to_test: "Como hay síntomas, hágase una prueba sin demora, sea cual sea el riesgo.",
        glucose: Result {
            undated: "La glucosa en ayunas no tiene fecha: un resultado sin fecha no cuenta.",
            old: "La glucosa en ayunas ya no es reciente.",
            not_measured: "No se midió la glucosa en ayunas.",
        },
        hba1c: Result {
            undated: "La HbA1c no tiene fecha: un resultado sin fecha no cuenta.",
            old: "La HbA1c ya no es reciente.",
            not_measured: "No se midió la HbA1c.",
        },
    },
    answer: Answer {
        generated: "Modelo entrenado con registros generados: no es para pacientes.",
        no_estimate: "No se hace una estimación.",
        leaving_measured_aside: "Sin contar el valor medido, la estimación dice:",
        reservation: "Es una estimación, no un diagnóstico.",
        diabetes: |count, nearly_all| match count {
            0 => "Menos de 1 de cada 100 personas como esta tiene diabetes sin diagnosticar.".to_owned(),
            1 => "1 de cada 100 personas como esta tiene diabetes sin diagnosticar.".to_owned(),
            _ if nearly_all => "Más de 99 de cada 100 personas como esta tienen diabetes sin diagnosticar.".to_owned(),
            n => format!("{n} de cada 100 personas como esta tienen diabetes sin diagnosticar."),
        },
        range: |low, high| format!("El número real puede estar entre {low} y {high} de cada 100."),
        prediabetes: |count| format!("Prediabetes: {count} de cada 100."),
        glucose: |[estimate, low, high], category| {
            format!("Glucosa en ayunas estimada: {estimate} mg/dL (intervalo del 90 %: {low} a {high}), {category}.")
        },
        measured_glucose: |place| format!("Glucosa en ayunas medida: {place}."),
        measured_hba1c: |place| {
            format!(
                "HbA1c medida: {place}. La HbA1c puede engañar con anemia, hemoglobinas anómalas, enfermedad renal o \
                 embarazo avanzado."
            )
        },
        places: ["normal", "en el rango de la prediabetes", "en el rango de la diabetes"],
        low: "El riesgo de diabetes es bajo.",
        moderate: "El riesgo de diabetes es moderado.",
        high: "El riesgo de diabetes es alto.",
    },
    origin: Origin {
        learned: |people| format!("El modelo aprendió de {people}; no se ha medido en Colombia."),
        recalibrated: |people, since| format!("El modelo aprendió de {people} y se recalibró {since}."),
    },
    categories: Categories {
        normal: ["Glucosa en ayunas normal.", "Siga los controles habituales."],
        prediabetes: [
            "Glucosa en ayunas alterada (prediabetes).",
            "Confirme con una segunda prueba y consulte sobre alimentación, actividad física y peso.",
        ],
        diabetes: [
            "Glucosa en ayunas en el rango de la diabetes.",
            "Consulte pronto: el diagnóstico requiere confirmar con una segunda prueba.",
        ],
    },
    labels: Labels {
        levels: ["bajo", "moderado", "alto"],
        certainties: ["poca", "media", "mucha"],
        outputs: ["Glucosa en ayunas", "Prediabetes o diabetes", "Diabetes sin diagnosticar"],
        not_applicable: ["Diabetes ya diagnosticada", "Embarazo"],
        urgent: ["Glucosa muy baja", "Glucosa muy alta", "Tensión arterial muy alta"],
        steps: [
            "Seguir su propio control",
            "Consultar a un médico",
            "Repetir la prueba para confirmar",
            "Medir también la HbA1c",
            "Prueba cada año",
            "Prueba dentro de tres años",
            "Prueba de laboratorio ahora",
            "Decide un profesional de salud",
            "Controles habituales",
        ],
        columns: &[
            ("glucose_mg_dl", "Glucosa estimada (mg/dL)"),
            ("interval_low", "Glucosa estimada, mínimo (mg/dL)"),
            ("interval_high", "Glucosa estimada, máximo (mg/dL)"),
            ("prob_Normal", "Ninguna de las dos (probabilidad)"),
            ("prob_Prediabetes", "Prediabetes (probabilidad)"),
            ("prob_Diabetes", "Diabetes sin diagnosticar (probabilidad)"),
            ("category", "Categoría de la glucosa estimada"),
            ("confidence", "Certeza de la categoría"),
            ("risk_level", "Riesgo de diabetes"),
            ("test_advised", "Prueba aconsejada"),
            ("next_step", "Qué hacer ahora"),
            ("urgent", "Urgente"),
            ("risk_low", "Riesgo, mínimo (probabilidad)"),
            ("risk_high", "Riesgo, máximo (probabilidad)"),
            ("measured", "Valores medidos"),
            ("confirm", "Falta confirmar"),
            ("imputed", "Datos que faltan"),
            ("warnings", "Advertencias"),
            ("errors", "Errores"),
        ],
    },
};
