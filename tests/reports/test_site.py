"""The shelf as a static site: whole, with relative links, and never over something else."""

import pytest
import whole

from readout.errors import ReadoutError
from readout.reports.shelf import site


def test_a_site_holds_the_reports_and_every_link_leads_somewhere(small, tmp_path) -> None:
    small.run()
    target = tmp_path / "site"
    assert site.publish(small.reports, target) == 1
    assert site.publish(small.reports, target, "https://example.org/r/") == 1
    whole.check_links(target / "index.html")
    whole.check_links(target / "one" / "index.html")
    assert 'href="https://example.org/r/one/index.html"' in (target / "feed.xml").read_text()
    assert not (target / "one" / "record.json").exists()


def test_a_folder_with_something_else_in_it_is_not_replaced(small, tmp_path) -> None:
    small.run()
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(ReadoutError, match="holds something else"):
        site.publish(small.reports, tmp_path)
    assert (tmp_path / "kept.txt").read_text() == "mine"
