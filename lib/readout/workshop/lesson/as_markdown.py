"""A text as a Markdown file with front matter, so that a learner's folder holds all that it needs."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readout.texts.text import Text


def as_markdown(text: "Text") -> str:
    """Return a text as the contents of a file that `readout.load` reads back alike: same id, metadata and body."""
    import yaml

    metadata = {**text.metadata, "id": text.id}
    head = yaml.safe_dump(metadata, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{head}---\n{text.body}"
