"""The learner's zone has a name wherever the machine tells it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from quizzer.cli import zone


@pytest.fixture(autouse=True)
def _afresh():
    zone.local_zone.cache_clear()
    yield
    zone.local_zone.cache_clear()


@pytest.mark.parametrize("name", ["Asia/Shanghai", ":Europe/Berlin"])
def test_the_environment_names_it(monkeypatch, name):
    monkeypatch.setenv("TZ", name)
    assert zone.local_zone() == ZoneInfo(name.removeprefix(":"))


@pytest.mark.parametrize("name", ["CET-1CEST,M3.5.0,M10.5.0/3", "../../etc/passwd", "/etc/localtime", "Nowhere/City"])
def test_what_is_no_name_is_none(monkeypatch, name):
    monkeypatch.setenv("TZ", name)
    assert zone.local_zone() is None


def test_the_machine_names_it(monkeypatch, tmp_path):
    monkeypatch.delenv("TZ", raising=False)
    named = tmp_path / "zoneinfo" / "Asia" / "Tokyo"
    named.parent.mkdir(parents=True)
    named.touch()
    (tmp_path / "localtime").symlink_to(named)
    monkeypatch.setattr(zone, "LOCALTIME", tmp_path / "localtime")
    assert zone.local_zone() == ZoneInfo("Asia/Tokyo")
    zone.local_zone.cache_clear()
    monkeypatch.setattr(zone, "LOCALTIME", tmp_path / "none")
    assert zone.local_zone() is None
