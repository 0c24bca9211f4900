"""Finds out why the services do not work, and what to do: the maintenance manual's four kinds of trouble."""
