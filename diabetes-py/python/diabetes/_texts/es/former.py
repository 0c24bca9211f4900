"""What scripts written for the former system are told, in Spanish."""

TEXTS = {
    "former.missing": "Faltan datos obligatorios: {fields}.",
}
