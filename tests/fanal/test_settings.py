"""Settings are read once, checked, and refused with words a person can act on."""

from __future__ import annotations

import pytest

from fanal.settings import Settings, SettingsError


def test_defaults_work_for_trying_out() -> None:
    """An empty environment gives a development Fanal on port 8000 with the embedded Redis."""
    settings = Settings.from_environment({})
    assert (settings.environment, settings.port, settings.redis_url) == ("development", 8000, None)


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"FANAL_PORT": "abc"}, "FANAL_PORT"),
        ({"FANAL_PORT": "0"}, "FANAL_PORT"),
        ({"FANAL_ENV": "prod"}, "FANAL_ENV"),
        ({"FANAL_RASA_URL": "http://10.0.0.1:5005"}, "FANAL_RASA_URL"),
        ({"FANAL_ACTIONS_URL": "http://example.org"}, "FANAL_ACTIONS_URL"),
        ({"FANAL_EXIT_URL": "javascript:alert(1)"}, "FANAL_EXIT_URL"),
        ({"FANAL_CONVERSATION_SECONDS": "99999"}, "FANAL_CONVERSATION_SECONDS"),
        ({"FANAL_BOT_TIMEOUT": "long"}, "FANAL_BOT_TIMEOUT"),
        ({"REDIS_URL": "http://localhost"}, "REDIS_URL"),
        ({"FANAL_ENV": "production"}, "REDIS_URL"),
        ({"FANAL_ENV": "production", "REDIS_URL": "redis://db:6379"}, "REDIS_URL"),
        ({"FANAL_ENV": "production", "REDIS_URL": "redis://:change-me@db:6379"}, "REDIS_URL"),
    ],
)
def test_a_bad_setting_is_named(environ: dict[str, str], named: str) -> None:
    """Each bad value, and each default secret in production, is refused by its name."""
    with pytest.raises(SettingsError, match=named):
        Settings.from_environment(environ)


def test_production_with_a_real_secret() -> None:
    """A Redis with a password of its own is accepted in production."""
    url = "redis://:un-vrai-mot-de-passe@db:6379"
    settings = Settings.from_environment({"FANAL_ENV": "production", "REDIS_URL": url})
    assert settings.redis_url == url


@pytest.mark.parametrize(
    "origins", ["ecole.example", "https://*.example", "https://a.example/page", "http://a.example"]
)
def test_a_widget_origin_is_one_whole_site(origins: str) -> None:
    """A path, a star or a site without TLS is refused before anything starts."""
    with pytest.raises(SettingsError, match="FANAL_WIDGET_ORIGINS"):
        Settings.from_environment({"FANAL_WIDGET_ORIGINS": origins})


def test_widget_origins_are_separated_by_spaces() -> None:
    """Several partners may frame the widget; this machine may too, to try it out."""
    listed = "https://ecole.example https://mairie.example:8443 http://localhost:3000"
    settings = Settings.from_environment({"FANAL_WIDGET_ORIGINS": listed})
    assert settings.widget_origins == tuple(listed.split())
    assert Settings.from_environment({}).widget_origins == ()
