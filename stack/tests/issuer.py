"""A small OpenID Connect provider on this machine: Ana is an operator, Luis a reader, Eva has no role."""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import time
from urllib.parse import urlencode

import jwt
import uvicorn
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from servers import free_port
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Route

CLIENT, SECRET = "diabetes", "d41b7f0c9a52e86d3f10"
USERS = {
    "ana": {"preferred_username": "ana", "realm_access": {"roles": ["nurses", "offline_access"]}},
    "luis": {"email": "luis@hospital.example", "realm_access": {"roles": ["statistics"]}},
    "eva": {"realm_access": {"roles": []}},
    "root": {"preferred_username": "root", "realm_access": {"roles": ["statistics", "diabetes-admins"]}},
}
#: Settings of services whose people log in here, but for the issuer's address.
SETTINGS = {
    "oidc_client_id": CLIENT,
    "oidc_client_secret": SECRET,
    "oidc_role_claim": "realm_access.roles",
    "oidc_roles": "nurses=operator,statistics=reader,diabetes-admins=admin",
    "jwt_secret_key": "0f3b9a6d51c87e24a90b6fd3358e7c12d4a1",
}


def new_key():
    """A key and its name."""
    return rsa.generate_private_key(65537, 2048), secrets.token_hex(4)


def environment(issuer):
    """The settings of services that are started as processes."""
    return {name.upper(): value for name, value in SETTINGS.items()} | {"OIDC_ISSUER": issuer.url}


class Issuer:
    """The provider. ``twist`` changes the claims of the next ID tokens, ``sign`` how they are signed."""

    def __init__(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.codes = {}
        self.plain()
        self.rotate()
        app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._document),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/jwks", self._keys),
                Route("/logout", self._logout),
            ]
        )
        self._server = uvicorn.Server(
            uvicorn.Config(app, host="127.0.0.1", port=self.port, log_level="warning", lifespan="off")
        )
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def plain(self):
        """As a provider should be."""
        self.twist = lambda claims: claims
        self.sign = lambda claims: jwt.encode(claims, self.key, "RS256", {"kid": self.kid})
        self.named = self.url

    def rotate(self):
        """Sign with a new key; the old one is no longer among the provider's keys."""
        self.key, self.kid = new_key()

    def stop(self):
        self._server.should_exit = True
        self._thread.join(10)

    async def _document(self, request):
        places = {f"{name}_endpoint": f"{self.url}/{path}" for name, path in
                  (("authorization", "authorize"), ("token", "token"), ("end_session", "logout"))}  # fmt: skip
        algorithms = ["RS256", "HS256", "none"]
        return JSONResponse(
            {
                "issuer": self.named,
                **places,
                "jwks_uri": f"{self.url}/jwks",
                "id_token_signing_alg_values_supported": algorithms,
            }
        )

    async def _keys(self, request):
        return JSONResponse(
            {"keys": [{**RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True), "kid": self.kid}]}
        )

    async def _authorize(self, request):
        asked = request.query_params
        if asked["client_id"] != CLIENT or asked["response_type"] != "code":
            return PlainTextResponse("no such client", 400)
        if asked["code_challenge_method"] != "S256" or "openid" not in asked["scope"].split():
            return PlainTextResponse("PKCE and openid are needed", 400)
        user = asked.get("login_hint")
        if user is None:
            links = [f'<a href="?{urlencode({**asked, "login_hint": name})}">{name}</a>' for name in USERS]
            return HTMLResponse(f"<h1>Who are you?</h1>{' '.join(links)}")
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**asked, "user": user}
        back = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}", 303)

    async def _token(self, request):
        async with request.form() as sent:
            sent = dict(sent)
        name, _, secret = (
            base64.b64decode(request.headers.get("authorization", "Basic ").partition(" ")[2])
            .decode()
            .partition(":")
        )
        asked = self.codes.pop(sent["code"], None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        if (
            asked is None
            or (name, secret) != (CLIENT, SECRET)
            or asked["redirect_uri"] != sent["redirect_uri"]
            or asked["code_challenge"] != base64.urlsafe_b64encode(digest).decode().rstrip("=")
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": f"sub-{asked['user']}",
            "iat": now,
            "exp": now + 300,
            "nonce": asked.get("nonce"),
            **USERS[asked["user"]],
        }
        token = self.sign(self.twist(claims))
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": token})

    async def _logout(self, request):
        asked = request.query_params
        return RedirectResponse(asked["post_logout_redirect_uri"], 303)
