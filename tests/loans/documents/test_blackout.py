"""黒塗り: burnt into the pixels in the child, and read from a page with care."""

import io

import pytest
from PIL import Image

from loans.documents import child
from loans.documents.boxes import MOST_BOXES, Box, NotBoxes, boxes_of
from loans.documents.cleaning import Wishes, clean
from loans.documents.limits import THUMBNAIL_SIDE

WIDTH, HEIGHT = 400, 200


def sent(kind="JPEG", orientation=None):
    """A red picture."""
    out, exif = io.BytesIO(), Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    Image.new("RGB", (WIDTH, HEIGHT), "red").save(out, kind, exif=exif, quality=95)
    return out.getvalue()


def opened(content):
    return Image.open(io.BytesIO(content)).convert("RGB")


def is_black(pixel):
    return max(pixel) < 16


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_was_drawn_over_is_black_in_what_is_kept_and_in_the_small_picture(kind):
    cleaned = child.clean(sent(kind), Wishes(boxes=[(0.5, 0.5, 1, 1)]))

    kept, small = opened(cleaned.content), opened(cleaned.thumbnail)
    assert all(is_black(kept.getpixel(at)) for at in ((210, 110), (399, 199), (300, 150)))
    assert not any(is_black(kept.getpixel(at)) for at in ((180, 80), (10, 190), (390, 10)))
    assert is_black(small.getpixel((small.width - 10, small.height - 10)))
    assert max(small.size) == THUMBNAIL_SIDE


def test_a_picture_that_lies_on_its_side_is_blacked_out_as_it_is_seen():
    cleaned = child.clean(sent(orientation=6), Wishes(boxes=[(0, 0, 0.5, 0.25)]))

    kept = opened(cleaned.content)
    assert kept.size == (HEIGHT, WIDTH)
    assert is_black(kept.getpixel((20, 20)))
    assert not is_black(kept.getpixel((180, 20)))
    assert not is_black(kept.getpixel((20, 300)))


def test_the_smallest_blackout_covers_whole_pixels():
    cleaned = clean(sent("PNG"), Wishes(boxes=[(0.25, 0.5, 0.2501, 0.5001)]))

    assert is_black(opened(cleaned.content).getpixel((100, 100)))


def test_without_a_blackout_nothing_is_black():
    cleaned = clean(sent("PNG"))

    assert opened(cleaned.content).getcolors() == [(WIDTH * HEIGHT, (255, 0, 0))]


def test_boxes_are_read_by_sheet():
    assert boxes_of("[[[0, 0.5, 1, 1]], []]") == [[Box(0, 0.5, 1, 1)], []]
    assert boxes_of("") == []


@pytest.mark.parametrize(
    "text",
    [
        "{", "[1]", "[[1]]", "[[[0,0,1]]]", "[[[0,0,1,1,1]]]", "[[[0,0,1,2]]]", "[[[-0.1,0,1,1]]]", "[[[0.5,0,0.5,1]]]",
        '[[["0",0,1,1]]]', "[[[true,0,1,1]]]", "[[[NaN,0,1,1]]]", "[[[0,0,1e999,1]]]", "null", '"x"', "[" * 100_000,
        "[[" + "[0,0,1,1]," * MOST_BOXES + "[0,0,1,1]]]", "１",
    ],
)  # fmt: skip
def test_what_is_no_list_of_boxes_is_refused(text):
    with pytest.raises(NotBoxes):
        boxes_of(text)
