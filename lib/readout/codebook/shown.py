"""How a list of codes shows itself in a notebook."""

import html
from collections.abc import Sequence

from readout.codebook.codes import Code


def section(title: str, codes: Sequence[Code]) -> str:
    """Return codes as an HTML table to unfold, the terms of each folded away."""
    left = "style='text-align:left;vertical-align:top'"
    rows = []
    for code in codes:
        terms = "".join(f"<li>{html.escape(term).replace('|', ' | ')}</li>" for term in code.terms)
        cells = [html.escape(cell) for cell in (code.definition, code.use_when, code.not_when)]
        cells.append("<br>".join(f"<em>{html.escape(example)}</em>" for example in code.examples))
        cells.append(f"<details><summary>{len(code.terms)}</summary><ul>{terms}</ul></details>")
        name = f"{html.escape(code.label)}<br><code>{code.code}</code>{' (retired)' if code.retired else ''}"
        rows.append(
            f"<tr><th scope='row' {left}>{name}</th>{''.join(f'<td {left}>{cell}</td>' for cell in cells)}</tr>"
        )
    names = ("Code", "Definition", "Use when", "Not when", "Examples", "Terms")
    head = "".join(f"<th scope='col' {left}>{name}</th>" for name in names)
    return (
        f"<details open><summary><strong>{len(codes)} {title}</strong></summary>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></details>"
    )
