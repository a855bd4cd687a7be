"""The codebook as a page for those who code: to read on a screen, and to print, one code after the other."""

from collections.abc import Sequence
from html import escape

from readout.codebook import Code, Codebook

STYLE = """
body { font: 16px/1.5 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #111; }
h1, h2, h3 { font-family: system-ui, sans-serif; line-height: 1.2; }
section { break-inside: avoid; border-top: 1px solid #999; margin-top: 1.5rem; }
dt { font-weight: bold; } dd { margin: 0 0 .5rem 1.5rem; } code { font-size: .9em; }
blockquote { margin: .3rem 0 .3rem 1.5rem; font-style: italic; }
nav ul { columns: 2; } @media print { body { margin: 0; max-width: none; font-size: 11pt; } nav { break-after: page; } }
@media (prefers-color-scheme: dark) { @media screen { body { background: #111; color: #eee; } a { color: #9cf; } } }
"""


def page(book: Codebook, title: str = "Coders' guide") -> str:
    """Return the guide as one page of HTML that needs nothing besides: each code with its rules and its examples."""
    lists = [(name, codes) for name, codes in (("Issues", book.issues), ("Themes", book.themes)) if codes]
    body = "".join(_list(name, [code for code in codes if not code.retired]) for name, codes in lists)
    links = "".join(
        f'<li><a href="#{code.code}">{escape(code.label)}</a></li>'
        for _, codes in lists
        for code in codes
        if not code.retired
    )
    if not lists:
        body = "<p>The codebook is empty.</p>"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head>"
        f"<body><h1>{escape(title)}</h1><p>A claim has the code of what it is itself about, and of nothing else. "
        f"Code what is said, whoever says it, and not whether it is true. Where no code fits, give none.</p>"
        f"<nav><ul>{links}</ul></nav>{body}</body></html>\n"
    )


def _list(name: str, codes: Sequence[Code]) -> str:
    return f"<h2>{escape(name)}</h2>" + "".join(_code(code) for code in codes)


def _code(code: Code) -> str:
    rules = [("Means", code.definition), ("Use when", code.use_when), ("Not when", code.not_when)]
    if code.in_favour:
        rules.append(("For it is who says", code.in_favour))
    told = "".join(f"<dt>{name}</dt><dd>{escape(words)}</dd>" for name, words in rules)
    examples = "".join(f"<blockquote>{escape(words)}</blockquote>" for words in code.examples)
    terms = escape("; ".join(code.terms[:8]))
    return (
        f'<section id="{code.code}"><h3>{escape(code.label)} <code>{code.code}</code></h3><dl>{told}</dl>{examples}'
        f"<p><small>The annotator goes by: {terms}</small></p></section>"
    )
