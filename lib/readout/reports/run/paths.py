"""What the parts of a run must agree on: the files that a run leaves in its folder, and how processes may start."""

import sys

#: The notebook as far as it was executed, the files of data that it opened, and what its process printed.
EXECUTED = "executed.ipynb"
OPENED = "opened.txt"
LOG = "log.txt"
#: Where a fork is safe; elsewhere every process starts from nothing, more slowly.
CAN_FORK = sys.platform == "linux"
