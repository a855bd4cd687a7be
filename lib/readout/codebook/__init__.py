"""The codebook: issues (what a claim is about) and themes (how it is argued), and the coding of texts by them.

An issue is a matter that parties can be for or against; a theme is a wider idea that an argument leans on. Both are
recognised by terms (see `readout.terms`): a term is enough by itself, a hint only together with another hint or term.
That is plain on purpose: a reader can see which words made a code, and change them in data/codebook.yml.
"""

from readout.codebook.book import Codebook
from readout.codebook.codes import ENOUGH, Code, Found
from readout.codebook.reading import load, parse_codebook

__all__ = ["ENOUGH", "Code", "Codebook", "Found", "load", "parse_codebook"]
