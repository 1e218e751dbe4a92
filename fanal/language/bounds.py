"""What a message may be: 1 to 1,000 characters of text. A refusal says what to do."""

from __future__ import annotations

import unicodedata

MAX_LENGTH = 1000
"""Code points after NFC, docs/conception.md (public interface)."""

_HARMLESS = dict.fromkeys(
    map(
        ord,
        # Soft hyphen, zero-width, joiners outside emoji, bidi marks and overrides, BOM.
        "\u00ad\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff",
    )
)
_KEPT_CONTROLS = frozenset("\n\t")


class MessageError(ValueError):
    """A message that cannot be read; ``str()`` is what to do, in French.

    Attributes:
        code: ``empty``, ``too_long`` or ``unreadable``.
    """

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def check_message(text: str) -> str:
    """The message in NFC, without invisible marks.

    Raises:
        MessageError: empty, longer than 1,000 characters, or holding control characters.
    """
    clean = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    clean = clean.translate(_HARMLESS)
    if any(_unreadable(character) for character in clean):
        raise MessageError(
            "unreadable",
            "Message illisible : il contient des caractères invisibles qui ne sont pas du texte. "
            "Rien n'est perdu : il suffit de le réécrire.",
        )
    if len(clean) > MAX_LENGTH:
        raise MessageError(
            "too_long",
            f"Message trop long : 1 000 caractères au plus, celui-ci en a {len(clean)}. "
            "Rien n'est perdu : il suffit de le raccourcir ou de l'envoyer en deux fois.",
        )
    if not clean.strip():
        raise MessageError(
            "empty", "Message vide. Rien n'est perdu : il suffit d'écrire quelques mots."
        )
    return clean


def _unreadable(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Cs" or (category == "Cc" and character not in _KEPT_CONTROLS)
