"""What a message may be: 1 to 1,000 characters of text. A refusal says what to do."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 1000
"""Code points after NFC, docs/conception.md (public interface)."""

_HARMLESS = re.compile(
    # Soft hyphen, zero-width signs, bidi marks and overrides, byte order mark, invisible tags…
    "[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
    # … and the joiner wherever it does not join two emoji: inside a word it only hides the word.
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2600-\u27bf\U0001f000-\U0001faff])"
)
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\u0085")
_KEPT_CONTROLS = frozenset("\n\t")


class MessageError(ValueError):
    """A message that cannot be read; ``str()`` is what to do, in French.

    Attributes:
        code: ``empty``, ``too_long`` or ``unreadable``.
    """

    def __init__(self, code: str, message: str) -> None:
        """Keep the code apart from the sentence that is shown."""
        self.code = code
        super().__init__(message)


def check_message(text: str) -> str:
    """The message in NFC, without invisible marks, one sign for every line end.

    Emoji alone are a message. The length is counted in code points, after NFC.

    Raises:
        MessageError: empty, longer than 1,000 characters, or holding control characters.
    """
    clean = unicodedata.normalize("NFC", _HARMLESS.sub("", _LINE_ENDS.sub("\n", text)))
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
