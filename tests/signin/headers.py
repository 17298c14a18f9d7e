"""Every kind of answer that a zone gives, and what each must say to a browser."""

import runpy
from collections.abc import Iterator
from typing import Any

from django.test import Client

from config.demo import Account
from tests.bed import ROOT
from tests.signin.visitor import Visitor

# settings that follow from TLS=1
OF_TLS = (
    *("IS_TLS", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER", "SESSION_COOKIE_NAME"),
    *("SESSION_COOKIE_SECURE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "KNOWN_COOKIE_NAME"),
)


def answers(account: Account, settings: Any) -> Iterator[tuple[str, int, Any]]:
    """By name, with the status that shows that it is of its kind."""
    visitor, stranger = Visitor().sign_in(account), Visitor()
    yield "page", 200, visitor.client.get("/me/", follow=True)
    yield "sign-in", 200, stranger.get("/signin/")
    yield "redirect", 302, stranger.get("/")
    yield "part of a page", 401, stranger.get("/me/", headers={"HX-Request": "true"})
    yield "wrong password", 200, stranger.post("/signin/", login="nobody", password="x")
    yield "form to mend", 422, visitor.post("/me/password/", current="", new="", again="")
    yield "absent", 404, visitor.get("/nowhere/")
    yield "wrong method", 405, visitor.client.delete("/me/")
    yield "foreign form", 403, Client(enforce_csrf_checks=True).post("/signin/", {"login": "x"})
    yield "unknown host", 400, Client(raise_request_exception=False).get("/signin/", headers={"Host": "elsewhere.test"})
    limit = settings.REQUEST_LIMIT_BYTES
    settings.REQUEST_LIMIT_BYTES = 8
    yield "too large", 413, stranger.post("/signin/", login="longer than eight bytes")
    settings.REQUEST_LIMIT_BYTES = limit
    yield "health", 200, stranger.get("/health")
    yield "style sheet", 200, stranger.get("/static/look/base.css")
    yield "script", 200, stranger.get("/static/signin/cover.js")
    yield "no such file", 404, stranger.get("/static/nothing.css")
    limits = settings.ACCOUNT_RATE_LIMITS
    settings.ACCOUNT_RATE_LIMITS = {**limits, "login": "1/m/ip"}
    yield "too often", 429, [stranger.post("/signin/", login="nobody", password="x") for _ in range(2)][1]
    settings.ACCOUNT_RATE_LIMITS = limits
    there = settings.CACHES
    settings.CACHES = {"default": {**there["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    yield "without Redis", 503, visitor.get("/me/")
    settings.CACHES = there


def wrongs(name: str, status: int, answer: Any) -> list[str]:
    """What the answer does not say, or says of itself wrongly."""
    headers = answer.headers
    answer.close()
    policy = headers.get("Content-Security-Policy", "")
    must = {
        "status": answer.status_code == status,
        "csp": "default-src 'none'" in policy and "frame-ancestors 'none'" in policy,
        "inline": "unsafe" not in policy,
        "permissions": "camera=()" in headers.get("Permissions-Policy", ""),
        "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
        "referrer": headers.get("Referrer-Policy") == "same-origin",
        "opener": headers.get("Cross-Origin-Opener-Policy") == "same-origin",
        "resource": headers.get("Cross-Origin-Resource-Policy") == "same-origin",
        "no-store": "/static/" in answer.request["PATH_INFO"] or headers.get("Cache-Control") == "no-store",
    }
    return [f"{name}: {each} ({answer.status_code})" for each, holds in must.items() if not holds]


def under_tls(settings: Any, monkeypatch: Any) -> None:
    """As this zone would be with TLS=1."""
    monkeypatch.setenv("TLS", "1")
    given = runpy.run_path(str(ROOT / "config/settings.py"))
    for name in OF_TLS:
        setattr(settings, name, given[name])


def wrongs_under_tls(account: Account, zone: str) -> list[str]:
    plain = Client().get("/signin/", headers={"Host": "localhost"})
    visitor = Visitor()
    visitor.client.defaults.update({"wsgi.url_scheme": "https", "HTTP_X_FORWARDED_PROTO": "https"})
    visitor.sign_in(account)
    page = visitor.get("/signin/")
    cookies = visitor.client.cookies
    must = {
        "plain http is sent to https": plain.headers.get("Location", "").startswith("https://"),
        "hsts": "max-age=31536000" in page.headers.get("Strict-Transport-Security", ""),
        "names": {f"__Host-{zone}-session", f"__Host-{zone}-known"} <= set(cookies),
        "every cookie is a host's own": all(name.startswith(f"__Host-{zone}-") for name in cookies),
        "secure": all(each["secure"] and each["path"] == "/" and not each["domain"] for each in cookies.values()),
        "for no script": all(each["httponly"] and each["samesite"] == "Strict" for each in cookies.values()),
    }
    return [name for name, holds in must.items() if not holds]
