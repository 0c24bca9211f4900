"""Whom to ask, as in the maintenance manual."""

from __future__ import annotations

__all__ = ["CONTACTS"]

#: Addresses by team; the teams' names are texts of the dashboard.
CONTACTS = {
    "devops": "devops@hospital.com",
    "development": "desarrollo@sistemadiabetes.com",
    "security": "seguridad@hospital.com",
    "support": "soporte@sistemadiabetes.com",
}
