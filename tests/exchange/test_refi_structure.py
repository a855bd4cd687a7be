"""Our REFI-QDA files are as the published schemas (1.0, 2019) and QualCoder's importer ask for."""

import re
import zipfile
from typing import Any

import pytest
from lxml import etree

from readout import codebook
from readout.exchange import qdc, qdpx

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: For each element the children it may have, in their order, and the attributes it must have.
SCHEMA = {
    "Project": (["Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets"], ["name"]),
    "Users": (["User"], []),
    "User": ([], ["guid"]),
    "CodeBook": (["Codes", "Sets"], []),
    "Codes": (["Code"], []),
    "Code": (["Description", "NoteRef", "Code"], ["guid", "name", "isCodable"]),
    "Sources": (["TextSource"], []),
    "TextSource": (["Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef"], ["guid"]),
    "PlainTextSelection": (["Description", "Coding", "NoteRef"], ["guid", "startPosition", "endPosition"]),
    "Coding": (["CodeRef", "NoteRef"], ["guid"]),
    "CodeRef": ([], ["targetGUID"]),
    "Description": ([], []),
}
NEVER_EMPTY = ("Users", "Codes", "Sources")


def check(element: Any) -> None:
    name = etree.QName(element).localname
    children, attributes = SCHEMA[name]
    places = [children.index(etree.QName(child).localname) for child in element]
    assert places == sorted(places), f"the children of {name} are out of order"
    assert set(attributes) <= set(element.attrib), f"{name} lacks an attribute"
    assert len(element) or name not in NEVER_EMPTY, f"{name} is empty"
    for key, value in element.attrib.items():
        if key.lower().endswith("guid") or key == "creatingUser":
            assert GUID.fullmatch(value), f"{key} of {name} is {value}"
    for child in element:
        check(child)


@pytest.fixture
def written(home, text, claims, tmp_path) -> Any:
    claims[1].actor, claims[1].affiliation = "Ruritania", "Ruritania"  # the same words in three fields
    qdpx.write(text, claims, tmp_path / "p.qdpx")
    with zipfile.ZipFile(tmp_path / "p.qdpx") as archive:
        return etree.fromstring(archive.read("project.qde"))


def test_the_project_is_as_its_schema_asks(written):
    check(written)


def test_the_codebook_is_as_its_schema_asks(home, tmp_path):
    qdc.write(codebook.load(), tmp_path / "c.qdc")
    check(etree.parse(tmp_path / "c.qdc").getroot())


def test_no_guid_is_given_twice(written):
    guids = [element.get("guid") for element in written.iter() if element.get("guid")]
    assert len(guids) == len(set(guids))


def test_whatever_is_referred_to_is_there(written):
    codes = {code.get("guid") for code in written.iter("{*}Code")}
    users = {user.get("guid") for user in written.iter("{*}User")}
    assert {each.get("targetGUID") for each in written.iter("{*}CodeRef")} <= codes
    assert {each.get("creatingUser") for each in written.iter() if each.get("creatingUser")} <= users


def test_no_two_codes_have_the_same_name(written):
    # QualCoder leaves out the codings of the second.
    names = [code.get("name").lower() for code in written.iter("{*}Code")]
    assert len(names) == len(set(names))


def test_the_source_has_no_mark_before_its_text_and_single_line_ends(home, text, claims, tmp_path):
    # QualCoder counts a byte order mark as a character, and both characters of a Windows line end.
    qdpx.write(text, claims, tmp_path / "p.qdpx")
    with zipfile.ZipFile(tmp_path / "p.qdpx") as archive:
        source = next(archive.read(name) for name in archive.namelist() if name.startswith("sources/"))
    assert not source.startswith(b"\xef\xbb\xbf") and b"\r" not in source
