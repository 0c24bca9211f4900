"""Tokens: token; in English."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "token.help": "Tokens for the API. 'token HOLDER' is short for 'token create HOLDER'.",
    "token.holder": "Who will call the API; recorded in the audit trail.",
    "token.role": "What the holder may do: reader looks at figures, operator predicts, admin may do everything.",
    "token.days": "Days for which the token is valid.",
    "token.out": "Write the token to this file, which only its owner can read, and do not show it.",
    "token.id": "The id of a token, as in 'token list', or a whole token.",
    "token.all": "Show expired and revoked tokens too.",
    "token.create.help": "Create a token. Programs send it as Authorization: Bearer TOKEN.",
    "token.revoke.help": "Revoke tokens. Every API refuses them within seconds.",
    "token.list.help": "List the tokens that are valid.",
    "token.no_key": "JWT_SECRET_KEY is not set; tokens are signed with it (openssl rand -hex 32)",
    "token.no_holder": "the holder needs a name in one line",
    "token.unknown": "no token has the id {id}; 'token list --all' shows all of them",
    "token.created": "token {id} for {holder}: {role}, until {day}",
    "token.would": "would create a token for {holder}: {role}, until {day}",
    "token.revoked": "revoked: {id} ({holder})",
    "token.would_revoke": "would revoke {id} ({holder})",
    "token.column.id": "id",
    "token.column.holder": "holder",
    "token.column.role": "role",
    "token.column.issued": "issued",
    "token.column.expires": "expires",
    "token.column.state": "state",
    "token.state.valid": "valid",
    "token.state.expired": "expired",
    "token.state.revoked": "revoked",
}
