"""Street addresses in a message: the street goes, the town that follows it stays."""

from __future__ import annotations

import re

from fanal.language.fold import fold


def word_set(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())


_KINDS = (
    r"rue|avenue|av\.?|ave|boulevard|boul|bd|bld|place|impasse|all[ée]es?|chemin|route|quai|cours|"
    r"square|r[ée]sidence|cit[ée]|hameau|passage|voie|villa|lotissement|esplanade|faubourg|fbg|"
    r"sentier|venelle|traverse|mont[ée]e|clos|rond[ -]point|mail|sq"
)
_NUMBERED = re.compile(
    rf"\b\d{{1,4}}\s?(?:bis|ter|quater|[a-d](?=[\s,]))?\s?,?\s+(?:{_KINDS})(?=\s)", re.IGNORECASE
)
_UNNUMBERED = re.compile(
    rf"\b(?P<lead>(?i:habite|abite|vis|vit|loge|adresse|domicili[ée]e?)\b[^.!?\d]{{0,20}}?)"
    rf"\b(?i:{_KINDS})(?=\s+(?:(?i:de la|de l|des|du|de|d)\b|[A-ZÀ-Ý]))"
    rf"|\b(?i:rue|avenue|boulevard|impasse)"
    r"(?=\s+(?:(?i:de la |de l['’]|des |du |d['’]))?[A-ZÀ-Ý][a-zà-ÿ])"
)
_DOOR = re.compile(
    r"\b(?:b[âa]t(?:iment)?|appt?|apt|appartement|escalier|digicode|interphone)\.?"
    r"\s*(?:n°\s*|:\s*)?(?:\d{1,5}[a-z]?\d*|[A-Z]\d{0,2})\b",
)
_OTHER_SENSES = re.compile(
    r"(?:cours|place|route|voie|passage|quai|mail|clos|cit[ée]|villa|mont[ée]e|traverse)$",
    re.IGNORECASE,
)
"""« 12 cours de maths », « 2 places »: a street only when its name has a capital."""

_NEXT_WORD = re.compile(r"\s+([\w'’-]+)")

_PARTICLES = frozenset({"de", "du", "des", "la", "le", "les", "d", "l", "aux", "sous", "en"})
_TITLES = word_set(
    "saint sainte st ste general marechal president docteur dr professeur commandant "
    "capitaine colonel abbe amiral cardinal pape jean pierre paul marie victor emile jules "
    "georges charles henri louis claude albert anatole jacques rene andre francois freres soeurs "
    "place grand grande vieux vieille petit petite haut haute"
)
_ONE_WORD = word_set(
    "nationale principale neuve basse verte royale centrale pasteur gambetta voltaire carnot foch "
    "thiers kleber diderot rousseau lafayette moliere racine haute"
)
_STOPS = word_set(
    "a au aux dans sur pres et je j il elle on nous vous ils elles avec pour mais c ca chez qui "
    "que m me mon ma mes ou depuis parce car cest jai est proche vers quand apres avant plus ce "
    "cette"
)
"""Words that are never in a street's name: the sentence goes on."""


def without_streets(text: str) -> str:
    """The message with « [adresse] » for each street address."""
    found = _replaced(_replaced(text, _NUMBERED), _UNNUMBERED)
    return _DOOR.sub("[adresse]", found)


def _replaced(text: str, begins: re.Pattern[str]) -> str:
    pieces: list[str] = []
    position = 0
    for start in begins.finditer(text):
        if start.start() < position:
            continue
        end = _end_of_name(text, start.end())
        name = text[start.end() : end]
        if not name or (_OTHER_SENSES.search(start.group()) and name == name.lower()):
            continue
        lead = start.groupdict().get("lead") or ""
        pieces += [text[position : start.start()], lead, "[adresse]"]
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def _end_of_name(text: str, start: int) -> int:
    """Where the street's name ends: its particles and titles, a word, perhaps a second.

    « des Lilas Lille »: a name after a particle is one word, so that the town is kept. « Victor
    Hugo Lille »: without a particle a second word with a capital belongs to the name.
    """
    end = position = start
    particle = False
    words = 0
    while (match := _NEXT_WORD.match(text, position)) is not None:
        word = match.group(1)
        folded = fold(word)
        head = folded.split(" ")[0]
        if folded.isdigit() and len(folded) == 5:
            break
        if folded in _PARTICLES and words == 0:
            particle = True
        elif folded in _STOPS or (head in _STOPS and head not in {"d", "l"}):
            break
        elif words == 0 and folded in _TITLES:
            particle, end = True, match.end()
        elif words == 0:
            words, end = 1, match.end()
            if particle or folded in _ONE_WORD or not word[0].isupper():
                break
        else:
            if word[0].isupper():
                end = match.end()
            break
        position = match.end()
    return end
