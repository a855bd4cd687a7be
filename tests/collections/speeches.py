"""A few made-up speeches, an empty text and one in French."""

from readout.collections.text_rows import Found

SPEECHES = (
    ("KEN_70_2015", "Kenya", "2015", "We support sanctions against the regime. We reject the use of force."),
    ("TJK_70_2015", "TJK", "2015", "Tajikistan opposes sanctions. We will support a ceasefire."),
    ("KEN_71_2016", "Kenya", "2016", "Kenya rejects sanctions. Mankind needs peace."),
    ("TJK_71_2016", "Tajikistan", "2016", "We oppose all sanctions. The evidence shows that sanctions fail."),
)


def found() -> list[Found]:
    said = {"kind": "verbatim", "form": "speech", "language": "en"}
    texts = [Found(name, body, {**said, "party": party, "date": date}) for name, party, date, body in SPEECHES]
    texts.append(Found("nothing", "  \n", {"date": "2016"}))
    french = "Nous demandons la paix et la sécurité pour tous les peuples du monde, et nous le disons depuis longtemps."
    return [*texts, Found("discours", french, {"date": "2016"})]
