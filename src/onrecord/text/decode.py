"""Bytes -> text. Never raises; every character that cannot be kept becomes U+FFFD, one for one, so that offsets hold."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
         (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_LOOK = 4_096
_BAD = re.compile("[\x00\ud800-\udfff]")
MAX_BAD = 0.05
"""Share of bytes that are control characters beyond which a page is no text; text has none, programs and images 10 % or more."""
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})


def _codec(name: str) -> str | None:
    """Python's name for a charset, or None where it has none; a web page's latin-1 is cp1252 (WHATWG Encoding)."""
    try:
        found = codecs.lookup(name)
    except LookupError:
        return None
    if not getattr(found, "_is_text_encoding", True):
        return None
    return "cp1252" if found.name in ("iso8859-1", "ascii") else found.name


def declared_charset(body: bytes, media_type: str) -> str | None:
    """The charset that the carrier, or else the page's own head, declares."""
    _, _, after = media_type.lower().partition("charset=")
    said = after.split(";")[0].strip(" \"'")
    if not said and (found := _CHARSET.search(body, 0, _LOOK)):
        said = found[1].decode("ascii")
    return _codec(said) if said else None


def is_binary(body: bytes) -> bool:
    """Whether the bytes are no text in any encoding tried here: too many control characters and no mark of UTF-16 or 32."""
    if any(body.startswith(mark) for mark, _ in _BOMS):
        return False
    head = body[:65_536]
    return len(head) - len(head.translate(None, _CONTROLS)) > MAX_BAD * len(head)


def _strict(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except (UnicodeDecodeError, UnicodeError):
        return None


def decode(body: bytes, media_type: str) -> tuple[str, str]:
    """(text, how): by byte order mark, as UTF-8, as the declared charset, else as cp1252 with what that lacks replaced.

    UTF-8 goes before a declared charset: text in another encoding is hardly ever valid UTF-8, and pages declare wrongly.
    """
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return _clean(body[len(mark):].decode(codec, "replace")), f"{codec} by its mark"
    for codec, how in (("utf-8", "utf-8"), (declared_charset(body, media_type) or "utf-8", "declared charset")):
        if (text := _strict(body, codec)) is not None:
            return _clean(text), how
    if _half_pairs(body):
        return _clean(body.decode("utf-8", "surrogatepass")), "utf-8, halves of pairs replaced"
    if media_type.lower().endswith("utf-8"):
        return _clean(body.decode("utf-8", "replace")), "utf-8, repaired"
    return _clean(body.decode("cp1252", "replace")), "cp1252, as nothing else fits"


def _half_pairs(body: bytes) -> bool:
    """Whether the only thing wrong with the UTF-8 is halves of surrogate pairs, as a JSON escape can make them."""
    try:
        body.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _clean(text: str) -> str:
    """NULs and halves of surrogate pairs, which no store or output takes, become U+FFFD."""
    return _BAD.sub("\ufffd", text)
