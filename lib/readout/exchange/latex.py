r"""LaTeX: the claims as a long table, to be taken into a paper with \input. Written only."""

from pathlib import Path

from readout.annotator.claim_table import Claim
from readout.exchange.parcel import NOTHING, Remarks
from readout.texts.text import Text

#: The characters that LaTeX takes for commands, each with what prints it.
SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{letter: f"\\{letter}" for letter in "&%$#_"},
    }
)
#: The columns and their widths, in shares of the line.
COLUMNS = (("Who", 0.16), ("Claim", 0.44), ("Act", 0.1), ("Stance", 0.12))


def write(text: Text, claims: list[Claim], path: Path, remarks: Remarks = NOTHING) -> list[str]:
    """Write the table, which needs the packages longtable and booktabs; return what the format could not hold."""
    widths = "".join(rf"p{{{width}\linewidth}}" for _, width in COLUMNS)
    heads = " & ".join(name for name, _ in COLUMNS)
    rows = [
        " & ".join(map(escaped, (claim.actor or "nobody named", claim.content_text, claim.act, claim.stance))) + r" \\"
        for claim in sorted(claims, key=lambda one: (one.content[0], one.claim_id))
    ]
    lines = [
        r"% In the preamble: \usepackage{longtable,booktabs}",
        rf"\begin{{longtable}}{{{widths}}}",
        rf"\caption{{The claims of: {escaped(str(text.title))}}}\label{{tab:{text.id}}}\\",
        rf"\toprule {heads} \\ \midrule \endfirsthead",
        rf"\toprule {heads} \\ \midrule \endhead",
        r"\bottomrule \endfoot",
        *rows,
        r"\end{longtable}",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return ["Spans, sources and confidence stay behind: a printed table has no room for them."] if claims else []


def escaped(words: str) -> str:
    """Return words as LaTeX prints them, on one line."""
    return " ".join(words.split()).translate(SPECIAL)
