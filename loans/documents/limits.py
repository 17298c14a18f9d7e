"""ファイルの限度. How much of a file is opened, and why so much. The size as it is sent is a setting."""

from typing import Final

# Of a photograph: the largest sensors of telephones have 48 or 50 million. Of a scan: A4 at 600 dpi has 35 million.
MOST_PIXELS: Final = {"JPEG": 51_000_000, "PNG": 40_000_000}
# The longer side of what is kept: A4 at 300 dpi has 3,508, and every stamp can be read.
KEPT_SIDE: Final = 3_600
JPEG_QUALITY: Final = 85
# Beside its name in a list: one sees which paper it is, and reads nothing.
THUMBNAIL_SIDE: Final = 160
THUMBNAIL_QUALITY: Final = 70
MOST_THUMBNAIL: Final = 64 * 1024
# Of a PDF: the thickest paper of a case, a passbook or a lease, has some forty.
MOST_PAGES: Final = 100
# What a PDF's streams unpack to: a hundred pages scanned in grey at 200 dpi have 400 MB.
MOST_UNPACKED: Final = 512 * 1024 * 1024
# The child that opens a file: 48 MB to start, 160 MB for the largest picture, and room to write it.
CHILD_MEMORY_BYTES: Final = 320 * 1024 * 1024
CHILD_CPU_SECONDS: Final = 15
CHILD_SECONDS: Final = 25
# Of a case, with what was not taken back: the thickest, with a house as security, have some sixty sheets.
MOST_OF_A_CASE: Final = 300
