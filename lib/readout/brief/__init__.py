"""The brief: one page on a text for a reader in a hurry, computed from its claims and never typed in."""

from readout.brief.comparison import accounts, claims_of, companions, compared, listed
from readout.brief.page import Brief, brief
from readout.brief.sections import Line, Section

__all__ = ["Brief", "Line", "Section", "accounts", "brief", "claims_of", "companions", "compared", "listed"]
