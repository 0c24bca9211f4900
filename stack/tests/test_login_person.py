"""Who somebody is, and as what, from the claims of a token and the settings."""

from __future__ import annotations

import pytest

from diabetes_stack.login.person import ClaimError, person_of
from diabetes_stack.oidc import Oidc
from diabetes_stack.roles import Role
from diabetes_stack.settings import Settings, SettingsError

NOW = 1_900_000_000
CLAIMS = {"iss": "https://login.example.org", "aud": "diabetes", "sub": "4", "iat": NOW, "exp": NOW + 300}


def services(**others):
    return Settings(
        _env_file=None,
        oidc_issuer="https://login.example.org/",
        oidc_client_id="diabetes",
        jwt_secret_key="0f3b9a6d51c87e24a90b6fd3358e7c12d4a1",
        **others,
    )


def person(claims, **others):
    return person_of(services(**others), {**CLAIMS, **claims}, NOW)


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"preferred_username": "ana", "email": "a@b.c"}, "ana"),
        ({"preferred_username": " ", "email": "a@b.c"}, "a@b.c"),
        ({"preferred_username": 7}, "4"),
        ({"preferred_username": "ana\r\n\x1b[2J"}, "ana[2J"),
        ({"preferred_username": "\u202e"}, "4"),
        ({"email": "a" * 500}, "a" * 100),
    ],
)
def test_a_person_has_the_best_name_that_there_is(claims, name):
    assert person(claims).name == name


@pytest.mark.parametrize(
    ("claim", "roles", "claims", "role"),
    [
        ("roles", None, {"roles": ["operator"]}, Role.OPERATOR),
        ("roles", None, {"roles": "admin"}, Role.ADMIN),
        ("roles", None, {"roles": ["reader", "admin", "x"]}, Role.ADMIN),
        ("roles", None, {"roles": ["Admin", "administrators"]}, None),
        ("roles", None, {}, None),
        ("roles", None, {"roles": {"admin": True}}, None),
        ("roles", None, {"roles": [["admin"], None, 3]}, None),
        ("roles", "nurses=operator", {"roles": ["admin"]}, None),
        ("realm_access.roles", "nurses=operator", {"realm_access": {"roles": ["nurses"]}}, Role.OPERATOR),
        ("realm_access.roles", None, {"realm_access": "admin"}, None),
        ("https://hospital.example/roles", None, {"https://hospital.example/roles": ["reader"]}, Role.READER),
        ("a.b.roles", None, {"a": {"b.roles": ["reader"]}}, Role.READER),
        ("groups", "CN=d=x;OU=y=admin", {"groups": ["CN=d=x;OU=y"]}, Role.ADMIN),
        ("groups", '{"CN=a,OU=b": "admin"}', {"groups": ["CN=a,OU=b"]}, Role.ADMIN),
        ("email", "a@b.c=admin", {"email": "a@b.c", "email_verified": True}, Role.ADMIN),
        ("email", "a@b.c=admin", {"email": "a@b.c", "email_verified": False}, None),
        ("email", "a@b.c=admin", {"email": "a@b.c"}, None),
        ("hd", "hospital.example=reader", {"hd": "hospital.example"}, Role.READER),
    ],
)
def test_the_highest_role_that_the_claim_names_counts(claim, roles, claims, role):
    chosen = {"oidc_role_claim": claim} | ({"oidc_roles": roles} if roles else {})
    assert person(claims, **chosen).role is role


def test_a_login_lasts_from_its_token_on():
    assert person({}).until == NOW + 8 * 3600
    assert person({"iat": NOW - 3600}, session_hours=0.5).until == NOW - 1800
    assert not person({}).may(Role.READER)
    assert person({"roles": "operator"}).may(Role.READER)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": None}, {"iss": "https://login.example.org.evil.example"}, {"aud": []}, {"aud": "x"},
        {"aud": ["diabetes"], "azp": "x"}, {"iat": None}, {"iat": "1"}, {"iat": True}, {"iat": NOW + 61},
        {"exp": NOW}, {"sub": None}, {"sub": "\x00"},
    ],
)  # fmt: skip
def test_claims_for_others_are_refused(claims):
    with pytest.raises(ClaimError):
        person(claims)


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("oidc_issuer", "login.example.org", "must be an address"),
        ("oidc_issuer", "https://login.example.org/?a=b", "must be an address"),
        ("oidc_issuer", "https://ana:hunter2@login.example.org", "must be an address"),
        ("oidc_roles", "nurses", "must give the provider's names one of the roles reader, operator, admin"),
        ("oidc_roles", "nurses=boss", "must give the provider's names"),
        ("oidc_roles", "=admin", "must give the provider's names"),
        ("oidc_roles", '{"nurses": 3}', "must give the provider's names"),
        ("oidc_roles", "{", "must give the provider's names"),
        ("oidc_scopes", "profile", "must contain openid"),
        ("session_hours", 0, "must be greater than 0"),
        ("session_hours", 25, "must be less than or equal to 24"),
        ("mlflow_public_url", "mlflow.example.org", "must be an address"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_named(name, value, mend):
    with pytest.raises(SettingsError, match=f"{name.upper()} {mend}") as refused:
        Settings(_env_file=None, **{name: value})
    assert "hunter2" not in str(refused.value)


def test_a_blank_setting_is_not_set():
    names = [name for name in Oidc.model_fields if name != "oidc_issuer"]
    blank = Settings(_env_file=None, **dict.fromkeys(Oidc.model_fields, " "))
    assert [getattr(blank, name) for name in names] == [Oidc.model_fields[name].default for name in names]
    assert not blank.asks_for_login
    assert not blank.require_token
