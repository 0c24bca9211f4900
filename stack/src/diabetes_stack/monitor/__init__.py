"""Watches the services, the machine and the model, tells people what is wrong, and keeps a record of its own."""
