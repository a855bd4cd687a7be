"""From the bytes of a file to clean characters: size, encoding, newlines, and what a reader's eye cannot see."""

import codecs
import re
from pathlib import Path

from readout.errors import ReadoutError

#: The largest file that is opened, in bytes, and the longest body and line, in characters. The longest statement that
#: we know, a day's verbatim record of the Security Council, has about 300,000 characters.
LARGEST_FILE = 50_000_000
LONGEST_BODY = 5_000_000
LONGEST_LINE = 200_000

#: Byte-order marks; the longer ones first, since one begins like another.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: How other files begin that come under the name of a text.
OTHERS = (
    (b"%PDF-", "a PDF file", ".pdf"),
    (b"PK\x03\x04", "a packed file, perhaps of a word processor", ".docx"),
    (b"\xd0\xcf\x11\xe0", "an old or locked office file", ".docx, saved anew without a password"),
)

#: Characters that change the direction of writing, or show nothing, and can hide what a text says.
HIDDEN = (
    ("that change the direction of writing", re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")),
    ("of no width", re.compile("[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff\U000e0000-\U000e007f]")),
    ("for the control of devices", re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")),
)
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def check_file(path: Path) -> None:
    """Raise a sentence where a file is missing, no file, empty, or too large."""
    if path.is_dir():
        raise ReadoutError(f"{path} is a folder; name a file.")
    if not path.exists():
        raise ReadoutError(f"No file {path}; check the name, or see the texts there are with `readout list`.")
    if not path.is_file():
        raise ReadoutError(f"{path} is a device or a pipe; save the text in a file and name that.")
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise ReadoutError(
            f"{path} has {size / 1e6:,.0f} MB, more than the {LARGEST_FILE / 1e6:.0f} MB that one text may have; "
            "split it into texts of their own."
        )
    if size == 0:
        raise ReadoutError(f"{path} is empty; a text needs at least one word.")


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, or raise a sentence where it cannot be read."""
    check_file(path)
    try:
        return path.read_bytes()
    except PermissionError:
        raise ReadoutError(f"{path} may not be read by this user; change its permissions.") from None
    except OSError as error:
        raise ReadoutError(f"{path} cannot be read ({(error.strerror or str(error)).lower()}).") from None


def decode(content: bytes, path: Path) -> str:
    """Return the characters of a text file, newlines as \\n and otherwise as they are.

    UTF-8 with or without a byte-order mark, and UTF-16 and UTF-32 with one, are accepted.
    """
    for start, what, ending in OTHERS:
        if content.startswith(start):
            raise ReadoutError(f"{path} is {what}, not plain text; give it the ending {ending}.")
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    if encoding in ("utf-8", "utf-8-sig") and b"\0" in content:
        raise ReadoutError(f"{path} is binary, not text; save the text as UTF-8.")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and len(re.findall(rb"[\x00-\x08\x0e-\x1f]", content[:4096])) > 40:
            raise ReadoutError(f"{path} is binary, not text; save the text as UTF-8.") from None
        line = content.count(b"\n", 0, error.start) + 1
        raise ReadoutError(
            f"{path} is not {encoding.removesuffix('-sig').upper()} (byte {error.start}, line {line}); save it as "
            "UTF-8, or convert it, for instance with: iconv -f windows-1252 -t utf-8 OLD > NEW."
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_body(body: str, path: Path) -> str:
    """Return the body, or raise a sentence where it has no word or is too long to be a text."""
    if not re.search(r"[^\W_]", body):
        raise ReadoutError(f"{path} has no words; a text needs at least one.")
    if len(body) > LONGEST_BODY:
        raise ReadoutError(
            f"{path} has {len(body):,} characters, more than the {LONGEST_BODY:,} that one text may have; "
            "split it into texts of their own."
        )
    line = next((n for n, line in enumerate(body.split("\n"), start=1) if len(line) > LONGEST_LINE), None)
    if line:
        raise ReadoutError(
            f"{path} has more than {LONGEST_LINE:,} characters in line {line}, which is no line of a text; "
            "break it into paragraphs."
        )
    return body


def clean(extracted: str) -> str:
    """Return what a PDF or office file gave, without what no text can hold: zero bytes and half characters."""
    return re.sub("[\ud800-\udfff]", "\ufffd", extracted.replace("\0", "")).replace("\r\n", "\n").replace("\r", "\n")


def notices(body: str) -> list[str]:
    """Return a sentence about each kind of character in the body that a reader's eye may miss."""
    found = []
    for what, pattern in HIDDEN:
        places = [match.start() for match in pattern.finditer(body)]
        if places:
            one = len(places) == 1
            found.append(
                f"{len(places)} character{'' if one else 's'} {what}, {'' if one else 'the first '}at {places[0]}; "
                "kept as in the file."
            )
    letters = RIGHT_TO_LEFT.search(body)
    if letters:
        found.append(f"Letters written from right to left, the first at {letters.start()}.")
    if "\ufffd" in body:
        found.append(f"{body.count(chr(0xFFFD))} characters that the file itself had already lost (\ufffd).")
    return found
