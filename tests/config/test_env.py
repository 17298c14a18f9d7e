"""What is missing or wrong in the environment is one sentence that names the variable."""

import pytest

from config import env


def test_a_missing_setting_is_named(monkeypatch):
    monkeypatch.delenv("ZONE", raising=False)

    with pytest.raises(env.MissingSetting, match=r"^ZONE must be set in the environment\.$"):
        env.text("ZONE")


@pytest.mark.parametrize("value", [None, ""])
def test_the_default_stands_in_for_what_is_absent_or_empty(monkeypatch, value):
    monkeypatch.delenv("HOST", raising=False) if value is None else monkeypatch.setenv("HOST", value)

    assert env.text("HOST", "127.0.0.1") == "127.0.0.1"
    assert env.text("HOST", "") == ""


@pytest.mark.parametrize(
    ("reader", "value", "read"),
    [(env.number, "60", 60), (env.flag, "Yes", True), (env.flag, "0", False), (env.secret, "s3", "s3")],
)
def test_a_value_is_read_as_what_it_is(monkeypatch, reader, value, read):
    monkeypatch.setenv("X", value)

    assert reader("X") == read


def test_defaults_are_given_as_what_they_are(monkeypatch):
    monkeypatch.delenv("X", raising=False)

    assert (env.number("X", 0), env.flag("X", default=False), env.choice("X", ("a", "b"), "b")) == (0, False, "b")


@pytest.mark.parametrize(
    ("reader", "sentence"),
    [
        (env.number, "X must be a whole number."),
        (env.flag, "X must be one of: 1, true, yes, on, 0, false, no, off."),
        (lambda name: env.choice(name, ("counter", "office")), "X must be one of: counter, office."),
        (env.database, "X must be a URL like postgresql://user:password@host:5432/database."),
    ],
)
def test_a_wrong_value_is_refused_without_being_shown(monkeypatch, reader, sentence):
    monkeypatch.setenv("X", "postgresql://u:canary@[/")

    with pytest.raises(env.WrongSetting) as refused:
        reader("X")

    assert str(refused.value) == sentence


def test_a_secret_may_stand_in_a_file(monkeypatch, tmp_path):
    monkeypatch.delenv("KEY", raising=False)
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))
    (tmp_path / "key").write_text("s3cret\n")

    assert env.secret("KEY") == "s3cret"


@pytest.mark.parametrize(
    ("value", "content", "sentence"),
    [
        ("s3", "s3", "KEY and KEY_FILE are both set"),
        ("", "\n", "KEY_FILE points to an empty file"),
        ("", None, r"KEY_FILE points to a file that cannot be read \(No such file or directory\)"),
    ],
)
def test_a_secret_must_be_one_and_readable(monkeypatch, tmp_path, value, content, sentence):
    monkeypatch.setenv("KEY", value)
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))
    if content is not None:
        (tmp_path / "key").write_text(content)

    with pytest.raises(env.WrongSetting, match=sentence):
        env.secret("KEY")


@pytest.mark.parametrize(
    ("url", "host", "port", "options"),
    [
        (
            "postgresql://u:p%40ss@db.example:6432/cases?sslmode=verify-full",
            "db.example",
            "6432",
            {"sslmode": "verify-full"},
        ),
        ("postgresql://u:p%40ss@/cases?host=%2Fa%20b%2Fsocket", "/a b/socket", "", {}),
        ("postgresql://u:p%40ss@%2Fa%20b%2Fsocket/cases", "/a b/socket", "", {}),
    ],
)
def test_a_database_is_read_as_django_wants_it(monkeypatch, url, host, port, options):
    monkeypatch.setenv("CASES_DATABASE_URL", url)

    assert env.database("CASES_DATABASE_URL") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "cases",
        "USER": "u",
        "PASSWORD": "p@ss",
        "HOST": host,
        "PORT": port,
        "OPTIONS": options,
    }


@pytest.mark.parametrize("url", ["postgresql://u:p@host/", "postgresql://host/cases"])
def test_a_database_must_name_its_user_and_itself(monkeypatch, url):
    monkeypatch.setenv("X", url)

    with pytest.raises(env.WrongSetting, match="X must name a user and a database"):
        env.database("X")
