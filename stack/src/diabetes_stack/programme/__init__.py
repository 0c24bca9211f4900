"""The screening programme: from the advice to have a test to its result, and to what follows from it."""
