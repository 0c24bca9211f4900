"""Starts the services together, monitors them, and checks them from outside."""
