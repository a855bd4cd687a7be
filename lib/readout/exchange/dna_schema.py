"""The database of Discourse Network Analyzer, version 3: its tables in SQLite, and what a new one holds.

After the program's own schema (Leifeld, Discourse Network Analyzer 3). A coder's password is kept as the program checks
it: SHA-256 over a salt and the password, a hundred thousand times.
"""

import base64
import hashlib

VERSION = "3.0.11"
#: The password with which every coder of a database from here logs in.
PASSWORD = "readout"
_ROUNDS = 100_000

_COLOURS = (
    "Red INTEGER NOT NULL DEFAULT 0 CHECK (Red BETWEEN 0 AND 255), "
    "Green INTEGER NOT NULL DEFAULT 0 CHECK (Green BETWEEN 0 AND 255), "
    "Blue INTEGER NOT NULL DEFAULT 0 CHECK (Blue BETWEEN 0 AND 255)"
)
_PERMISSIONS = (
    *("AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments"),
    *("AddStatements", "EditStatements", "DeleteStatements", "EditAttributes", "EditRegex"),
    *("EditStatementTypes", "EditCoders", "EditCoderRelations"),
    *("ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements"),
)


def _short(name: str, rest: str = "") -> str:
    return f"{name} TEXT NOT NULL {rest}CHECK (LENGTH({name}) < 191)"


def _yes_or_no(name: str, default: int = 1) -> str:
    return f"{name} INTEGER NOT NULL DEFAULT {default} CHECK ({name} BETWEEN 0 AND 1)"


def _to(name: str, table: str) -> str:
    return f"FOREIGN KEY({name}) REFERENCES {table}(ID) ON DELETE CASCADE"


_OF_STATEMENT = (
    "ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, {}, "
    f"{_to('StatementId', 'STATEMENTS')}, {_to('VariableId', 'VARIABLES')}, "
)
TABLES = {
    "SETTINGS": "Property TEXT PRIMARY KEY, Value TEXT NOT NULL",
    "CODERS": f"ID INTEGER NOT NULL PRIMARY KEY, {_short('Name')}, {_COLOURS}, "
    "Refresh INTEGER NOT NULL DEFAULT 0 CHECK (Refresh BETWEEN 0 AND 9999), "
    "FontSize INTEGER NOT NULL DEFAULT 14 CHECK (FontSize BETWEEN 1 AND 99), "
    f"{_short('Password')}, PopupWidth INTEGER DEFAULT 300 CHECK (PopupWidth BETWEEN 100 AND 9999), "
    f"{_yes_or_no('ColorByCoder', 0)}, {_yes_or_no('PopupDecoration', 0)}, {_yes_or_no('PopupAutoComplete')}, "
    + ", ".join(_yes_or_no(f"Permission{name}") for name in _PERMISSIONS),
    "DOCUMENTS": f"ID INTEGER NOT NULL PRIMARY KEY, {_short('Title')}, Text TEXT NOT NULL, Coder INTEGER, "
    + ", ".join(_short(name, "DEFAULT '' ") for name in ("Author", "Source", "Section"))
    + f", Notes TEXT NOT NULL DEFAULT '', {_short('Type', 'DEFAULT ' + chr(39) * 2 + ' ')}, Date INTEGER NOT NULL, "
    + _to("Coder", "CODERS"),
    "STATEMENTTYPES": f"ID INTEGER NOT NULL PRIMARY KEY, {_short('Label')}, {_COLOURS}",
    "VARIABLES": f"ID INTEGER NOT NULL PRIMARY KEY, {_short('Variable')}, DataType TEXT NOT NULL DEFAULT 'short text' "
    "CHECK (DataType IN ('boolean', 'integer', 'long text', 'short text')), StatementTypeId INTEGER, "
    f"{_to('StatementTypeId', 'STATEMENTTYPES')}, UNIQUE (Variable, StatementTypeId)",
    "VARIABLELINKS": "ID INTEGER NOT NULL PRIMARY KEY, SourceVariableId INTEGER, TargetVariableId INTEGER, "
    "CHECK (TargetVariableId != SourceVariableId), "
    f"{_to('SourceVariableId', 'VARIABLES')}, {_to('TargetVariableId', 'VARIABLES')}",
    "REGEXES": f"Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191), {_COLOURS}",
    "CODERRELATIONS": "ID INTEGER NOT NULL PRIMARY KEY, Coder INTEGER CHECK (Coder > 0), "
    "OtherCoder INTEGER CHECK (OtherCoder > 0), "
    + ", ".join(map(_yes_or_no, ("viewStatements", "editStatements", "viewDocuments", "editDocuments")))
    + f", CHECK (Coder != OtherCoder), {_to('Coder', 'CODERS')}, {_to('OtherCoder', 'CODERS')}",
    "STATEMENTS": "ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, "
    "Start INTEGER NOT NULL CHECK (Start >= 0), Stop INTEGER NOT NULL CHECK (Stop >= 0), Coder INTEGER, "
    f"CHECK (Start < Stop), {_to('StatementTypeId', 'STATEMENTTYPES')}, {_to('Coder', 'CODERS')}, "
    f"{_to('DocumentId', 'DOCUMENTS')}",
    "DATABOOLEAN": _OF_STATEMENT.format("Value INTEGER NOT NULL DEFAULT 1") + "UNIQUE (StatementId, VariableId)",
    "DATAINTEGER": _OF_STATEMENT.format("Value INTEGER NOT NULL DEFAULT 0") + "UNIQUE (StatementId, VariableId)",
    "ENTITIES": "ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, "
    f"{_short('Value', 'DEFAULT ' + chr(39) * 2 + ' ')}, Red INTEGER CHECK (Red BETWEEN 0 AND 255), "
    "Green INTEGER CHECK (Green BETWEEN 0 AND 255), Blue INTEGER CHECK (Blue BETWEEN 0 AND 255), "
    f"ChildOf INTEGER CHECK (ChildOf > 0), UNIQUE (VariableId, Value), {_to('ChildOf', 'ENTITIES')}, "
    + _to("VariableId", "VARIABLES"),
    "DATASHORTTEXT": _OF_STATEMENT.format("Entity INTEGER NOT NULL")
    + f"{_to('Entity', 'ENTITIES')}, UNIQUE (StatementId, VariableId)",
    "DATALONGTEXT": _OF_STATEMENT.format("Value TEXT DEFAULT ''") + "UNIQUE (StatementId, VariableId)",
    "ATTRIBUTEVARIABLES": "ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, "
    f"{_short('AttributeVariable')}, UNIQUE (VariableId, AttributeVariable), {_to('VariableId', 'VARIABLES')}",
    "ATTRIBUTEVALUES": "ID INTEGER PRIMARY KEY NOT NULL, EntityId INTEGER NOT NULL, "
    f"AttributeVariableId INTEGER NOT NULL, {_short('AttributeValue', 'DEFAULT ' + chr(39) * 2 + ' ')}, "
    f"UNIQUE (EntityId, AttributeVariableId), {_to('EntityId', 'ENTITIES')}, "
    + _to("AttributeVariableId", "ATTRIBUTEVARIABLES"),
}
#: The variables of a statement, with the type and the number that they have in the program; `readout` is our own.
VARIABLES = {
    "person": (1, "short text"),
    "organization": (2, "short text"),
    "concept": (3, "short text"),
    "agreement": (4, "boolean"),
    "readout": (12, "long text"),
}
SHORT = ("person", "organization", "concept")
#: What the program itself puts into a new database besides.
OTHER_TYPES = ((2, "NPF Story Element", 100, 200, 190), (3, "Annotation", 211, 211, 211))
OTHER_VARIABLES = (
    *((number, name, "short text", 2) for number, name in enumerate(("narrator", "victim", "villain", "plot"), 5)),
    *((9, "hero", "short text", 2), (10, "policy solution", "short text", 2), (11, "note", "long text", 3)),
)
ATTRIBUTES = ("Type", "Alias", "Notes")


def password(coder: str) -> str:
    """Return the password of a coder as the program keeps it: salt and hash in base 64; the same for the same name."""
    salt = hashlib.sha256(coder.encode()).digest()[:16]
    digest = hashlib.sha256(salt + PASSWORD.encode()).digest()
    for _ in range(_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()
