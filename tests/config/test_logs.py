"""What a fault says of itself may quote a row; the log keeps its kind and place alone."""

import logging
import warnings

import pytest

from config.logs import KindsOfFaults, KindsOfRefusedRequests, KindsOfWarnings, WithoutPersons

ROW = "Failing row contains (髙橋 花子)"


def _refuse():
    raise ValueError(ROW)


def _fault():
    try:
        _refuse()
    except ValueError as fault:
        return type(fault), fault, fault.__traceback__


def _record(message, args, exc_info):
    return logging.LogRecord("celery.app.trace", logging.ERROR, __file__, 1, message, args, exc_info)


def test_an_exception_is_written_as_its_kind_and_places():
    text = WithoutPersons("%(message)s").format(_record("sweep", (), _fault()))

    assert "ValueError" in text
    assert __file__ in text
    assert ROW not in text


def test_what_celery_puts_into_its_message_is_the_kind_alone():
    told = {"name": "look", "exc": repr(ValueError(ROW)), "traceback": ROW, "args": ROW, "kwargs": ROW}
    record = _record("Task %(name)s: %(exc)s\n%(traceback)s %(args)s %(kwargs)s", (told,), _fault())

    KindsOfFaults().filter(record)

    assert "Task look: ValueError" in record.getMessage()
    assert ROW not in record.getMessage()


@pytest.mark.parametrize("words", [ROW, f"{ROW}\n{ROW}", f": {ROW}"])
def test_a_warning_is_written_as_its_kind_and_place(words):
    text = warnings.formatwarning(words, RuntimeWarning, __file__, 7, f"ask({ROW!r})")
    record = logging.LogRecord("py.warnings", logging.WARNING, __file__, 1, "%s", (text,), None)

    KindsOfWarnings().filter(record)

    assert record.getMessage() == f"{__file__}:7: RuntimeWarning"


def test_a_warning_in_another_shape_keeps_nothing_of_its_words():
    record = logging.LogRecord("py.warnings", logging.WARNING, __file__, 1, "%s", (ROW,), None)

    KindsOfWarnings().filter(record)

    assert ROW not in record.getMessage()


@pytest.mark.parametrize(
    "quoted", [f"Invalid HTTP Version: '{ROW} HTTP/1.1'", f"Invalid chunk size: b'{ROW}'", f"No more data after: {ROW}"]
)
def test_what_the_server_cannot_read_is_written_as_its_kind(quoted):
    words = f"Invalid request from ip=127.0.0.1: {quoted}"
    record = logging.LogRecord("gunicorn.error", logging.WARNING, __file__, 1, words, (), None)

    KindsOfRefusedRequests().filter(record)

    assert record.getMessage() == words.rpartition(":")[0]


def test_a_request_that_the_server_could_not_answer_is_written_without_its_address():
    words, asked = "Error handling request %s %s", ("GET", f"/cases/?q={ROW}")
    record = logging.LogRecord("gunicorn.error", logging.ERROR, __file__, 1, words, asked, None)

    KindsOfRefusedRequests().filter(record)

    assert record.getMessage() == "Error handling request"


def test_a_request_that_the_framework_distrusts_is_written_as_its_kind():
    words = f"Invalid HTTP_HOST header: {ROW!r}."
    record = logging.LogRecord("django.security.DisallowedHost", logging.ERROR, __file__, 1, words, (), _fault())

    KindsOfRefusedRequests().filter(record)

    assert WithoutPersons("%(name)s %(message)s").format(record) == "django.security.DisallowedHost a refused request"


def test_other_lines_of_the_server_stand_as_they_are():
    record = logging.LogRecord("gunicorn.error", logging.INFO, __file__, 1, "Worker exiting (pid: %s)", (7,), None)

    KindsOfRefusedRequests().filter(record)

    assert record.getMessage() == "Worker exiting (pid: 7)"


def test_every_line_of_a_zone_passes_these_filters(settings):
    [handler] = settings.LOGGING["handlers"].values()

    assert {settings.LOGGING["filters"][name]["()"] for name in handler["filters"]} == {
        "config.logs.KindsOfFaults",
        "config.logs.KindsOfRefusedRequests",
        "config.logs.KindsOfWarnings",
    }
    assert settings.LOGGING["loggers"]["gunicorn.error"]["handlers"] == ["stderr"]
