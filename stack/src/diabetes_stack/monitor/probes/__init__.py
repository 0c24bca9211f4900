"""Looks at one thing each. A probe returns what it found; what it could not measure is a reading without a value."""
