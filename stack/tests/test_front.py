"""By which names the API is called, and over HTTPS only; what a proxy passes on."""

from __future__ import annotations

import pytest
from closed import client_of, closed_settings, code, lines

from diabetes_stack.example import EXAMPLE

PROXY = "198.51.100.7"
HTTPS = {"forwarded_allow_ips": f"{PROXY},10.0.0.0/8", "force_https": True, "require_token": False}


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("api.example.org", 200),
        ("API.example.org:443", 200),
        ("a.b.example.net", 200),
        ("example.net", 400),
        ("evilexample.net", 400),
        ("localhost:8002", 200),
        ("127.0.0.1", 200),
        ("[::1]:8002", 200),
        ("[2001:db8::7]:8002", 200),
        ("[2001:db8::8]", 400),
        ("evil.example", 400),
        ("", 400),
    ],
)
def test_a_call_by_another_name_is_refused_before_anything_else(tmp_path, host, status):
    names = "api.example.org, *.example.net, 2001:db8::7"
    settings = closed_settings(tmp_path, require_token=False, allowed_hosts=names, store_predictions=False)
    with client_of(settings) as client:
        for answer in (
            client.get("/health", headers={"Host": host}),
            client.post("/predict", json=EXAMPLE, headers={"Host": host}),
        ):
            assert answer.status_code == status
            assert status == 200 or code(answer) == "unknown_host"


def asked(settings, address, path="/models?a=1", **headers):
    with client_of(settings, client=(address, 1234)) as client:
        sent = {
            "Host": "api.example.org:8002",
            **{name.replace("_", "-"): text for name, text in headers.items()},
        }
        return client.get(path, headers=sent, follow_redirects=False)


def test_plain_http_from_outside_goes_to_https(tmp_path):
    settings = closed_settings(tmp_path, **HTTPS)
    for address, headers in (
        (PROXY, {"X_Forwarded_Proto": "http", "X_Forwarded_For": "203.0.113.9"}),
        (PROXY, {"X_Forwarded_Proto": "http"}),
        ("10.1.2.3", {"X_Forwarded_For": "203.0.113.9"}),
        ("203.0.113.9", {}),
        # Nobody believes a stranger.
        ("203.0.113.9", {"X_Forwarded_Proto": "https", "X_Forwarded_For": PROXY}),
        ("127.0.0.1", {"X_Forwarded_Proto": "http"}),
    ):
        answer = asked(settings, address, **headers)
        assert answer.status_code == 308, (address, headers)
        assert answer.headers["location"] == "https://api.example.org/models?a=1"


def test_nobody_is_sent_to_what_is_no_host(tmp_path):
    settings = closed_settings(tmp_path, **HTTPS)
    with client_of(settings, client=("203.0.113.9", 1234)) as client:
        for host in ("evil.example/", "a b", "", "user@evil.example"):
            answer = client.get("/models", headers={"Host": host}, follow_redirects=False)
            assert (answer.status_code, code(answer)) == (400, "unknown_host"), host


def test_https_and_our_own_services_are_answered(tmp_path):
    settings = closed_settings(tmp_path, **HTTPS)
    over_https = asked(settings, PROXY, X_Forwarded_Proto="https", X_Forwarded_For="203.0.113.9")
    assert over_https.status_code == 200
    assert over_https.headers["strict-transport-security"] == "max-age=31536000"
    for address in ("127.0.0.1", "10.1.2.3", PROXY):
        answer = asked(settings, address)
        assert answer.status_code == 200
        assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize(
    ("trusted", "forwarded", "address"),
    [
        ("", "203.0.113.9", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        # A proxy adds to what the client sent: only the last entry is its own.
        ("127.0.0.1", "10.9.9.9, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1,192.0.2.0/24", "10.9.9.9, 203.0.113.9, 192.0.2.5", "203.0.113.9"),
    ],
)
def test_the_access_line_has_the_address_that_a_trusted_proxy_names(
    tmp_path, capsys, trusted, forwarded, address
):
    settings = closed_settings(tmp_path, require_token=False, forwarded_allow_ips=trusted)
    with client_of(settings, client=("127.0.0.1", 1234)) as client:
        client.get("/models", headers={"X-Forwarded-For": forwarded}).raise_for_status()
    assert [line["address"] for line in lines(capsys.readouterr().out)] == [address]
