"""Real kernels in quick succession: a process that has the packages loaded forks one for each connection file it reads.

Run as a program: `connect FILE` on standard input answers with the id of a new kernel's process; `bury PID` waits for
the end of one. Fifty kernels started afresh would spend a minute on the same imports.
"""

import os
import sys

from ipykernel.kernelapp import IPKernelApp

import readout
from readout.annotator.claim_table import Claim
from readout.annotator.sentences import sentence_rows
from readout.reviewing.decisions import proposals
from readout.reviewing.decisions.decision import set_spans
from readout.reviewing.widget import widget
from readout.texts.text import Text

SENTENCES = [f"The envoy of state number {number} said that talks were possible. " for number in range(20)]
TEXT = Text("letter", "".join(SENTENCES), {"kind": "account"})


def annotated(text):
    """Return a claim a sentence: what the annotator proposes is not what these kernels are tried for."""
    places, claims, start = [], [], 0
    for number, sentence in enumerate(SENTENCES):
        words = (start + sentence.index("talks"), start + sentence.index("."))
        claims.append(set_spans(Claim("", text.id, number, "indirect", [words], "", rule="made"), text.body))
        places.append((start, start + len(sentence) - 1))
        start += len(sentence)
    return claims, sentence_rows(text.id, places, claims)


def be_a_kernel(connection_file):
    """Turn this process into a kernel, as `python -m ipykernel_launcher -f FILE` would be."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    sys.modules["the_text"] = sys.modules["__main__"]
    IPKernelApp.launch_instance(["-f", connection_file])


if __name__ == "__main__":
    assert readout.review is widget.review
    proposals.annotated = annotated
    for line in sys.stdin:
        order, _, what = line.strip().partition(" ")
        if order == "bury":
            os.waitpid(int(what), 0)
            child = int(what)
        else:
            child = os.fork()
            if not child:
                be_a_kernel(what)
                os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
