"""The four pages."""
