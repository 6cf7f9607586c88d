"""Tell from a file's first bytes what it is, before any parser sees it."""

from __future__ import annotations

from enum import StrEnum

from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.intake.reading.compound_file import MARK as _OLE
from evaltoolkit.intake.reading.refusals import ENCRYPTED, OTHER
from evaltoolkit.language import Text, text


class FileKind(StrEnum):
    """A file that can be read on."""

    ZIP = "zip"
    CSV = "csv"
    OLD = "old"
    ODS = "ods"


# The type of an OpenDocument archive stands first and unpacked (part 2, 3.3).
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = text("open it in Excel or WPS and save it as an Excel workbook (.xlsx)")
_EMPTY = text("{file}: the file is empty; export or copy the workbook again.")
_HTML = text("{file}: this is a web page named as a workbook; {remedy}.", remedy=_SAVE_AS)
_LOCK = text("{file}: this is Excel's note that the workbook is open; choose the file without ~$.")
_XML = text("{file}: this is an XML table named as a workbook; {remedy}.", remedy=_SAVE_AS)


def file_kind(content: bytes, name: str) -> FileKind:
    """Return what the file of that name is.

    Raises
    ------
    FileError
        It is empty, protected by a password, a web page or something else, each in its own words.
    """
    refusal = _refusal(content, name)
    if refusal is not None:
        sentence, code = refusal
        raise FileError(sentence.with_(file=name), code)
    if content.startswith(_OLE):
        return FileKind.OLD
    if not content.startswith(b"PK"):
        return FileKind.CSV
    return FileKind.ODS if _ODS in content[:200] else FileKind.ZIP


def _refusal(content: bytes, name: str) -> tuple[Text, ExitCode] | None:
    start = content[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").lower().replace(b"\x00", b"")
    if name.startswith("~$"):
        return _LOCK, ExitCode.FILE_NOT_A_WORKBOOK
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return _EMPTY, ExitCode.FILE_EMPTY
    if content.startswith(_OLE):
        return (ENCRYPTED, ExitCode.FILE_ENCRYPTED) if _is_encrypted(content) else None
    if start.startswith(
        (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"mime-version", b"<div")
    ):
        return _HTML, ExitCode.FILE_NOT_A_WORKBOOK
    if start.startswith(b"<"):
        return (_HTML if b"<html" in start else _XML), ExitCode.FILE_NOT_A_WORKBOOK
    if content.startswith(b"PK") or name.lower().endswith((".csv", ".txt", ".tsv")):
        return None
    return OTHER, ExitCode.FILE_NOT_A_WORKBOOK


def _is_encrypted(content: bytes) -> bool:
    return _ENCRYPTED_STREAM in content
