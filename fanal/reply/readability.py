"""How hard a French text is to read, by counting: words, sentences, syllables.

The score is Flesch's reading ease as Kandel and Moles fitted it to French (« Application de
l'indice de Flesch à la langue française », Cahiers d'études de radio-télévision 19, 1958):

    207 - 1.015 x words per sentence - 73.6 x syllables per word

From about 100 (very easy) down to 0 (very hard); 60 and more is plain, 30 and less is for
graduates. A sentence ends, as for Flesch (1948), with a full stop, a question or exclamation mark,
a colon or a semicolon. The score sees lengths, not meaning: it finds what to reread, no more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BASE, PER_SENTENCE, PER_WORD = 207.0, 1.015, 73.6
_END = re.compile(r"[.!?…:;]+(?=[\s»\")]|$)|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d .,]*")
_VOWELS = "aàâäeéèêëiîïoôöuùûüyœæ"
_GROUP = re.compile(rf"[{_VOWELS}]+")
_APART = re.compile(
    r"[aoui](?=[éèïëö])|é(?=[aouiâô]|e(?!s?$))|(?<=[aeou])y(?=[aéèo]|e(?!s?$))"
    r"|(?<=[bcdfgptv][lr])i(?=[aeéèo])"
)
"""Two vowels side by side that are said apart: « créer », « payé », « oublier »."""
_SILENT_U = re.compile(r"(?<=q)u|(?<=g)u(?=[eéèêiîy])")
_MUTE = re.compile(rf"[^{_VOWELS}]es?$")


@dataclass(frozen=True)
class Reading:
    """What was counted in one text.

    Attributes:
        words: « l'aide » is one word; so is a number.
        sentences: at least one.
        syllables: as they are said, without mute e.
        longest: words of the longest sentence.
    """

    words: int
    sentences: int
    syllables: int
    longest: int

    @property
    def score(self) -> float:
        """Reading ease: higher is easier; an empty text is as easy as can be."""
        if not self.words:
            return BASE
        per_sentence = self.words / self.sentences
        return BASE - PER_SENTENCE * per_sentence - PER_WORD * self.syllables / self.words


def read(text: str) -> Reading:
    """Count the words, sentences and syllables of a text without references to records."""
    sentences = [found for part in _END.split(text) if (found := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    return Reading(
        words=len(words),
        sentences=max(1, len(sentences)),
        syllables=sum(map(syllables, words)),
        longest=max(map(len, sentences), default=0),
    )


def syllables(word: str) -> int:
    """Syllables of one word as it is said slowly, without mute e.

    A number, read at a glance, counts for one. « -ent » counts, mute or not: only grammar tells
    « ils écoutent » from « un moment ».
    """
    if word[0].isdigit():
        return 1
    said = _SILENT_U.sub("", re.sub("['’]", "", word.casefold()))
    mute = 1 if _MUTE.search(said) else 0
    return max(1, len(_GROUP.findall(said)) + len(_APART.findall(said)) - mute)
