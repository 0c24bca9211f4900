"""Small servers for tests of the monitor: one to be watched, one that gets its alerts."""

from __future__ import annotations

import json
import ssl
import threading
import time
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class LocalServer:
    """Answers every path of ``pages`` (status, body), and keeps what it is asked. ``delay`` is in seconds."""

    def __init__(self, pages=None, port=0, certificate=None):
        self.pages = pages if pages is not None else {}
        self.delay = 0.0
        self.asked = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                length = int(self.headers.get("Content-Length") or 0)
                outer.asked.append((self.path, self.rfile.read(length)))
                time.sleep(outer.delay)
                status, body = outer.pages.get(self.path, outer.pages.get("*", (404, b"")))
                body = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        # Whoever asks may leave before the answer.
        self.server.handle_error = lambda *_: None
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        self.url = f"{'http' if certificate is None else 'https'}://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Inbox(LocalServer):
    """Gets alerts as apprise's plugin ``json`` sends them."""

    def __init__(self):
        super().__init__({"*": (200, b"{}")})
        self.address = f"json://127.0.0.1:{self.port}/"

    @property
    def titles(self):
        return [json.loads(body)["title"] for _, body in self.asked]

    def about(self, title):
        """What was told about a problem, in order: each alert's mark."""
        return [one.split("]")[0].strip("[") for one in self.titles if one.endswith(f"] {title}")]


def healthy(**changes):
    """What /health of an API says."""
    return 200, {"status": "healthy", "model_loaded": True, "failing": [], "database": "online",
                 "total_predictions": 0, **changes}  # fmt: skip


def metrics(requests=0, errors=0, start=1.0):
    """What /metrics of an API says."""
    lines = [
        "# TYPE process_start_time_seconds gauge",
        f"process_start_time_seconds {start}",
        "# TYPE diabetes_requests counter",
        f'diabetes_requests_total{{call="/predict",status="200"}} {requests - errors}',
        f'diabetes_requests_total{{call="/predict",status="503"}} {errors}',
        'diabetes_requests_total{call="/health",status="200"} 1000',
    ]
    return 200, ("\n".join(lines) + "\n").encode()


def certificate(folder, days):
    """A self-signed certificate with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(timezone.utc)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=100))
        .not_valid_after(now + timedelta(days=days))
        .sign(key, hashes.SHA256())
    )
    file = folder / f"certificate{days}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return file
