"""A paper of the demo: a one-page PDF that says what it stands for."""

import io

import pikepdf


def paper(kind: str) -> bytes:
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    document.docinfo["/Title"] = f"demo paper {kind}"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
