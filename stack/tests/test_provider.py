"""Tokens of an identity provider: what it signed opens what its role may do, and what it sends is not believed."""

from __future__ import annotations

import base64
import hmac
import json
import time

import jwt
import pytest
from closed import DAY, KEY, bearing, client_of, closed_settings, code
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from keyserver import AUDIENCE, KeyServer

from diabetes_stack.api import keys
from diabetes_stack.example import EXAMPLE
from diabetes_stack.roles import Role
from diabetes_stack.settings import Settings

DOCUMENT, KEYS = "/.well-known/openid-configuration", "/keys"
JSON = {"Content-Type": "application/json"}
HANG = 30


@pytest.fixture
def provider(monkeypatch):
    monkeypatch.setattr(keys, "_AT_LEAST", 0.3)
    server = KeyServer()
    yield server
    server.stop()


@pytest.fixture
def settings(provider, tmp_path):
    return closed_settings(
        tmp_path,
        oidc_issuer=provider.url,
        oidc_audience=AUDIENCE,
        oidc_role_claim="realm_access.roles",
        oidc_roles="nurses=operator,statistics=reader,diabetes-admins=admin",
        store_predictions=False,
        lock_failures=0,
    )


def roles(*names):
    return {"realm_access": {"roles": list(names)}}


def known(client):
    """Wait until the keys are there, or are known to be away."""
    issuer = client.app.state.context.control._issuer
    end = time.monotonic() + HANG
    while issuer.is_well and not issuer._keys:
        assert time.monotonic() < end
        time.sleep(0.02)
    return client


def get(client, token, path="/model/info"):
    return client.get(path, headers=bearing(token))


def test_the_role_of_its_claim_counts(provider, settings, capsys):
    with client_of(settings) as client:
        known(client)
        reader = bearing(provider.sign(**roles("offline_access", "statistics")))
        operator = bearing(provider.sign(**roles("statistics", "nurses")))
        nobody = bearing(provider.sign(**roles("offline_access")))
        assert client.get("/model/info", headers=reader).status_code == 200
        assert client.post("/predict", json=EXAMPLE, headers=reader).status_code == 403
        assert client.post("/predict", json=EXAMPLE, headers=operator).status_code == 200
        refused = client.get("/model/info", headers=nobody)
        assert (refused.status_code, code(refused)) == (403, "not_allowed")
        own = {"Authorization": f"Bearer {jwt.encode(ours(), KEY, 'HS256')}"}
        assert client.post("/predict", json=EXAMPLE, headers=own).status_code == 200
    assert '"holder": "ana@127.0.0.1", "role": "operator"' in capsys.readouterr().out


def test_a_name_with_a_slash_at_the_end_is_the_same(provider, settings):
    with client_of(settings.model_copy(update={"oidc_issuer": f"{provider.url}/"})) as client:
        known(client)
        for named in (provider.url, f"{provider.url}/"):
            assert (
                get(client, provider.sign(iss=named, jti=named[-9:], **roles("statistics"))).status_code
                == 200
            )


def test_an_address_that_nobody_verified_gives_no_role():
    chosen = Settings(_env_file=None, oidc_role_claim="email", oidc_roles="ana@hospital.example=admin")
    claims = {"email": "ana@hospital.example"}
    assert chosen.role_in({**claims, "email_verified": True}) is Role.ADMIN
    for verified in (False, None, "true", 1):
        assert chosen.role_in({**claims, "email_verified": verified}) is None
    assert chosen.role_in(claims) is None


def ours():
    now = int(time.time())
    return {"sub": "w", "role": "operator", "aud": AUDIENCE, "jti": "1", "iat": now, "exp": now + DAY}


def forgeries(provider):
    now = int(time.time())
    admin = roles("diabetes-admins")
    public = provider.key.public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    other = rsa.generate_private_key(65537, 2048)
    yield "another key", provider.sign(key=other, **admin)
    yield "another issuer", provider.sign(iss="https://evil.example", **admin)
    yield "another audience", provider.sign(aud="dashboard", **admin)
    yield "no audience", provider.sign(aud=None, **admin)
    yield "no issuer", provider.sign(iss=None, **admin)
    yield "expired", provider.sign(iat=now - DAY, exp=now - 600, **admin)
    yield "91 days", provider.sign(exp=now + 91 * DAY, **admin)
    yield "not yet", provider.sign(nbf=now + 600, **admin)
    yield "no holder", provider.sign(sub=None, **admin)
    yield "another algorithm of its key", provider.sign(algorithm="PS256", **admin)
    yield (
        "a key of another kind",
        provider.sign(key=ec.generate_private_key(ec.SECP256R1()), algorithm="ES256", **admin),
    )
    # Its public key, which everybody knows, as the secret of HS256.
    header = {"alg": "HS256", "kid": provider.kid}
    claims = {**ours(), "iss": provider.url, **admin}
    parts = [base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=") for one in (header, claims)]
    signature = base64.urlsafe_b64encode(hmac.digest(pem, b".".join(parts), "sha256")).rstrip(b"=")
    yield "its public key as a secret", b".".join([*parts, signature]).decode()
    yield (
        "a key in the header",
        provider.sign(
            key=other, headers={"jwk": json.loads(RSAAlgorithm.to_jwk(other.public_key()))}, **admin
        ),
    )
    yield "a key elsewhere", provider.sign(key=other, headers={"jku": f"{provider.url}/mine"}, **admin)


def test_what_it_did_not_sign_for_us_opens_nothing(provider, settings):
    with client_of(settings) as client:
        known(client)
        for attack, token in forgeries(provider):
            refused = get(client, token)
            assert (refused.status_code, code(refused)) == (401, "no_token"), attack
    assert "/mine" not in provider.asked


def test_an_unknown_key_is_asked_for_at_most_now_and_then(provider, settings):
    with client_of(settings) as client:
        known(client)
        time.sleep(0.4)
        before = len(provider.asked)
        answers = [get(client, provider.sign(headers={"kid": f"../{n}"})) for n in range(50)]
        assert {answer.status_code for answer in answers} <= {401, 503}
        time.sleep(0.2)
        assert len(provider.asked) - before <= 4


def test_a_new_key_is_taken_and_a_withdrawn_one_counts_no_longer(provider, settings):
    with client_of(settings) as client:
        known(client)
        old = provider.sign(**roles("statistics"))
        assert get(client, old).status_code == 200
        provider.rotate()
        time.sleep(0.4)
        asked = get(client, provider.sign(**roles("statistics")))
        assert (asked.status_code, code(asked)) == (503, "provider_away")
        assert int(asked.headers["retry-after"]) > 0
        end = time.monotonic() + HANG
        while get(client, provider.sign(**roles("statistics"))).status_code != 200:
            assert time.monotonic() < end
            time.sleep(0.05)
        assert get(client, old).status_code in (401, 503)


def test_while_it_is_away_its_last_keys_count_for_a_day(provider, settings, monkeypatch):
    with client_of(settings) as client:
        known(client)
        token = provider.sign(**roles("statistics"))
        provider.stop()
        assert get(client, token).status_code == 200
        monkeypatch.setattr(keys, "LONGEST", 0.0)
        away = get(client, provider.sign(jti="t2", **roles("statistics")))
        assert (away.status_code, code(away)) == (503, "provider_away")


def weak(provider):
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    good = json.loads(ECAlgorithm.to_jwk(key))
    secret = {"kty": "oct", "k": base64.urlsafe_b64encode(b"0" * 32).decode(), "kid": "1", "alg": "HS256"}
    keys = {
        "a secret": [secret],
        "none": [],
        "broken": [{"kty": "RSA"}],
        "for encryption": [{**good, "use": "enc"}],
    }
    for name, found in keys.items():
        yield name, KEYS, (200, JSON, json.dumps({"keys": found}).encode())
    yield "too many", KEYS, (200, JSON, json.dumps({"keys": [good] * 101}).encode())
    yield "too much", KEYS, (200, JSON, json.dumps({"keys": [good]}).encode() + b" " * 300_000)
    yield "compressed", KEYS, (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b\x08\x00" + b"0" * 50)
    yield "no JSON", KEYS, (200, JSON, b"<html>")
    yield "deep", KEYS, (200, JSON, b"[" * 100_000)
    yield "a redirect", KEYS, (302, {"Location": f"{provider.url}/elsewhere"}, b"")
    yield "a failure", KEYS, (500, {}, b"")
    other = {"issuer": "https://evil.example", "jwks_uri": f"{provider.url}/keys"}
    yield "another issuer", DOCUMENT, (200, JSON, json.dumps(other).encode())
    for where in ("file:///etc/passwd", None, 7, ["http://x"]):
        found = {"issuer": provider.url, "jwks_uri": where}
        yield f"keys at {where}", DOCUMENT, (200, JSON, json.dumps(found).encode())


def test_api10_what_it_sends_is_not_believed(provider, settings):
    for bad, path, answer in weak(provider):
        provider.answers = {path: answer}
        with client_of(settings) as client:
            known(client)
            away = get(client, provider.sign(**roles("diabetes-admins")))
            assert (away.status_code, code(away)) == (503, "provider_away"), bad
            # Everything else goes on, and it is told.
            health = client.get("/health").json()
            assert health["failing"] == ["identity_provider"], bad
            assert get(client, jwt.encode(ours(), KEY, "HS256")).status_code == 200
    assert "/elsewhere" not in provider.asked


def test_without_an_audience_no_token_of_it_counts(provider, settings, tmp_path):
    chosen = settings.model_copy(update={"oidc_audience": None})
    with client_of(chosen) as client:
        assert get(client, provider.sign(**roles("diabetes-admins"))).status_code == 401
    assert provider.asked == []
