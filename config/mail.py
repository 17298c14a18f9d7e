"""メール. The sending server, for the office's worker alone: other zones send none, and without a host nobody does."""

from config import env


def settings() -> dict[str, object]:
    """Django's own names; MAIL_HOST empty means that there is no server."""
    return {
        "EMAIL_HOST": env.text("MAIL_HOST", default=""),
        "EMAIL_PORT": env.number("MAIL_PORT", default=587),
        "EMAIL_HOST_USER": env.text("MAIL_USER", default=""),
        "EMAIL_HOST_PASSWORD": env.secret("MAIL_PASSWORD") if _is_set("MAIL_PASSWORD") else "",
        "EMAIL_USE_TLS": env.flag("MAIL_TLS", default=True),
        "EMAIL_TIMEOUT": 10,
        "DEFAULT_FROM_EMAIL": env.text("MAIL_FROM", default="yorisoi@localhost"),
        # Where staff sign in, by zone: printed in the mails, never called.
        "MAIL_ADDRESSES": {zone: env.text(f"MAIL_{zone.upper()}_URL", default="") for zone in ("counter", "office")},
    }


def _is_set(name: str) -> bool:
    return bool(env.text(name, default="") or env.text(f"{name}_FILE", default=""))
