"""How people write: text-speak, danger, who is writing, what must not be stored."""

from __future__ import annotations

from dataclasses import dataclass

from fanal.language.age import age_of
from fanal.language.audience import Audience, AudienceCues
from fanal.language.bounds import MAX_LENGTH, MessageError, check_message
from fanal.language.channel import ChannelCues
from fanal.language.foreign import Languages
from fanal.language.lemmas import Lemmatizer
from fanal.language.normalise import Normalised, Normaliser
from fanal.language.redact import redact
from fanal.language.story import tells_a_story
from fanal.language.triage import Assessment, Triage
from fanal.language.understanding import Understanding


@dataclass(frozen=True)
class Language:
    """What the door needs to understand of a message before anything else is up."""

    triage: Triage
    cues: AudienceCues
    languages: Languages
    channels: ChannelCues
    normaliser: Normaliser

    @classmethod
    def load(cls) -> Language:
        """Read the rules and cues of data/resources.

        Raises:
            fanal.yaml_files.YamlError: a file is broken.
        """
        normaliser = Normaliser.load()
        return cls(
            Triage.load(normaliser=normaliser),
            AudienceCues.load(normaliser=normaliser),
            Languages.load(normaliser=normaliser),
            ChannelCues.load(normaliser=normaliser),
            normaliser,
        )

    def hear(self, text: str, services: tuple[str, ...] = ()) -> Understanding:
        """What the door understands of a message by itself: danger, who writes, the language.

        Args:
            text: the message, whole; it is kept nowhere.
            services: services that it names by their number.
        """
        assessment = self.triage.assess(text)
        plain = self.normaliser.normalise(text).text
        age = age_of(plain)
        audience = self.audience_of(text)
        if age is not None and age.own and age.bracket == "adult" and audience != "professional":
            audience = "family"  # « vous », and the lines for adults
        return Understanding(
            "unclear",
            level=assessment.level,
            cannot_speak=assessment.cannot_speak,
            medical=assessment.medical,
            audience=audience,
            language=self.language_of(text),
            channel=self.channels.channel_of(text),
            services=services,
            story=tells_a_story(plain),
            age=age.bracket if age is not None else None,
        )

    def audience_of(self, text: str) -> Audience | None:
        """Who seems to be writing."""
        return self.cues.audience_of(text)

    def language_of(self, text: str) -> str | None:
        """The language, when plainly not French."""
        return self.languages.language_of(text)


__all__ = [
    "MAX_LENGTH",
    "Assessment",
    "Audience",
    "AudienceCues",
    "ChannelCues",
    "Language",
    "Languages",
    "Lemmatizer",
    "MessageError",
    "Normalised",
    "Normaliser",
    "Triage",
    "check_message",
    "redact",
]
