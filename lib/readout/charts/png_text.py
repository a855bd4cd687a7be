"""Words in a PNG file: its title and description, for whoever cannot see it."""

import struct
import zlib


def with_text(image: bytes, texts: dict[str, str]) -> bytes:
    """Return a PNG with text chunks after its header (PNG specification, 11.3.3: iTXt, for text in any script)."""
    chunks = b""
    for key, text in texts.items():
        try:
            kind, content = b"tEXt", key.encode("latin-1") + b"\0" + text.encode("latin-1")
        except UnicodeEncodeError:
            kind, content = b"iTXt", key.encode("latin-1") + b"\0\0\0en\0\0" + text.encode()
        chunks += struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    header = 8 + 25  # signature and IHDR
    return image[:header] + chunks + image[header:]
