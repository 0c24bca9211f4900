"""What scripts written for the former system are told, in English."""

TEXTS = {
    "former.missing": "Required data is missing: {fields}.",
}
