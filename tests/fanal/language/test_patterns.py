"""The pattern language: what each sign means."""

from __future__ import annotations

import pytest

from fanal.language.hearing import Hearing, compiled, hide
from fanal.language.normalise import normalise
from fanal.language.patterns import Grammar, PatternError, Word


def _meets(pattern: str, text: str) -> bool:
    grammar = Grammar()
    grammar.define("them", ["il", "elle", "mon (petit)? copain"])
    found = grammar.compile(pattern)
    return found.found_in(Hearing(grammar, fillers=["vraiment"]).words(normalise(text)))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("il va me tuer", "Il va me TUÉ"),
        ("il va me tuer", "il ne va vraiment me tuer"),
        ("(il|mon mec) va", "mon mec va"),
        ("(trop)? mal", "mal"),
        ("(trop)? mal", "trop mal"),
        ("<them> va", "mon petit copain va"),
        ("<them> va", "mon copain va"),
        ("<15-17> ans", "j'ai 16 ans"),
        ("<15-17> ans", "16ans"),
        ("il ~2 tuer", "il va me tuer"),
        ("il ~0 tuer", "il tuer"),
        ("il ~~3 tuer", "il. va pas tuer"),
        ("veux plus vivre", "je ne veu plu vivre"),
        ("il frappe -(pas)", "il frappe fort"),
        ("=veux", "veux"),
        ("suicid*", "suicidaires"),
        ("j'ecri* vite", "j'écrivais vite"),
        ("^ il", "il va"),
        ("tuer $", "me tuer"),
        ("jeune mineure?", "jeune mineur"),
        ("jeune mineure?", "jeune mineure"),
        ("(une (robe|jupe)|deux) noire", "une jupe noire"),
        ("sequestrer", "sequestrre"),
        ("né", "je suis né"),
    ],
)
def test_a_pattern_meets(pattern: str, text: str) -> None:
    """Each sign of the language meets what its table says."""
    assert _meets(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("il va me tuer", "il va te tuer"),
        ("il ~2 tuer", "il va pas me tuer"),
        ("il ~2 tuer", "il dort. va tuer"),
        ("il ~1 tuer", "il va me tuer"),
        ("<15-17> ans", "j'ai 18 ans"),
        ("<15-17> ans", "j'ai ans"),
        ("=veux", "il veut"),
        ("il frappe -(pas)", "il frappe pas"),
        ("^ il", "oui il"),
        ("tuer $", "tuer le temps"),
        ("menace", "ménage"),
        ("suicid*", "lucide"),
        ("né", "il ne va"),
    ],
)
def test_a_pattern_does_not_meet(pattern: str, text: str) -> None:
    """A denial, another sentence, another word or another place keeps a pattern from meeting."""
    assert not _meets(pattern, text)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "(il",
        "il)",
        "il|elle",
        "<nobody> va",
        "<9-3>",
        "<1-900>",
        "ne",
        "n'",
        "(|il)",
        "=deux-mots",
    ],
)
def test_a_pattern_written_wrongly_is_refused(pattern: str) -> None:
    """A bracket, a list, a number or a word that cannot be is an error, not a silent miss."""
    with pytest.raises(PatternError):
        Grammar().compile(pattern)


def test_a_list_is_named_once() -> None:
    """Giving a list twice is an error."""
    grammar = Grammar()
    grammar.define("them", ["il"])
    with pytest.raises(PatternError):
        grammar.define("them", ["elle"])


def test_a_span_is_the_shortest() -> None:
    """A pattern says where it stands, from its first word to the word after its last."""
    grammar = Grammar()
    pattern = grammar.compile("il ~3 tuer")
    words = Hearing(grammar).words(normalise("oui il va me tuer tuer"))
    assert list(pattern.spans(words)) == [(1, 5)]


def test_hidden_words_meet_nothing_and_can_be_jumped() -> None:
    """An idiom is out of reach of patterns, yet does not cut the sentence."""
    grammar = Grammar()
    idiom, dying, far = compiled(grammar, ["mort de rire", "mort", "je ~4 peur"])
    words = hide(Hearing(grammar).words(normalise("je suis morte de rire peur")), [idiom])
    assert not dying.found_in(words)
    assert far.found_in(words)


@pytest.mark.parametrize("text", ["il va me tuer", "elle dort", "mort de rire il va me tuer", ""])
@pytest.mark.parametrize("pattern", ["il va me tuer", "^ (trop)? il", "~2 tuer", "-(il) elle"])
def test_a_pattern_that_is_passed_over_could_not_meet(pattern: str, text: str) -> None:
    """Passing over the patterns whose words are not in the message changes nothing."""
    grammar = Grammar()
    found, idiom = compiled(grammar, [pattern, "mort de rire"])
    words = hide(Hearing(grammar).words(normalise(text)), [idiom])
    assert list(found.spans(words)) == list(found.spans(tuple(words)))


def test_a_kept_word_is_not_mended() -> None:
    """A right word one letter away from a word of the patterns stays itself when listed."""
    grammar = Grammar()
    pattern = grammar.compile("etrangler")
    text = normalise("c'est étrangle")
    assert pattern.found_in(Hearing(grammar).words(text))
    text = normalise("une étrangère")
    assert not pattern.found_in(Hearing(grammar, kept=["étrangère"]).words(text))


def test_a_word_knows_its_key() -> None:
    """A word carries its exact form and its sound."""
    assert Word.of("frappee") == Word("frappee", "frape")
