"""What comes out of the check: the same to look at, and nothing in it that acts, hides or tells."""

import io

import pikepdf
import pytest
from PIL import Image

from config.walk.papers import paper
from loans.documents import child
from loans.documents.cleaning import CannotOpen, Code, clean
from loans.documents.limits import KEPT_SIDE
from tests.loans.documents import files

ACTING = (
    b"JavaScript",
    b"/JS",
    b"Launch",
    b"SubmitForm",
    b"EmbeddedFile",
    b"/AA",
    b"OpenAction",
    b"/XFA",
    b"RichMedia",
)
TELLING = (b"Exif", b"GPS", b"35.681236", b"Camera 9", b"secret comment", b"kataoka", b"http://")


def opened(cleaned):
    return Image.open(io.BytesIO(cleaned.content))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_picture_of_any_kind_is_drawn_anew(mode):
    out = io.BytesIO()
    Image.new(mode, (40, 30), 0).save(out, "PNG")

    cleaned = clean(out.getvalue())

    assert (cleaned.media_type, opened(cleaned).size) == ("image/png", (40, 30))


def test_a_photograph_loses_place_device_and_comment():
    sent = files.photograph(orientation=6)
    assert all(word in sent for word in (b"Exif", b"Camera 9", b"secret comment"))

    cleaned = clean(sent)

    assert not [word for word in TELLING if word in cleaned.content]
    assert not opened(cleaned).getexif()


def test_the_way_up_is_applied():
    lying = opened(clean(files.photograph(orientation=1)))
    upright = opened(clean(files.photograph(orientation=6)))

    assert (lying.size, upright.size) == ((60, 40), (40, 60))


def test_a_large_photograph_is_kept_so_that_it_can_be_read():
    out = io.BytesIO()
    Image.new("L", (7_000, 3_500), 200).save(out, "JPEG")

    cleaned = clean(out.getvalue())

    assert opened(cleaned).size == (KEPT_SIDE, KEPT_SIDE // 2)


def test_a_transparent_picture_lies_on_white_paper():
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")

    assert opened(clean(out.getvalue())).getpixel((0, 0)) == (255, 255, 255)


def test_a_pdf_loses_whatever_acts_or_carries():
    sent = files.acting_pdf()
    assert sum(word in sent for word in ACTING) >= 6

    cleaned = clean(sent)

    with pikepdf.open(io.BytesIO(cleaned.content)) as document:
        plain = document_words(document)
        assert set(document.Root.keys()) <= {"/Type", "/Pages"}
        assert set(document.pages[0].obj.keys()) <= {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"}
    assert not [word for word in (*ACTING, *TELLING) if word in plain]


def test_what_was_stamped_onto_a_page_stays_to_be_seen():
    with pikepdf.open(io.BytesIO(clean(files.acting_pdf()).content)) as document:
        assert b"stamped" in document_words(document)


def document_words(document):
    """Every object and every stream, unpacked."""
    out = io.BytesIO()
    level, mode = pikepdf.StreamDecodeLevel.generalized, pikepdf.ObjectStreamMode.disable
    document.save(out, object_stream_mode=mode, compress_streams=False, stream_decode_level=level)
    return out.getvalue()


CANNOT_OPEN = {
    "torn pdf": (b"%PDF-1.7\nnothing follows", Code.UNREADABLE),
    "zeros": (b"%PDF-" + bytes(5_000), Code.UNREADABLE),
    "no page": (files.empty_pdf(), Code.UNREADABLE),
    "password": (files.encrypted_pdf(), Code.PROTECTED),
    "torn png": (files.picture("PNG")[:50], Code.UNREADABLE),
    "pixels": (files.pixel_bomb(), Code.TOO_MUCH),
    "pages": (files.many_pages(200), Code.TOO_MUCH),
    "flate bomb": (files.flate_bomb(700), Code.TOO_MUCH),
    "packed twice": (files.packed_twice(), Code.TOO_MUCH),
    "loop": (files.looping_pages(), Code.UNREADABLE),
    "huge picture within": (files.pdf_with_picture(65_535, 65_535), Code.TOO_MUCH),
}


@pytest.mark.parametrize("name", CANNOT_OPEN)
def test_what_cannot_be_opened_ends_in_a_child_with_its_code(name):
    content, code = CANNOT_OPEN[name]

    with pytest.raises(CannotOpen) as said:
        child.clean(content)

    assert said.value.code == code


@pytest.mark.parametrize("content", [paper("x"), files.picture("PNG"), files.photograph(orientation=3)])
def test_the_child_writes_what_we_would_write(content):
    assert child.clean(content).media_type == clean(content).media_type


def test_a_child_that_runs_into_its_bounds_is_one_that_cannot_open(monkeypatch):
    monkeypatch.setattr(
        child, "_WORDS", (child.sys.executable, "-c", "print('ready', flush=True); import time; time.sleep(60)")
    )
    monkeypatch.setattr(child, "CHILD_SECONDS", 0.2)

    with pytest.raises(CannotOpen) as said:
        child.clean(b"")

    assert said.value.code == Code.TOO_MUCH


def test_the_child_knows_nothing_and_can_open_nothing(monkeypatch):
    """A program in the child's place, within the child's bounds: no words of ours, no file, no socket."""
    attack = """
import os, socket, sys
from loans.documents.cleaning import __main__ as bounds
bounds._bound(); bounds._close_in(); bounds._say_ready()
def refused(act):
    try: act()
    except OSError: return True
    return False
os.close(2)
tried = [lambda: open('/etc/passwd'), lambda: open('x', 'w'), socket.socket, os.pipe, lambda: os.dup(1)]
assert all(map(refused, tried)) and not [name for name in os.environ if name.endswith(('_URL', '_KEY'))], tried
bounds._tell({"media_type": "image/png", "size": 7, "pages": 1}, b"kept in")
"""
    monkeypatch.setenv("CASES_DATABASE_URL", "postgresql://")
    monkeypatch.setattr(child, "_WORDS", (child.sys.executable, "-E", "-s", "-c", attack))

    assert child.clean(b"").content == b"kept in"


@pytest.mark.parametrize(
    "said",
    [
        "{'media_type': 'text/html', 'size': 8, 'pages': 1}",
        "{'media_type': 'image/png', 'size': 4, 'pages': 1}",
        "{'media_type': 'image/png', 'size': -1, 'pages': 1}",
        "{'media_type': 'image/png', 'size': 9, 'pages': 1}",
        "{'media_type': 'image/png', 'size': 1e999, 'pages': 1}",
        "{'media_type': 'image/png', 'size': 8, 'pages': 101}",
        "{'trouble': 'nonsense'}",
        "{'media_type': ['x'], 'size': 8, 'pages': 1}",
        "[1]",
        "{}",
    ],
)
def test_what_a_child_in_other_hands_says_of_its_file_is_not_believed(monkeypatch, said):
    words = f"import json, sys; sys.stdout.write('ready' + chr(10) + json.dumps({said}) + chr(10) + '<script>')"
    monkeypatch.setattr(child, "_WORDS", (child.sys.executable, "-E", "-s", "-c", words))

    with pytest.raises(CannotOpen) as refused:
        child.clean(b"")

    assert refused.value.code == Code.UNREADABLE


@pytest.mark.parametrize("words", ["import nowhere", "import time; time.sleep(60)"])
def test_a_child_that_never_read_the_file_says_nothing_of_it(monkeypatch, words):
    monkeypatch.setattr(child, "_WORDS", (child.sys.executable, "-E", "-s", "-c", words))
    monkeypatch.setattr(child, "CHILD_SECONDS", 0.3)

    with pytest.raises(child.CannotBegin):
        child.clean(b"")
