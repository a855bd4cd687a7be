"""A simulated class of thirty with planted disagreements: what its page says, and what it keeps to itself."""

import csv
import random
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from tests.workshop.conftest import SHIPPED

from readout.cli.workshop import gather_class
from readout.errors import ReadoutError
from readout.workshop.build.build import Workshop
from readout.workshop.lesson.codings import Coding
from readout.workshop.lesson.lesson import Lesson
from readout.workshop.lesson.material import Material
from readout.workshop.whole_class.beside import Beside, find
from readout.workshop.whole_class.handed_in import read_class
from readout.workshop.whole_class.results import ClassResults, results

PLANTED = {2: ("demands", "proposes"), 5: ("warns", "asserts", "accuses"), 8: ("none", "asserts")}


@pytest.fixture(scope="module")
def sentences(workshops: dict[str, Workshop]) -> list[str]:
    """The ten sentences that lesson C asks of the shipped statement."""
    material = workshops[SHIPPED].folder / "material"
    lesson = Lesson("c", Material.read(material))
    exec((material / "checks_c.py").read_text(encoding="utf-8"), {"lesson": lesson})
    return [row.key for row in lesson.ask("c1")]


@pytest.fixture(scope="module")
def class_of_thirty(sentences: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty files: three sentences split by plan, on the others one learner in ten slips."""
    folder = tmp_path_factory.mktemp("class")
    chance = random.Random(20)
    for learner in range(30):
        codes = {}
        for number, sentence in enumerate(sentences):
            if number in PLANTED:
                codes[sentence] = PLANTED[number][learner % len(PLANTED[number])]
            else:
                codes[sentence] = "concedes" if chance.random() < 0.1 else "asserts"
        Coding(SHIPPED, f"Learner Name{learner:02d}", codes).write(folder)
    # One left a sentence out; agreement has to do with what is there.
    path = folder / "coding-learner-name07.csv"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))
    return folder


@pytest.fixture(scope="module")
def found(class_of_thirty: Path, workshops: dict[str, Workshop]) -> ClassResults:
    used, _ = read_class(class_of_thirty)
    return results(used, find(SHIPPED, workshops[SHIPPED].folder))


@pytest.fixture(scope="module")
def written(class_of_thirty: Path, workshops: dict[str, Workshop], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    (class_of_thirty / "coding-broken.csv").write_text("not;a;coding\n1;2;3\n")
    gather_class(class_of_thirty, folder / "class.html", folder / "results.csv", False, workshops[SHIPPED].folder)
    return folder


def by_hand(folder: Path) -> tuple[float, float]:
    """Krippendorff's alpha for nominal data and the share of pairs alike, from the coincidences of values (2004)."""
    units: dict[str, list[str]] = {}
    for path in folder.glob("coding-learner*.csv"):
        for row in csv.DictReader(path.open(encoding="utf-8")):
            units.setdefault(row["sentence"], []).append(row["code"])
    coincidences: Counter[tuple[str, str]] = Counter()
    alike = pairs = 0
    for values in units.values():
        for i, one in enumerate(values):
            for j, other in enumerate(values):
                if i != j:
                    coincidences[one, other] += 1 / (len(values) - 1)
                    alike, pairs = alike + (one == other), pairs + 1
    of = Counter()
    for (one, _), weight in coincidences.items():
        of[one] += weight
    total = sum(of.values())
    observed = sum(weight for (one, other), weight in coincidences.items() if one != other) / total
    chance = sum(of[one] * of[other] for one in of for other in of if one != other) / (total * (total - 1))
    return 1 - observed / chance, alike / pairs


def test_the_agreement_is_that_of_a_computation_by_hand(found: ClassResults, class_of_thirty: Path) -> None:
    (field,) = found.fields
    assert (field.alpha, field.same) == pytest.approx(by_hand(class_of_thirty), abs=1e-12)


def test_the_page_names_exactly_the_planted_sentences(written: Path, sentences: list[str]) -> None:
    page = (written / "class.html").read_text(encoding="utf-8")
    named = re.findall(r'<section class="split" aria-label="([^"]+)"', page)
    assert set(named) == {sentences[number] for number in PLANTED}
    assert named[0] == sentences[5]  # in three parts, which is the most divided
    assert "30 coders, 10 sentences: 3 split the class" in page


def test_the_page_is_anonymous_and_loads_nothing(written: Path) -> None:
    page = (written / "class.html").read_text(encoding="utf-8")
    assert "name07" not in page.casefold() and "coding-" not in page
    assert "default-src 'none'" in unescape(page)
    assert not re.findall(r"""(?:src|href)\s*=\s*["'](?!#)|url\(|@import|<script""", page)


def test_program_and_model_stand_beside_the_class(found: ClassResults, written: Path) -> None:
    program, model = found.fields[0].beside
    assert program == "the program" and model.startswith("the model ")
    row = next(row for row in found.sentences if row.beside[program] in row.given)
    assert row.given[row.beside[program]] > 0
    known = sum(row.given.get(row.beside[program], 0) for row in found.sentences)
    assert found.fields[0].beside[program] == pytest.approx(known / 299)
    assert f"also {program}" in (written / "class.html").read_text(encoding="utf-8")


def test_the_results_number_the_learners_unless_names_are_asked_for(
    written: Path, class_of_thirty: Path, workshops: dict[str, Workshop], tmp_path: Path
) -> None:
    rows = list(csv.DictReader((written / "results.csv").open(encoding="utf-8")))
    assert len(rows) == 30 and rows[0]["coder"] == "coder 01"
    assert sorted(row["codes"] for row in rows) == ["10"] * 29 + ["9"]
    gather_class(class_of_thirty, tmp_path / "p.html", tmp_path / "r.csv", True, workshops[SHIPPED].folder)
    named = list(csv.DictReader((tmp_path / "r.csv").open(encoding="utf-8")))
    assert [row["coder"] for row in named] == [f"Learner Name{number:02d}" for number in range(30)]
    assert [row["codes"] for row in named] != [row["codes"] for row in rows]


def test_a_file_that_is_none_is_told_in_a_sentence_and_left_out(tmp_path: Path) -> None:
    good = {"Sentence 1": "asserts", "Sentence 2": "rejects"}
    for name in ("Ana", "Ben"):
        Coding("t", name, good).write(tmp_path)
    Coding("t", "Cem", {"Sentence 1": "shouts"}).write(tmp_path)
    Coding("other", "Dee", good).write(tmp_path)
    Coding("t", "Eve", {"Sentence 1": ""}).write(tmp_path)
    (tmp_path / "coding-ana-copy.csv").write_bytes((tmp_path / "coding-ana.csv").read_bytes())
    (tmp_path / "coding-ben-2.csv").write_text("text_id,coder,sentence,code\nt,ben,Sentence 1,warns\n")
    (tmp_path / "coding-gil.csv").write_bytes(b"\xff\xfe\x00PK")
    (tmp_path / "coding-hal.csv").write_text("text_id;coder;sentence;code\n")
    (tmp_path / "coding-ida.csv").write_text(
        "text_id,coder,sentence,code\nt,ida,Sentence 1,warns\nt,x,Sentence 1,warns\n"
    )
    (tmp_path / "coding-jan.csv").write_text(
        "text_id,coder,sentence,code\nt,j,Sentence 1,warns\nt,j,Sentence 1,warns\n"
    )
    used, left_out = read_class(tmp_path)
    told = dict(left_out)
    assert [one.coder for one in used] == ["Ana", "Ben"]
    expected = {
        "coding-ana-copy.csv": "copy of coding-ana.csv",
        "coding-ben-2.csv": "same name in it as coding-ben.csv",
        "coding-cem.csv": "“shouts” for Sentence 1",
        "coding-dee.csv": "another text (other)",
        "coding-eve.csv": "No sentence in it has a code",
        "coding-gil.csv": "not a table",
        "coding-hal.csv": "has no column text_id",
        "coding-ida.csv": "more than one coder",
        "coding-jan.csv": "Sentence 1 twice",
    }
    assert sorted(told) == sorted(expected)
    assert all(words in told[name] and told[name].endswith(".") for name, words in expected.items())


def test_a_further_column_is_a_field_of_its_own(tmp_path: Path) -> None:
    head = "text_id,coder,sentence,code,stance\n"
    (tmp_path / "coding-a.csv").write_text(f"{head}t,a,Sentence 1,warns,opposes\nt,a,Sentence 2,warns,opposes\n")
    (tmp_path / "coding-b.csv").write_text(f"{head}t,b,Sentence 1,warns,supports\nt,b,Sentence 2,warns,opposes\n")
    found = results(read_class(tmp_path)[0], Beside("t"))
    assert [(field.field, field.same) for field in found.fields] == [("code", 1.0), ("stance", 0.5)]
    assert [(row.sentence, row.field) for row in found.splitting] == [("Sentence 1", "stance")]


def test_one_coder_is_no_class(tmp_path: Path) -> None:
    with pytest.raises(ReadoutError, match=r"no file of codes; put the files coding-NAME\.csv"):
        read_class(tmp_path)
    Coding("t", "Ana", {"Sentence 1": "warns"}).write(tmp_path)
    with pytest.raises(ReadoutError, match="agreement takes two"):
        read_class(tmp_path)
