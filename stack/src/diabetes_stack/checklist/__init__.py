"""The maintenance manual's checklists: what is due, run, signed and overdue."""
