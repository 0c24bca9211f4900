"""Makes FHIR bundles of random people, from the schema and the table of codes, and what has to be read."""

import random
from datetime import date, timedelta

import diabetes

ON = date(2026, 3, 14)
CODES = {row["field"]: row for row in diabetes.codes()}
SCHEMA = diabetes.schema()["properties"]
LABORATORY = {"glucosa_ayunas": "fecha_glucosa", "hba1c": "fecha_hba1c"}
#: Where a value of a field comes from, if not from an observation.
ASKED = (
    "realiza_ejercicio",
    "consume_verduras_frutas_diario",
    "zona_residencia",
    "estrato",
    "riesgo_cardiovascular",
)
#: What else is in the bundle about a value that was measured.
FAULTS = (
    "", "", "older", "too_old", "twin", "not_final", "withdrawn", "comparator", "no_unit", "unknown_unit",
    "no_value", "future", "other_patient", "contradiction",
)  # fmt: skip
RELATIVES = [("MTH", "Primero"), ("COUSN", "Segundo"), ("PGRMTH", "Segundo")]
DIAGNOSED = ("hipertension", "diabetes_gestacional", "antecedente_glucosa_alta", "sintomas")


def day(ago, clock=None):
    """The day so many days ago, perhaps with a time."""
    return (ON - timedelta(days=ago)).isoformat() + (clock or "")


class Bundle:
    """One person's bundle, while it is made."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.entries = []
        self.expected = {}
        self.sources = {}
        self.notes = set()
        self.number = 0
        self.address = self.rng.choice(["urn:uuid:7b4e", "https://h.example/fhir/Patient/p1", "Patient/p1"])

    def add(self, resource, about=None):
        """Add a resource about the patient, and return its name."""
        self.number += 1
        identity = f"r{self.number}"
        owner = "patient" if resource["resourceType"] == "FamilyMemberHistory" else "subject"
        subjects = [self.address, "Patient/p1", "https://h.example/fhir/Patient/p1/_history/3"]
        if self.rng.random() < 0.9 or about:
            resource[owner] = {"reference": about or self.rng.choice(subjects)}
        self.entries.append({"fullUrl": f"urn:uuid:{identity}", "resource": {**resource, "id": identity}})
        return f"{resource['resourceType']}/{identity}"

    def person(self, age, sex):
        """Add the patient."""
        birthday = self.rng.choice([0, 1, 200, 364])
        born = date(ON.year - age, ON.month, ON.day) - timedelta(days=birthday)
        gender = {"M": "male", "F": "female"}[sex]
        patient = {"resourceType": "Patient", "id": "p1", "gender": gender, "birthDate": born.isoformat()}
        self.entries.append({"fullUrl": self.address, "resource": patient})
        self.expected |= {"edad": age, "sexo": sex}

    def amount(self, name, value):
        """A quantity for a value of a field, in a unit of its own or another one, and what it means."""
        row = CODES[name]
        units = [None, None, *row["units"]]
        unit = self.rng.choice(units)
        if unit is None:
            written = {
                "value": value,
                "unit": row["ucum"],
                "system": "http://unitsofmeasure.org",
                "code": row["ucum"],
            }
            return self.rng.choice([written, {"value": value, "unit": row["ucum"]}]), value
        foreign = round((value - unit["offset"]) / unit["factor"], 5)
        written = {"value": foreign, "system": "http://unitsofmeasure.org", "code": unit["ucum"]}
        return written, round(unit["factor"] * foreign + unit["offset"], 6)

    def observation(self, name, written, at, status="final", **extra):
        """An observation of a field."""
        code = self.rng.choice(CODES[name]["observed"])
        coding = {"system": "http://loinc.org", "code": code["code"]}
        local = {"system": "https://h.example/codes", "code": "local-1"}
        return {
            "resourceType": "Observation",
            "status": status,
            "code": {"coding": self.rng.choice([[coding], [local, coding]])},
            self.rng.choice(["effectiveDateTime", "issued"]): at,
            **({"valueQuantity": written} if written else {}),
            **extra,
        }

    def measure(self, name, value):
        """Add the value of a field among others that do not count."""
        rng, days = self.rng, CODES[name]["days"]
        ago = rng.randint(1, min(days or 3000, 3000) - 40)
        clock = rng.choice([None, "T09:30:00-05:00"])
        written, means = self.amount(name, value)
        resource = self.observation(name, written, day(ago, clock))
        own = self.add(resource)
        self.expected[name] = means
        self.sources[name] = own, day(ago)
        if name in LABORATORY:
            self.expected[LABORATORY[name]] = day(ago)
        fault = rng.choice(FAULTS)
        newer = day(ago - 1)
        other = round(value * 1.07, 1)
        plain = {"value": other, "code": CODES[name]["ucum"]}
        about = None
        if fault == "":
            return
        if fault in ("older", "too_old"):
            if fault == "too_old" and not days:
                return
            spoiled = self.observation(name, plain, day(ago + 20 if fault == "older" else days + 1))
        elif fault == "twin":
            spoiled = dict(resource)
        elif fault in ("not_final", "withdrawn"):
            status = "preliminary" if fault == "not_final" else rng.choice(["entered-in-error", "cancelled"])
            spoiled = self.observation(name, plain, newer, status)
        elif fault == "contradiction":
            spoiled = self.observation(name, plain, day(ago, clock))
            for gone in (name, LABORATORY.get(name)):
                self.expected.pop(gone, None)
                self.sources.pop(gone, None)
        elif fault == "future":
            spoiled = self.observation(name, plain, day(-9))
        elif fault == "other_patient":
            spoiled, about = self.observation(name, plain, newer), "Patient/p2"
        else:
            changed = {
                "comparator": {**plain, "comparator": "<"},
                "no_unit": {"value": other},
                "unknown_unit": {"value": other, "code": "[stone_av]"},
                "no_value": None,
            }
            spoiled = self.observation(name, changed[fault], newer)
        self.add(spoiled, about)
        if fault not in ("older", "twin"):
            self.notes.add((fault, None if fault == "other_patient" else name))

    def pressures(self, systolic, diastolic):
        """Add both pressures, as a panel or apart, and an older panel."""
        ago = self.rng.randint(2, 300)
        parts = {}
        for name, value in (("tas", systolic), ("tad", diastolic)):
            written, means = self.amount(name, value)
            parts[name] = written
            self.expected[name] = means
        if self.rng.random() < 0.7:
            self.add(self.panel(parts, day(ago)))
        else:
            for name, written in parts.items():
                self.add(self.observation(name, written, day(ago)))
        older = {"tas": {"value": 190, "unit": "mmHg"}, "tad": {"value": 99, "unit": "mm[Hg]"}}
        self.add(self.panel(older, day(ago + 30)))

    def panel(self, parts, at):
        """A blood pressure panel."""
        component = [
            {"code": {"coding": [{"system": "http://loinc.org", "code": CODES[name]["observed"][0]["code"]}]},
             "valueQuantity": written}
            for name, written in parts.items()
        ]  # fmt: skip
        code = {"coding": [{"system": "http://loinc.org", "code": "85354-9"}]}
        return {"resourceType": "Observation", "status": "final", "code": code, "effectiveDateTime": at,
                "component": component}  # fmt: skip

    def answer(self, name):
        """Add a coded answer to a question that observations hold."""
        given = self.rng.choice(CODES[name]["answers"])
        concept = {"coding": [{"system": given["system"], "code": given["code"]}]}
        self.add(self.observation(name, None, day(30), valueCodeableConcept=concept))
        self.expected[name] = given["value"]

    def diagnosis(self, name):
        """Add a condition, perhaps one that does not count."""
        code = self.rng.choice(CODES[name]["recorded"])
        below = ".9" if code["system"].endswith("icd-10") and "." not in code["code"] else ""
        condition = {
            "resourceType": "Condition",
            "code": {"coding": [{"system": code["system"], "code": code["code"] + below}]},
            "recordedDate": day(20),
            "clinicalStatus": {"coding": [{"code": "active"}]},
        }
        kind = self.rng.choice(["", "", "withdrawn", "not_confirmed"])
        status = {"": "confirmed", "withdrawn": "refuted", "not_confirmed": "provisional"}[kind]
        condition["verificationStatus"] = {"coding": [{"code": status}]}
        self.add(condition)
        if kind:
            self.notes.add((kind, name))
        else:
            self.expected[name] = "Si"

    def medicine(self):
        """Add a medicine against hypertension, contained, referred to or in place."""
        concept = {"coding": [{"system": "http://www.whocc.no/atc", "code": "C09AA02"}]}
        kind = self.rng.choice(["here", "contained", "referred", "stopped"])
        medicine = {"resourceType": "MedicationStatement", "status": "active", "dateAsserted": day(40)}
        if kind == "contained":
            contained = {"resourceType": "Medication", "id": "m", "code": concept}
            medicine |= {"contained": [contained], "medicationReference": {"reference": "#m"}}
        elif kind == "referred":
            held = {"resourceType": "Medication", "id": "m9", "code": concept}
            self.entries.append({"fullUrl": "urn:uuid:m9", "resource": held})
            reference = self.rng.choice(["urn:uuid:m9", "Medication/m9"])
            medicine["medicationReference"] = {"reference": reference}
        else:
            medicine["medicationCodeableConcept"] = concept
        if kind == "stopped":
            medicine["status"] = "stopped"
        else:
            self.expected["medicamentos_hta"] = "Si"
        self.add(medicine)

    def family(self):
        """Add relatives with diabetes; the nearest counts."""
        for role, degree in self.rng.sample(RELATIVES, 2):
            system = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
            diabetes_code = {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10", "code": "E119"}]}
            self.add({
                "resourceType": "FamilyMemberHistory", "status": "completed",
                "relationship": {"coding": [{"system": system, "code": role}]},
                "condition": [{"code": diabetes_code}],
            })  # fmt: skip
            if self.expected.get("grado_familiar_dm") != "Primero":
                self.expected["grado_familiar_dm"] = degree
        self.expected["historia_familiar_dm"] = "Si"

    def questionnaire(self):
        """Add a questionnaire with the questions that have no code, in a group."""
        items = []
        for name in ASKED:
            value = self.choice_of(name)
            kinds = {"Si": {"valueBoolean": True}, "No": {"valueBoolean": False}}
            if isinstance(value, str):
                coded = {"valueCoding": {"system": "https://h.example", "code": value}}
                answer = self.rng.choice([kinds.get(value, coded), coded, {"valueString": value}])
            else:
                answer = {"valueInteger" if isinstance(value, int) else "valueDecimal": value}
            items.append({"linkId": name, "answer": [answer]})
            self.expected[name] = value
        response = {"resourceType": "QuestionnaireResponse", "status": "completed", "authored": day(15),
                    "item": [{"linkId": "group", "item": items}]}  # fmt: skip
        self.add(response)

    def choice_of(self, name):
        """A value that the schema allows."""
        rules = SCHEMA[name]
        if "enum" in rules:
            return self.rng.choice([value for value in rules["enum"] if value is not None])
        low, high = rules["minimum"], rules["maximum"]
        whole = "integer" in rules["type"]
        return self.rng.randint(int(low), int(high)) if whole else round(self.rng.uniform(low, high), 2)


def made(seed):
    """A bundle."""
    bundle = Bundle(seed)
    rng = bundle.rng
    bundle.person(rng.randint(18, 90), rng.choice("MF"))
    bundle.pressures(rng.randint(110, 170), rng.randint(60, 95))
    height, weight = rng.randint(150, 190), round(rng.uniform(50, 110), 1)
    values = {
        "talla": height, "peso": weight, "imc": round(weight / (height / 100) ** 2, 1),
        "perimetro_abdominal": rng.randint(70, 120), "frecuencia_cardiaca": rng.randint(55, 95),
        "glucosa_ayunas": rng.randint(70, 110), "hba1c": round(rng.uniform(4.8, 5.9), 1),
    }  # fmt: skip
    for name, value in values.items():
        if rng.random() < 0.8:
            bundle.measure(name, value)
    for name in ("fuma", "consume_alcohol"):
        if rng.random() < 0.7:
            bundle.answer(name)
    for name in DIAGNOSED:
        if rng.random() < 0.4:
            bundle.diagnosis(name)
    for part in (bundle.medicine, bundle.family, bundle.questionnaire):
        if rng.random() < 0.6:
            part()
    if rng.random() < 0.3:
        glucose = {"coding": [{"system": "http://loinc.org", "code": "2345-7"}]}
        bundle.add({
            "resourceType": "Observation", "status": "final", "code": glucose, "effectiveDateTime": day(2),
            "valueQuantity": {"value": 212, "code": "mg/dL"},
        })  # fmt: skip
        bundle.notes |= {("not_the_field", "glucosa_ayunas"), ("high_glucose", "glucosa_ayunas")}
    people, rest = bundle.entries[:1], bundle.entries[1:]
    rng.shuffle(rest)
    return bundle, {"resourceType": "Bundle", "type": "searchset", "entry": [*rest, *people]}
