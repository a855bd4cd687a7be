"""The two ways in which Readout stops: the input is bad, or a run failed. Each message is one plain sentence."""


class ReadoutError(Exception):
    """What was given cannot be used. The command line prints the sentence and exits with status 2."""

    status = 2


class RunFailed(ReadoutError):
    """What was given is right, but the work on it failed. The command line exits with status 1."""

    status = 1
