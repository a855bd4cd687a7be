"""Each entry of the word lists is used: put into a sentence parsed by hand, it yields what its frame promises."""

import pytest
from spacy.tokens import Doc

from readout import parser
from readout.annotator.attribution import can_speak, cue_frames, find
from readout.parser import Block, Document

Word = tuple[str, str, str, int, str]

MINISTER: list[Word] = [("The", "DT", "det", 1, "the"), ("minister", "NN", "nsubj", 2, "minister")]
#: What follows a cue in each of its frames: words with tag, relation, place of the head, lemma; None heads on the cue.
AFTER: dict[str, list[tuple[str, str, str, int | None]]] = {
    "clause": [("that", "IN", "mark", 2), ("trade", "NN", "nsubj", 2), ("fails", "VBZ", "ccomp", None)],
    "to": [("to", "TO", "aux", 1), ("leave", "VB", "xcomp", None)],
    "np+to": [("them", "PRP", "dobj", None), ("to", "TO", "aux", 2), ("leave", "VB", "xcomp", None)],
    "np": [("trade", "NN", "dobj", None)],
    "gerund": [("leaving", "VBG", "xcomp", None)],
    "small": [("trade", "NN", "dobj", None), ("theft", "NN", "oprd", None)],
    "as": [("trade", "NN", "dobj", None), ("as", "IN", "prep", None), ("theft", "NN", "pobj", 1)],
}


def parsed(words: list[Word]) -> Document:
    """Return a document of one sentence from words with tag, relation, head and lemma."""
    parts = {"NN": "NOUN", "NNP": "PROPN", "DT": "DET", "PRP": "PRON", "IN": "ADP", "TO": "PART", "JJ": "ADJ"}
    doc = Doc(
        parser.parser().vocab,
        words=[word[0] for word in words],
        tags=[word[1] for word in words],
        pos=[parts.get(word[1], "VERB" if word[1].startswith("VB") else "PUNCT") for word in words],
        deps=[word[2] for word in words],
        heads=[word[3] for word in words],
        lemmas=[word[4] for word in words],
    )
    text = doc.text
    return Document(text, [Block(0, len(text), 0, doc, [*range(len(text) + 1)])])


def sentence(verb: str, frame: str, negated: bool = False) -> Document:
    """Return The minister VERB ..., with what the frame asks for."""
    head, *more = verb.split()
    words = [*MINISTER, (head, "VBD", "ROOT", 2, head)]
    if negated:
        words.append(("not", "RB", "neg", 2, "not"))
    phrasal = frame in ("np+to", "p:to") and more
    for word in more:
        words.append((word, "IN" if phrasal else "RP", "prep" if phrasal else "prt", 2, word))
    first = len(words)
    if frame.startswith("p:"):
        words += [(frame[2:], "IN", "prep", 2, frame[2:]), ("trade", "NN", "pobj", first, "trade")]
    elif frame == "quote":
        words = [
            ("trade", "NN", "nsubj", 1, "trade"),
            ("fails", "VBZ", "ccomp", 5, "fail"),
            (",", ",", "punct", 5, ","),
        ]
        words += [("the", "DT", "det", 4, "the"), ("minister", "NN", "nsubj", 5, "minister")]
        words += [(head, "VBD", "ROOT", 5, head), *((word, "RP", "prt", 5, word) for word in more)]
    else:
        for word, tag, relation, place in AFTER[frame]:
            on_cue = 2 if place is None else first + place
            if phrasal and word == "them":
                words.append((word, tag, "pobj", first - 1, word))
            else:
                words.append((word, tag, relation, on_cue, word))
    return parsed([*words, (".", ".", "punct", 5 if frame == "quote" else 2, ".")])


def entries(part: str) -> list[tuple[str, str]]:
    return [(entry, frame) for entry, frames in cue_frames.frames(part).items() for frame in sorted(frames)]


def test_each_verb_is_a_cue_in_each_of_its_frames() -> None:
    unused = []
    for verb, frame in entries("verbs"):
        if verb.split()[-1] in ("clear", "plain", "known") or f"{verb} {frame[2:]}" in cue_frames.frames("verbs"):
            continue
        found = find(sentence(verb, frame))
        if not any((one.cue_lemma or "").startswith(verb) for one in found):
            unused.append((verb, frame))
    assert unused == []


@pytest.mark.parametrize("word", ["clear", "plain", "known"])
def test_what_is_made_clear_is_said(word: str) -> None:
    body = f"The minister made {word} that trade fails."
    assert [one.cue_lemma for one in find(parser.parse(body))] == [f"make {word}"]


def test_each_noun_with_an_owner_is_a_cue_in_each_of_its_frames() -> None:
    unused = []
    for noun, frame in entries("nouns"):
        words: list[Word] = [("Anna", "NNP", "poss", 2, "Anna"), ("'s", "POS", "case", 0, "'s")]
        words.append((noun, "NN", "ROOT", 2, noun))
        words += _after(frame, 2)
        if not any((one.cue_lemma or "").startswith(noun) for one in find(parsed(words))):
            unused.append((noun, frame))
    assert unused == []


def test_each_adjective_is_a_cue_in_each_of_its_frames() -> None:
    unused = []
    for adjective, frame in entries("adjectives"):
        words: list[Word] = [("Anna", "NNP", "nsubj", 1, "Anna"), ("is", "VBZ", "ROOT", 1, "be")]
        words.append((adjective, "JJ", "acomp", 1, adjective))
        words += _after(frame, 2)
        if not any((one.cue_lemma or "").startswith(adjective) for one in find(parsed(words))):
            unused.append((adjective, frame))
    assert unused == []


def _after(frame: str, head: int) -> list[Word]:
    """Return what follows a noun or adjective at a place, in one of its frames."""
    start = head + 1
    if frame.startswith("p:"):
        return [(frame[2:], "IN", "prep", head, frame[2:]), ("trade", "NN", "pobj", start, "trade")]
    if frame == "to":
        return [("to", "TO", "aux", start + 1, "to"), ("leave", "VB", "acl", head, "leave")]
    clause = [("that", "IN", "mark", start + 2, "that"), ("trade", "NN", "nsubj", start + 2, "trade")]
    return [*clause, ("fails", "VBZ", "acl", head, "fail")]


def test_each_carrier_carries_its_noun() -> None:
    unused = []
    for verb in cue_frames.frames("carriers"):
        words = [*MINISTER, (verb, "VBD", "ROOT", 2, verb), ("hope", "NN", "dobj", 2, "hope"), *_after("clause", 3)]
        if not any(one.cue_lemma == "hope" for one in find(parsed(words))):
            unused.append(verb)
    assert unused == []


def test_each_rumour_needs_no_owner() -> None:
    unused = []
    for noun in cue_frames.frames("rumours"):
        words: list[Word] = [
            (noun, "NN", "nsubj", 4, noun),
            *_after("clause", 0),
            ("spread", "VBD", "ROOT", 4, "spread"),
        ]
        if [(one.voice, one.source) for one in find(parsed(words))] != [("hearsay", None)]:
            unused.append(noun)
    assert unused == []


def test_each_viewpoint_is_a_cue_with_each_of_its_prepositions() -> None:
    unused = []
    for noun, preposition in entries("viewpoints"):
        words: list[Word] = [(preposition, "IN", "prep", 6, preposition), ("Anna", "NNP", "poss", 3, "Anna")]
        words += [("'s", "POS", "case", 1, "'s"), (noun, "NN", "pobj", 0, noun), (",", ",", "punct", 6, ",")]
        words += [("trade", "NN", "nsubj", 6, "trade"), ("fails", "VBZ", "ROOT", 6, "fail")]
        if [one.cue_lemma for one in find(parsed(words))] != [f"{preposition} {noun}"]:
            unused.append((noun, preposition))
    assert unused == []


def test_each_passive_of_hearsay_takes_an_infinitive() -> None:
    unused = []
    for verb in cue_frames.frames("hearsay"):
        words: list[Word] = [("Trade", "NN", "nsubjpass", 2, "trade"), ("is", "VBZ", "auxpass", 2, "be")]
        words += [(verb, "VBN", "ROOT", 2, verb), ("to", "TO", "aux", 4, "to"), ("fail", "VB", "xcomp", 2, "fail")]
        if [one.voice for one in find(parsed(words))] != ["hearsay"]:
            unused.append(verb)
    assert unused == []


def test_each_word_of_silence_says_nothing_when_negated() -> None:
    verbs = [verb for verb in cue_frames.frames("silence") if "clause" in cue_frames.frames("verbs").get(verb, ())]
    assert verbs
    assert [verb for verb in verbs if find(sentence(verb, "clause", negated=True))] == []


def test_each_word_of_silence_is_a_cue_or_follows_declined() -> None:
    spoken = [verb for verb in cue_frames.frames("silence") if find(parsed(_declined(verb)))]
    assert spoken == []


def _declined(verb: str) -> list[Word]:
    words = [*MINISTER, ("declined", "VBD", "ROOT", 2, "decline")]
    return [*words, ("to", "TO", "aux", 4, "to"), (verb, "VB", "xcomp", 2, verb)]


def test_each_speaker_can_speak() -> None:
    unused = []
    for noun in cue_frames.frames("speakers"):
        head = noun.split()[-1].split("-")[-1]
        document = parsed([(head.lower(), "NN", "nsubj", 1, head.lower()), ("spoke", "VBD", "ROOT", 1, "speak")])
        if can_speak.kind(document.blocks[0].doc[0]) is None and " " not in noun and "-" not in noun:
            unused.append(noun)
    assert unused == []
