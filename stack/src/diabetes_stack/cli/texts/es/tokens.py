"""Tokens: token; in Spanish."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "token.help": "Tokens de la API. 'token TITULAR' es lo mismo que 'token create TITULAR'.",
    "token.holder": "Quién llamará a la API; queda en el registro de auditoría.",
    "token.role": "Qué puede hacer: reader consulta cifras, operator predice, admin puede hacer todo.",
    "token.days": "Días de validez del token.",
    "token.out": "Escribe el token en este archivo, que solo su dueño puede leer, y no lo muestra.",
    "token.id": "El identificador de un token, como en 'token list', o un token completo.",
    "token.all": "Muestra también los tokens vencidos y revocados.",
    "token.create.help": "Crea un token. Los programas lo envían así: Authorization: Bearer TOKEN.",
    "token.revoke.help": "Revoca tokens. En segundos ninguna API los acepta.",
    "token.list.help": "Lista los tokens vigentes.",
    "token.no_key": "falta JWT_SECRET_KEY, la clave que firma los tokens (openssl rand -hex 32)",
    "token.no_holder": "el titular necesita un nombre en una sola línea",
    "token.unknown": "ningún token tiene el identificador {id}; 'token list --all' los muestra todos",
    "token.created": "token {id} para {holder}: {role}, hasta el {day}",
    "token.would": "crearía un token para {holder}: {role}, hasta el {day}",
    "token.revoked": "revocado: {id} ({holder})",
    "token.would_revoke": "revocaría {id} ({holder})",
    "token.column.id": "id",
    "token.column.holder": "titular",
    "token.column.role": "rol",
    "token.column.issued": "emitido",
    "token.column.expires": "vence",
    "token.column.state": "estado",
    "token.state.valid": "vigente",
    "token.state.expired": "vencido",
    "token.state.revoked": "revocado",
}
