"""Every field of every form gets every text of the list: taken so that it can be stored, or refused by a sentence."""

import pytest
from django.http import QueryDict

from tests.hostile import HOSTILE
from tests.hostile.forms import OF_THE_LIBRARY, found, name_of, ways, without_a_database
from tests.hostile.judging import faults

FORMS = [form for form in found() if form.__module__ != OF_THE_LIBRARY]


@pytest.fixture(autouse=True)
def _no_database():
    with without_a_database():
        yield


@pytest.mark.parametrize("kind", FORMS, ids=name_of)
def test_every_text_in_every_field_is_stored_or_refused_in_words(kind):
    wrong, known = {}, set()
    for way in ways(kind):
        blank = way(None)
        # Where a view builds the form in several ways, each brings only some fields that the others have not.
        new = {name for name, field in blank.fields.items() if (name, type(field)) not in known}
        known |= {(name, type(field)) for name, field in blank.fields.items()}
        for title, text in HOSTILE.items() if new else ():
            for name, fault in _tried(way, [blank.add_prefix(name) for name in new], title, text):
                wrong.setdefault(f"{name} {fault}", title)

    assert not wrong, "\n".join(f"{fault}  ({title})" for fault, title in wrong.items())


def _tried(way, names, title, text):
    data = QueryDict(mutable=True)
    for name in names:
        data.setlist(name, [text])
    try:
        return list(faults(way(data), text))
    except Exception as fault:
        fault.add_note(f"of {title}")
        raise


def test_the_list_has_three_hundred_texts_and_none_twice():
    assert len(HOSTILE) >= 300
    assert len(set(HOSTILE.values())) == len(HOSTILE)
