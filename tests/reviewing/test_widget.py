"""What the widget does in the kernel: it checks what the browser sends, writes it once, and shows what stands."""

import pytest

import readout
from readout.annotator import claim_table
from readout.errors import ReadoutError
from readout.reviewing.decisions.decision import decide
from readout.reviewing.decisions.store import Store
from readout.reviewing.sampling import coded
from readout.reviewing.widget.payload import raw

pytestmark = pytest.mark.usefixtures("home", "machine")


@pytest.fixture
def review(text):
    return readout.review(text, coder="ab")


def sent(action, replaces=(), claims=(), **more):
    return {
        "id": "abcd1234",
        "action": action,
        "replaces": list(map(raw, replaces)),
        "claims": list(map(raw, claims)),
        **more,
    }


def test_nothing_is_written_before_the_first_decision(review):
    assert not review.store.path.exists()


def test_a_decision_is_on_the_disk_when_it_is_acknowledged(review, proposals):
    assert review.decide(sent("accept", [proposals[1]], [proposals[1]])) == [proposals[1].claim_id]
    assert [decision.action for decision in review.store.read().decisions] == ["accept"]


def test_a_decision_sent_twice_is_written_once(review, proposals):
    for _ in range(2):
        review.decide(sent("reject", [proposals[1]]))
    assert len(review.store.read().decisions) == 1


def test_a_new_claim_gets_its_lasting_name(review, proposals, make):
    new = make("would comment", source="Nobody else")
    claim = raw(new) | {"claim_id": "new:1"}
    assert review.decide({"id": "abcd1234", "action": "add", "replaces": [], "claims": [claim]}) == [new.claim_id]


@pytest.mark.parametrize(
    "wrong", [{"content": [[5, 5]]}, {"content": [[0, 10**6]]}, {"stance": "furious"}, {"voice": ""}]
)
def test_what_makes_no_claim_is_refused_and_not_written(review, proposals, wrong):
    message = {"id": "abcd1234", "action": "add", "replaces": [], "claims": [raw(proposals[1]) | wrong]}
    with pytest.raises(ReadoutError):
        review.decide(message)
    assert not review.store.path.exists()


def test_what_somebody_else_decided_meanwhile_is_shown(review, text, proposals, monkeypatch):
    messages: list[dict] = []
    monkeypatch.setattr(review, "send", messages.append)
    other = decide(text.id, text.body, "ab", "reject", [proposals[3]], [])
    Store.of(text.id, "ab").append(other)
    review._receive(review, {"type": "decide", "decision": sent("accept", [proposals[1]], [proposals[1]])}, [])
    assert [message["type"] for message in messages] == ["saved", "page"]
    assert sorted(claim["status"] for claim in messages[1]["page"]["claims"])[:2] == ["accepted", "rejected"]


def test_whoever_decides_alone_is_sent_no_page(review, proposals, monkeypatch):
    messages: list[dict] = []
    monkeypatch.setattr(review, "send", messages.append)
    for claim in proposals[1:3]:
        decision = sent("accept", [claim], [claim]) | {"id": f"id-{claim.claim_id}"}
        review._receive(review, {"type": "decide", "decision": decision}, [])
    assert [message["type"] for message in messages] == ["saved", "saved"]


def test_the_page_shows_what_stands(review, text, proposals):
    review.decide(sent("reject", [proposals[1]]))
    page = readout.review(text, coder="ab").page
    assert [claim["status"] for claim in page["claims"]].count("rejected") == 1


def test_a_report_shows_a_sentence_instead(monkeypatch, text):
    monkeypatch.setenv("READOUT_OUTPUT", "somewhere")
    assert "open this notebook" in readout.review(text, coder="ab")._repr_html_()


@pytest.fixture
def two(text, proposals):
    for coder, stance in (("cd", "neutral"), ("ef", "conditional")):
        claim = claim_table.from_table(claim_table.to_table([proposals[2]]))[0]
        claim.stance = stance
        Store.of(text.id, coder).append(decide(text.id, text.body, coder, "correct", [proposals[2]], [claim]))
        Store.of(text.id, coder).append(decide(text.id, text.body, coder, "accept", [proposals[3]], [proposals[3]]))


def test_adjudication_shows_only_where_coders_differ(two, text, proposals):
    (claim,) = readout.adjudicate(text).page["claims"]
    assert [(side["coder"], side["claims"][0]["stance"]) for side in claim["alternatives"]] == [
        ("cd", "neutral"),
        ("ef", "conditional"),
    ]


def test_what_an_adjudicator_takes_stands(two, text, proposals):
    adjudication = readout.adjudicate(text)
    (claim,) = adjudication.page["claims"]
    side = claim["alternatives"][1]
    adjudication.decide(
        {"id": "abcd1234", "action": "adjudicate", "replaces": [claim["claim"]], "claims": side["claims"]}
    )
    table = readout.claims(text)
    decided = table[table["content_text"] == "a plan exists"].iloc[0]
    assert (decided["stance"], decided["coder"]) == ("conditional", "adjudicator")
    assert [each["status"] for each in readout.adjudicate(text).page["claims"]] == ["adjudicated"]


def test_one_coder_cannot_be_adjudicated(text):
    with pytest.raises(ReadoutError, match="No two coders"):
        readout.adjudicate(text)


@pytest.fixture
def model(text, proposals, make):
    """A model that agrees on one claim, has another stance on the next, and a claim of its own."""
    kept = Store.of(text.id, "model:tiny", role="model", model="tiny")
    other = claim_table.from_table(claim_table.to_table([proposals[2]]))[0]
    other.stance, other.confidence = "neutral", 0.3
    own = make("comment on the matter", source="Nobody else")
    kept.append(
        decide(text.id, text.body, "model:tiny", "accept", [proposals[1]], [proposals[1]], comment="So she says."),
        decide(text.id, text.body, "model:tiny", "correct", [proposals[2]], [other]),
        decide(text.id, text.body, "model:tiny", "add", [], [own]),
    )
    return own


def test_without_being_named_a_model_is_not_shown(model, text):
    assert all("by" not in claim for claim in readout.review(text, coder="ab").page["claims"])


def test_whose_proposal_a_claim_is_is_shown_with_reason_and_confidence(model, text):
    claims = readout.review(text, coder="ab", beside="model:tiny").page["claims"]
    by = [[(each["coder"], each["reason"]) for each in claim.get("by", ())] for claim in claims]
    assert [("annotator", ""), ("model:tiny", "So she says.")] in by and [("model:tiny", "")] in by
    assert [claim["claim"]["claim_id"] for claim in claims if claim.get("own")] == [model.claim_id]


def test_where_model_and_annotator_differ_both_sides_are_shown(model, text):
    claims = readout.review(text, coder="ab", beside="model:tiny").page["claims"]
    (sides,) = [claim["alternatives"] for claim in claims if claim.get("alternatives") and not claim.get("own")]
    assert [(side["coder"], side["claims"][0]["stance"]) for side in sides] == [
        ("annotator", "opposes"),
        ("model:tiny", "neutral"),
    ]


@pytest.mark.parametrize(("action", "status"), [("add", "added"), ("reject", "rejected")])
def test_a_model_s_own_claim_is_decided_once(model, text, action, status):
    review = readout.review(text, coder="ab", beside="model:tiny")
    review.decide(sent(action, [model] if action == "reject" else [], [model] if action == "add" else []))
    claims = readout.review(text, coder="ab", beside="model:tiny").page["claims"]
    assert status in [each["status"] for each in claims] and not any(each.get("own") for each in claims)


def test_a_sample_is_drawn_answered_and_kept_with_its_chances(text, home, monkeypatch, review):
    messages: list[dict] = []
    monkeypatch.setattr(review, "send", messages.append)
    review._receive(review, {"type": "sample", "of": "stance:opposes", "size": 2}, [])
    drawn = messages[0]
    answer = {"type": "answer", "path": drawn["path"], "claim_id": drawn["items"][0]["claim_id"], "human": "yes"}
    review._receive(review, answer, [])
    table = coded(home / "data" / "samples" / drawn["path"])
    assert messages[1]["type"] == "answered" and table["human"].sum() == 1
    assert table["chance"].tolist() == pytest.approx([2 / 3] * 3)


@pytest.mark.parametrize("wrong", [{"size": 99}, {"of": "shoes:red", "size": 1}, {"size": "x"}])
def test_a_sample_that_cannot_be_drawn_is_told(review, monkeypatch, wrong):
    messages: list[dict] = []
    monkeypatch.setattr(review, "send", messages.append)
    review._receive(review, {"type": "sample", "of": "stance:opposes", **wrong}, [])
    assert messages[0]["type"] == "told"


def test_progress_is_told_of_every_coder(model, text, review, proposals):
    review.decide(sent("reject", [proposals[1]]))
    table = readout.progress([text]).set_index("coder")
    assert table["decided"].to_dict() == {"ab": 1, "model:tiny": 3} and table.loc["ab", "left"] == 4
