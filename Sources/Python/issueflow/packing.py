"""Documents of Office that this package writes: the same bytes whenever they are made, and known as its own.

Workbooks, documents and slides are archives. Here they are packed anew with one time for every part, and with a mark in the
first one by which a later export knows that it may write over them.
"""

from __future__ import annotations

import datetime
import io
import zipfile

#: Of a field beside the first part, as archives allow for whoever has something to say: its number, and what it says.
_FIELD, _MARK = 0x4649, b"issueflow"

#: Where an archive has no times: the earliest that it can hold.
_TIME = (1980, 1, 1, 0, 0, 0)

#: When a document says that it was made: never, so that the same results give the same bytes.
MADE = datetime.datetime(1980, 1, 1)


def packed(document: bytes) -> bytes:
    """A document with the times of all its parts put to one, and the mark of this package."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, name in enumerate(given.namelist()):
            part = zipfile.ZipInfo(name, _TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            if number == 0:
                part.extra = _FIELD.to_bytes(2, "little") + len(_MARK).to_bytes(2, "little") + _MARK
            archive.writestr(part, given.read(name))
    return out.getvalue()


def is_ours(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a document that was packed here."""
    return head.startswith(b"PK\x03\x04") and _MARK in head[30:200]
