"""A PNG file made small, with words in it: its title and description, for whoever cannot see it."""

import struct
import zlib


def with_text(image: bytes, texts: dict[str, str]) -> bytes:
    """Return a PNG, its pixels packed as small as may be, with text chunks after its header.

    After the PNG specification, 11.3.3: iTXt, for text in any script; 11.2.4: one stream of pixels over all IDAT.
    """
    chunks = b""
    for key, text in texts.items():
        try:
            chunks += _chunk(b"tEXt", key.encode("latin-1") + b"\0" + text.encode("latin-1"))
        except UnicodeEncodeError:
            chunks += _chunk(b"iTXt", key.encode("latin-1") + b"\0\0\0en\0\0" + text.encode())
    header, pixels, place = 8 + 25, b"", 8  # signature and IHDR
    while place < len(image):
        length, kind = struct.unpack(">I4s", image[place : place + 8])
        pixels += image[place + 8 : place + 8 + length] if kind == b"IDAT" else b""
        place += 12 + length
    packed = _chunk(b"IDAT", zlib.compress(zlib.decompress(pixels), 9))
    return image[:header] + chunks + packed + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
