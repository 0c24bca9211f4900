"""Whether the model still fits the people who come, with and without their laboratory results."""
