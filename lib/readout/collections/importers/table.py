"""Any Parquet, CSV or TSV file with a column of texts, a row a text."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from readout.collections.datasheet import Datasheet
from readout.collections.importers import rows
from readout.collections.text_rows import Found
from readout.errors import ReadoutError

NAME = "table"
ABOUT = "a Parquet, CSV or TSV file with a column of texts"
DATASHEET = Datasheet("Texts from a table, a row each.")

#: For what is said of a text, the names that columns have for it, the surest first; case and signs do not count.
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "fulltext", "speech", "speechtext", "transcript", "texten"),
    "id": ("id", "docid", "textid", "speechid", "filename", "file", "fileid", "doc", "identifier"),
    "date": ("date", "datum", "day", "published", "speechdate", "year"),
    "title": ("title", "headline", "heading", "subject"),
    "speaker": ("speaker", "speakername", "name", "author", "president"),
    "role": ("role", "position", "post", "office"),
    "party": ("countryororg", "country", "countryorg", "state", "organisation", "organization", "countrycode", "iso3"),
    "form": ("form", "type", "doctype", "genre"),
    "language": ("language", "lang"),
    "source": ("source", "sourceurl", "url", "link", "permalink"),
    "kind": ("kind",),
    "note": ("note", "notes"),
}


def fits(path: Path) -> bool:
    """Tell whether a path is a table, or a folder of nothing else."""
    return bool(files(path))


def files(path: Path) -> list[Path]:
    """Return the tables of a path, in order."""
    if rows.is_table(path):
        return [path]
    inside = sorted(one for one in path.iterdir() if not one.name.startswith(".")) if path.is_dir() else []
    return inside if inside and all(rows.is_table(one) for one in inside) else []


def read(path: Path) -> Iterator[Found]:
    """Yield the texts of a table."""
    return found_in(path, {})


def found_in(
    path: Path, all_of_them: Mapping[str, str], columns: Mapping[str, Sequence[str]] = COLUMNS
) -> Iterator[Found]:
    """Yield the texts of the tables of a path; `all_of_them` is said of texts whose row does not say otherwise."""
    found = files(path)
    if not found:
        raise ReadoutError(f"{path} is no Parquet, CSV or TSV file; give one, or a folder of them.")
    for file in found:
        names = roles(rows.columns(file), columns)
        if "text" not in names:
            raise ReadoutError(
                f"{file} has no column of texts; name one `text` (it has {', '.join(rows.columns(file)) or 'none'})."
            )
        for number, row in enumerate(rows.read(file), 1):
            body = row.pop(names["text"])
            name = row.pop(names["id"], "") if "id" in names else ""
            known = {role: row.pop(column, "") for role, column in names.items() if role not in ("text", "id")}
            if known.get("kind") not in ("verbatim", "account", "digest"):
                row["kind_as_given"] = known.pop("kind", "")
            more = {key: value for key, value in row.items() if value}
            said = {role: value for role, value in known.items() if value}
            yield Found(name or f"{file.stem}-{number}", body, {**all_of_them, **more, **said})


def roles(given: Sequence[str], columns: Mapping[str, Sequence[str]] = COLUMNS) -> dict[str, str]:
    """Return for what is said of a text the column that says it, of those that a table has."""
    plain = {"".join(letter for letter in name.lower() if letter.isalnum()): name for name in reversed(given)}
    found = {}
    for role, names in columns.items():
        column = next((plain[name] for name in names if name in plain), None)
        if column is not None:
            found[role] = column
    return found
