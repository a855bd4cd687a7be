"""Mentions become actors: the canonical name, the kind, and the state or body they belong to."""

from typing import Any

import pytest

from readout import parser
from readout.annotator.who.resolve import Actor, Cast


def resolve(body: str, mention: str, **metadata: Any) -> Actor:
    place = body.rindex(mention)
    return Cast(parser.parse(body), metadata).resolve((place, place + len(mention)))


@pytest.mark.parametrize(
    ("body", "mention", "name", "affiliation"),
    [
        ("Russian officials deny it.", "Russian officials", "Russia", "Russia"),
        ("The Kremlin denies it.", "The Kremlin", "Russia", None),
        ("Ankara denies it.", "Ankara", "Turkey", None),
        ("The Turkish defence ministry denies it.", "The Turkish defence ministry", "Turkey", "Turkey"),
        ("Norway's delegation denies it.", "Norway's delegation", "Norway", "Norway"),
        ("Kenya denies it. Its foreign ministry sent a note.", "Its foreign ministry", "Kenya", "Kenya"),
        ("The U.N. said so.", "The U.N.", "United Nations", None),
        ("France and Germany deny it.", "France and Germany", "France and Germany", None),
        ("Peru met Chile. Both countries deny it.", "Both countries", "Peru and Chile", None),
        ("The envoy to Chad of the African Union denies it.", "The envoy to Chad of the African Union", "Chad", "Chad"),
    ],
)
def test_states_and_bodies(body: str, mention: str, name: str, affiliation: str | None) -> None:
    actor = resolve(body, mention)
    assert (actor.name, actor.affiliation) == (name, affiliation)


@pytest.mark.parametrize(
    ("body", "mention", "name", "affiliation"),
    [
        ("Kenya's envoy, Ann Mwangi, spoke. Mwangi denies it.", "Mwangi", "Ann Mwangi", "Kenya"),
        ("Ann Mwangi, the Kenyan envoy to the UN, denies it.", "Ann Mwangi", "Ann Mwangi", "Kenya"),
        (
            "Polish Foreign Minister Jan Kowal met Ann Mwangi. The minister denies it.",
            "The minister",
            "Jan Kowal",
            "Poland",
        ),
        ("The Minister of India, Shri Arun Rao, met the Minister of China, Li Wei.", "Arun Rao", "Arun Rao", "India"),
        ("UN Secretary-General António Guterres denies it.", "António Guterres", "António Guterres", "United Nations"),
        ("Oman's envoy spoke. Mr. Haitham al Said denies it.", "Mr. Haitham al Said", "Haitham al Said", None),
    ],
)
def test_people(body: str, mention: str, name: str, affiliation: str | None) -> None:
    actor = resolve(body, mention)
    assert (actor.name, actor.kind, actor.affiliation) == (name, "person", affiliation)


INSTRUMENT = {"kind": "digest", "parties": ["Peru", "Chile (proposer)"]}


@pytest.mark.parametrize("mention", ["Article 2", "The preamble", "the last point", "Both governments"])
def test_a_provision_speaks_for_the_parties_of_its_instrument(mention: str) -> None:
    assert resolve(f"{mention} asks for peace.", mention, **INSTRUMENT).name == "Peru and Chile"


def test_a_provision_of_an_unknown_instrument_speaks_for_nobody_else() -> None:
    actor = resolve("Ann Mwangi spoke. Principle VI rules it out.", "Principle VI")
    assert (actor.name, actor.kind) == ("Principle VI", "document")


def test_an_instrument_named_after_a_city_is_not_the_state_of_that_city() -> None:
    assert resolve("The Helsinki Final Act is old. It recalls this.", "It").name is None


def test_a_body_called_by_its_last_word_is_the_one_named_in_full() -> None:
    body = "The UN Security Council met. The Council welcomes it."
    assert resolve(body, "The Council").name == "United Nations Security Council"


@pytest.mark.parametrize("mention", ["neither", "that", "the other"])
def test_a_word_without_a_name_is_nobody(mention: str) -> None:
    assert resolve(f"Peru met Chile, and {mention} denies it.", mention).name is None


def test_a_common_word_at_the_beginning_of_a_sentence_is_no_person() -> None:
    assert resolve("Many civilians fled. Civilians deny it.", "Civilians").kind != "person"


@pytest.mark.parametrize("mention", ["a senior diplomat", "an official", "sources"])
def test_anonymous_sources_are_marked(mention: str) -> None:
    assert resolve(f"It is over, {mention} said.", mention).unnamed


def test_an_anonymous_official_of_a_state_stands_for_it() -> None:
    actor = resolve("It is over, a senior Israeli official said.", "a senior Israeli official")
    assert (actor.name, actor.unnamed) == ("Israel", True)


def test_the_name_of_an_office_holder_may_follow_it() -> None:
    assert resolve("Chile's envoy, Pablo Rojas, spoke.", "Chile's envoy").name == "Pablo Rojas"


def test_the_speaker_of_the_metadata_is_known_by_title() -> None:
    actor = resolve("The envoy denies it.", "The envoy", speaker="Ann Mwangi", role="envoy to the UN", party="Kenya")
    assert (actor.name, actor.affiliation) == ("Ann Mwangi", "Kenya")


def test_a_meeting_named_after_a_capital_is_no_government() -> None:
    assert resolve("The Paris meeting and Kenya disagreed.", "The Paris meeting").name != "France"


@pytest.mark.parametrize("mention", ["", "   ", "…", "’"])
def test_what_names_nobody_gives_nobody(mention: str) -> None:
    document = parser.parse("Nothing " + mention)
    assert Cast(document, {}).resolve((8, 8 + len(mention))).name in (None, "…")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Kim Yo Jong, the sister of leader Kim Jong Un, rejected the offer. Kim denies it.", "Kim Yo Jong"),
        ("The sister of leader Kim Jong Un, Kim Yo Jong, rejected the offer. Kim denies it.", "Kim Yo Jong"),
        ("Kim Jong Un's sister, Kim Yo Jong, rejected the offer. Kim denies it.", "Kim Yo Jong"),
    ],
)
def test_a_family_name_alone_means_the_more_salient(body: str, name: str) -> None:
    assert resolve(body, "Kim").name == name


def test_a_family_name_alone_means_the_speaker_of_the_text() -> None:
    body = "Park Min Ho met Park Ji Won. Park denies it."
    assert resolve(body, "Park", speaker="Park Ji Won").name == "Park Ji Won"


def test_family_names_may_come_first() -> None:
    assert resolve("Lee Jae Ho, the South Korean envoy, spoke. Lee denies it.", "Lee").name == "Lee Jae Ho"


def test_a_relative_is_not_the_one_named() -> None:
    body = "The sister of leader Kim Jong Un, Kim Yo Jong, denies it."
    assert resolve(body, "The sister of leader Kim Jong Un, Kim Yo Jong").name == "Kim Yo Jong"


@pytest.mark.parametrize("mention", ["a ministry official", "an official at the ministry"])
def test_an_official_of_a_ministry_without_a_state_belongs_to_the_last_office(mention: str) -> None:
    actor = resolve(f"The presidential office in Seoul waits. It is over, {mention} said.", mention)
    assert (actor.name, actor.kind, actor.unnamed) == ("South Korea", "official", True)


@pytest.mark.parametrize(
    ("body", "mention", "name"),
    [
        ("Olga Brandt met Carlos Vega. The two leaders agree.", "The two leaders", "Olga Brandt and Carlos Vega"),
        ("Peru met Chile in Lima. The two leaders agree.", "The two leaders", "Peru and Chile"),
        ("Envoy Ann Mwangi met Jan Kowal. Ivo Lenz watched. Both men agree.", "Both men", "Jan Kowal and Ivo Lenz"),
        ("Peru and Chile signed a pact. They agree.", "They", "Peru and Chile"),
        ("Peru closed a mine. Chilean miners left. They deny it.", "They", "Chile"),
    ],
)
def test_those_who_are_meant_together(body: str, mention: str, name: str) -> None:
    assert resolve(body, mention).name == name


@pytest.mark.parametrize(
    ("body", "mention", "name"),
    [
        ("Minister Ann Mwangi, who said so, left. He stayed.", "who", "Ann Mwangi"),
        ("President Ameri denies it.", "President Ameri", "Ameri"),
        ("General Sato denies it.", "General Sato", "Sato"),
        ("Joseph R. Biden denies it.", "Joseph R. Biden", "Joe Biden"),
        ("Ann Mwangi's remarks suggest so.", "Ann Mwangi's remarks", "Ann Mwangi"),
        (
            "The Syrian Observatory for Rights denies it. The Observatory says so.",
            "The Observatory",
            "Syrian Observatory for Rights",
        ),
        ("I heard the envoy of Peru. He denies it.", "He", "Peru"),
        ("The minister of Peru, Ann Mwangi, met Jan Kowal. She denies it.", "She", "Ann Mwangi"),
    ],
)
def test_one_actor_under_several_mentions(body: str, mention: str, name: str) -> None:
    assert resolve(body, mention).name == name


@pytest.mark.parametrize(
    ("body", "mention"),
    [
        ("Peace Talks stalled. The peace talks will go on.", "Peace Talks"),
        ("U.S. Talks stalled. The talks will go on.", "S. Talks"),
        ("Meetings with Joseph R. were held.", "Joseph R."),
    ],
)
def test_what_is_no_whole_name_is_nobodys(body: str, mention: str) -> None:
    cast = Cast(parser.parse(body), {})
    assert mention not in {person.name for person in cast.people.known()}


@pytest.mark.parametrize(
    ("body", "mention"),
    [
        ("France left. We believe it.", "We"),
        ("France left. I believe it.", "I"),
        ("France left. History teaches it.", "History"),
        ("France left. The evidence shows it.", "The evidence"),
        ("France left. The whole region wants it.", "The whole region"),
        ("France left. Mankind demands it.", "Mankind"),
        ("France left. Some say it.", "Some"),
        ("France left. The tide shows it.", "The tide"),
    ],
)
def test_nobody_in_particular_is_no_actor(body: str, mention: str) -> None:
    assert resolve(body, mention).name is None


def test_we_in_quotation_marks_are_who_is_quoted() -> None:
    body = "Kenya denies it. “It will pass. We know it.”"
    cast = Cast(parser.parse(body), {})
    cast.source((0, 5))
    place = body.index("We")
    assert cast.resolve((place, place + 2)).name == "Kenya"


SPEAKER = {"kind": "verbatim", "speaker": "Elena Holm", "role": "Foreign Minister", "party": "Norway"}


def spoken(body: str, mention: str) -> Actor:
    cast = Cast(parser.parse(body), SPEAKER)
    cast.spoken = [(0, len(body), cast.speaker)]
    place = body.rindex(mention)
    return cast.resolve((place, place + len(mention)))


@pytest.mark.parametrize("mention", ["their minister", "the foreign minister", "their foreign minister", "He", "they"])
def test_nobody_calls_himself_by_his_office(mention: str) -> None:
    assert spoken(f"Yesterday {mention} told you so.", mention).name not in ("Elena Holm", "Norway")


@pytest.mark.parametrize("mention", ["I", "We", "my government", "our delegation", "my country"])
def test_the_first_person_is_the_speaker(mention: str) -> None:
    assert spoken(f"France left. {mention} told you so.", mention).name == "Elena Holm"


def test_their_minister_is_the_minister_of_those_named_before() -> None:
    assert spoken("Sorvia has closed the strait. Their minister told you so.", "Their minister").name == "Sorvia"


def test_more_metadata_does_not_make_an_office_ones_own() -> None:
    bare = {key: value for key, value in SPEAKER.items() if key != "role"}
    body = "Their minister told you that it was lawful."
    place = body.index("Their")
    actors = []
    for metadata in (bare, SPEAKER):
        cast = Cast(parser.parse(body), metadata)
        cast.spoken = [(0, len(body), cast.speaker)]
        actors.append(cast.resolve((place, place + len("Their minister"))))
    assert actors[0] == actors[1]


@pytest.mark.parametrize(
    ("body", "mention", "name"),
    [
        ("My country welcomes that. It hopes for more.", "It", "Elena Holm"),
        (
            "Ivo Lenz spoke at great length of the treaty to which Mr. Jan\nKowal came. Jan Kowal said so.",
            "Jan Kowal",
            "Jan Kowal",
        ),
        (
            "The nations of the world — old allies — say so.",
            "The nations of the world — old allies",
            "nations of the world",
        ),
        ("The United Nations met. The Secretary-General said so.", "The Secretary-General", "United Nations"),
    ],
)
def test_mentions_in_speeches(body: str, mention: str, name: str) -> None:
    assert spoken(body, mention).name == name


def test_a_title_is_no_part_of_the_speakers_name() -> None:
    cast = Cast(parser.parse("It is late."), SPEAKER | {"speaker": "Mrs. Elena Holm"})
    assert cast.speaker.name == "Elena Holm"


def test_a_heading_ends_a_name() -> None:
    cast = Cast(parser.parse("Jan Kowal\nRadio Meridian\n\nJan Kowal said so."), {})
    assert [person.name for person in cast.people.known()] == ["Jan Kowal", "Radio Meridian"]
