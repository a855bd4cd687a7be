"""A file is whole, old or new, at every moment, and a refusal is one sentence."""

import errno
import os
import stat
import time

import pytest

from readout import write
from readout.errors import ReadoutError, RunFailed


def refuse(number: int):
    def raising(*_, **__):
        raise OSError(number, os.strerror(number))

    return raising


def test_new_content_takes_the_place_of_the_old(tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    write.whole(path, "new\r\n")
    assert path.read_bytes() == b"new\r\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", refuse(errno.ENOSPC))
    with pytest.raises(RunFailed, match=r"cannot be written \(no space left on device\); nothing was changed\."):
        write.whole(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_bad_input(tmp_path) -> None:
    with pytest.raises(ReadoutError, match="no such file or directory") as caught:
        write.whole(tmp_path / "none" / "a.txt", "new")
    assert caught.value.status == 2


def test_a_file_that_is_there_is_kept_where_nothing_may_be_overwritten(tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(FileExistsError):
        write.whole(path, "new", overwrite=False)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_check_can_keep_the_old_content(tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(KeyError):
        write.whole(path, "new", check=lambda: {}["changed meanwhile"])
    assert path.read_text() == "old"


def test_an_error_in_the_block_leaves_nothing_behind(tmp_path) -> None:
    with pytest.raises(ZeroDivisionError), write.staged(tmp_path / "a.bin"):
        1 / 0  # noqa: B018
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_permissions_stay_as_they_were(tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o640)
    write.whole(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_what_a_link_points_to_is_written_and_the_link_stays(tmp_path) -> None:
    path, link = tmp_path / "a.txt", tmp_path / "link"
    path.write_text("old")
    link.symlink_to(path)
    write.whole(link, "new")
    assert link.is_symlink()
    assert path.read_text() == "new"


def test_words_that_no_file_can_hold_are_refused(tmp_path) -> None:
    with pytest.raises(ReadoutError, match="half a character"):
        write.whole(tmp_path / "a.txt", "\ud800")


def test_what_a_killed_writer_left_is_swept_away_after_an_hour(tmp_path) -> None:
    old, young = tmp_path / f"{write.UNFINISHED}old", tmp_path / f"{write.UNFINISHED}young"
    for path in (old, young):
        path.write_text("half")
    os.utime(old, (time.time() - 7200,) * 2)
    write.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [young]
