"""What a fault says of itself may quote a row; the log keeps its kind and place alone."""

import logging
import warnings

import pytest

from config.logs import KindsOfFaults, KindsOfWarnings, WithoutPersons

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


def test_every_line_of_a_zone_passes_these_filters(settings):
    [handler] = settings.LOGGING["handlers"].values()

    assert {settings.LOGGING["filters"][name]["()"] for name in handler["filters"]} == {
        "config.logs.KindsOfFaults",
        "config.logs.KindsOfWarnings",
    }
