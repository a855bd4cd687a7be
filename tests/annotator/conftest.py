"""The tests of the annotator keep no claims: each annotates anew."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def nothing_kept(claims_kept: None) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("READOUT_CACHE", raising=False)
        yield
