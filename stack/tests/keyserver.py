"""An identity provider that only publishes its keys, on this machine; its answers can be made bad."""

from __future__ import annotations

import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

AUDIENCE = "diabetes-api"


class KeyServer:
    """Serves the two documents; ``answers`` replaces one of them by path: status, headers, body."""

    def __init__(self):
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked.append(self.path)
                status, headers, body = outer.answers.get(self.path) or outer.usual(self.path)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.asked = []
        self.answers = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.rotate()
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def rotate(self):
        """Sign with a new key; the old one is no longer published."""
        self.key, self.kid = rsa.generate_private_key(65537, 2048), secrets.token_hex(4)

    def usual(self, path):
        if path == "/.well-known/openid-configuration":
            found = {"issuer": self.url, "jwks_uri": f"{self.url}/keys"}
        elif path == "/keys":
            public = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
            found = {"keys": [{**public, "kid": self.kid, "use": "sig", "alg": "RS256"}]}
        else:
            return 404, {}, b""
        return 200, {"Content-Type": "application/json"}, json.dumps(found).encode()

    def sign(self, key=None, algorithm="RS256", headers=None, **claims):
        """A token for the API, with these claims besides the usual ones; None leaves one out."""
        now = int(time.time())
        whole = {"iss": self.url, "aud": AUDIENCE, "sub": "ana", "iat": now, "exp": now + 600, "jti": "t1"}
        whole = {name: value for name, value in {**whole, **claims}.items() if value is not None}
        return jwt.encode(whole, key or self.key, algorithm, {"kid": self.kid, **(headers or {})})

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
