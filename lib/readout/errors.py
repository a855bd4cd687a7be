"""How Readout stops: the input is bad, allows no comparison, or a run failed; and how it warns. Each one sentence."""


class ReadoutError(Exception):
    """What was given cannot be used. The command line prints the sentence and exits with status 2."""

    status = 2


class NotComparable(ReadoutError):
    """What was given is in order but does not allow this comparison: a digest's words, one text where two are needed.

    A notebook shows the sentence in place of the result and goes on; every other error ends its run.
    """


class RunFailed(ReadoutError):
    """What was given is right, but the work on it failed. The command line exits with status 1."""

    status = 1


class Fault(UserWarning):
    """A part of Readout failed and was left out, and the rest of the work went on without it."""
