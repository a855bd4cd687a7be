"""The brief: one page on a text for a reader in a hurry, computed from its claims and never typed in."""

from readout.briefing.held_against import accounts, compared
from readout.briefing.page import Brief, brief
from readout.briefing.sections import Line, Section
from readout.briefing.side_by_side import Beside, beside
from readout.briefing.texts_beside import companions, listed

__all__ = ["Beside", "Brief", "Line", "Section", "accounts", "beside", "brief", "companions", "compared", "listed"]
