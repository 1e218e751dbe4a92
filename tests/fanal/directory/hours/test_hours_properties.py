"""What holds for any hours at any moment."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from fanal.directory.hours import (
    ClosedPeriod,
    HoursError,
    from_french,
    hours_in_french,
    opening_state,
    validate_hours,
)
from fanal.directory.hours.holidays import is_public_holiday

DEPARTEMENTS = [
    "2A",
    "59",
    "67",
    "75",
    "971",
    "973",
    "974",
    "975",
    "976",
    "978",
    "986",
    "987",
    "988",
]
CLOCK = st.tuples(st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
NAMES = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
# The first example loads the holidays package, and the machine may be busy.
unhurried = settings(deadline=None)
moments = st.datetimes(
    min_value=datetime(1901, 1, 1), max_value=datetime(2199, 1, 1), timezones=st.timezones()
)


@st.composite
def days(draw: st.DrawFn) -> str:
    """A list of days and ranges of days."""
    one = st.sampled_from(NAMES)
    parts = draw(
        st.lists(st.one_of(one, st.builds("{}-{}".format, one, one)), min_size=1, max_size=3)
    )
    return ",".join(parts)


@st.composite
def times(draw: st.DrawFn, *, nights: bool = True) -> str:
    """One or two spans that follow each other."""
    hours = sorted(draw(st.lists(CLOCK, min_size=2, max_size=4, unique=True)))
    hours = hours[: len(hours) // 2 * 2]
    if nights and len(hours) == 2 and draw(st.booleans()):
        hours.reverse()
    spans = zip(hours[::2], hours[1::2], strict=True)
    return ",".join(f"{a:02d}:{b:02d}-{c:02d}:{d:02d}" for (a, b), (c, d) in spans)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """One rule of any kind."""
    prefix = draw(
        st.sampled_from(
            ["", "", "", "Jul-Aug ", "week 01-53/2 ", "Dec 24-Jan 2 ", "2026 ", "SH ", "PH "]
        )
    )
    selector = draw(
        st.one_of(days(), st.sampled_from(["Mo-Su,PH", "PH", "SH", "PH,SH", "We[1]", "Su[-1]"]))
    )
    modifier = draw(
        st.sampled_from(["", "", "", " off", " unknown", ' "sur rendez-vous"', ' "autre"'])
    )
    return f"{prefix}{selector} {draw(times())}{modifier}"


@st.composite
def expressions(draw: st.DrawFn) -> str:
    """A valid expression: written by the rules, or a line of signs that happens to be valid."""
    written = st.lists(
        st.one_of(rules(), st.sampled_from(["24/7", "PH off", "SH off", "off", "easter off"])),
        min_size=1,
        max_size=4,
    ).map(draw(st.sampled_from(["; ", ", ", " || "])).join)
    scribbled = st.text(alphabet='MoTuWeThFrSaSuPH0123456789:-,;|" []/+of', max_size=40)
    expression = draw(st.one_of(written, written, written, scribbled))
    try:
        validate_hours(expression)
    except HoursError:
        assume(False)
    return expression


@unhurried
@given(expressions(), moments, st.one_of(st.none(), st.sampled_from(DEPARTEMENTS)))
def test_any_valid_hours_can_be_asked_at_any_moment(
    osm: str, moment: datetime, departement: str | None
) -> None:
    """Nothing raises, the words agree with the state, and no text asks anything."""
    found = opening_state(osm, moment, departement=departement)
    assert found.text.startswith("ouvert") == (found.state == "open")
    assert found.text.startswith("fermé") == (found.state == "closed")
    assert "?" not in found.text
    assert hours_in_french(osm)


@unhurried
@given(st.one_of(st.none(), st.text(max_size=30)), moments, st.sampled_from([None, *DEPARTEMENTS]))
def test_what_cannot_be_read_is_never_open(
    osm: str | None, moment: datetime, departement: str | None
) -> None:
    """No hours, or hours that validation refuses, are unknown."""
    try:
        validate_hours(osm or "")
    except HoursError:
        found = opening_state(osm, moment, departement=departement)
        assert (found.state, found.text) == ("unknown", "horaires non connus")


@unhurried
@given(expressions(), st.dates(date(1950, 1, 1), date(2150, 1, 1)), CLOCK, st.integers(0, 400))
def test_nothing_is_open_during_a_closure(
    osm: str, day: date, clock: tuple[int, int], length: int
) -> None:
    """On the first day, the last and any between, no hours whatever make a service open."""
    moment = datetime(day.year, day.month, day.day, *clock, tzinfo=ZoneInfo("Europe/Paris"))
    around = [(day - timedelta(days=length), day), (day, day + timedelta(days=length))]
    for closure in around:
        found = opening_state(osm, moment, closures=[ClosedPeriod(*closure)])
        assert found.state == "closed" or (found.state == "unknown" and len(osm) > 250), found


@unhurried
@given(days(), times(), st.integers(1990, 2100), CLOCK)
def test_a_public_holiday_is_never_open_unless_the_hours_say_so(
    selector: str, spans: str, year: int, clock: tuple[int, int]
) -> None:
    """Ordinary hours are never open on 14 July, and closed when the record says so."""
    moment = datetime(year, 7, 14, *clock, tzinfo=ZoneInfo("Europe/Paris"))
    assert opening_state(f"{selector} {spans}", moment).state != "open"
    assert opening_state(f"{selector} {spans}; PH off", moment).state == "closed"


@unhurried
@given(
    st.lists(st.tuples(days(), times(nights=False)), min_size=1, max_size=3),
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)),
)
def test_by_day_the_library_agrees(parts: list[tuple[str, str]], moment: datetime) -> None:
    """Away from holidays and nights, the state is the one of opening-hours-py."""
    assume(not is_public_holiday(moment.date(), "974"))
    osm = "; ".join(f"{selector} {spans}" for selector, spans in parts)
    library = OpeningHours(osm, auto_country=False, auto_timezone=False)
    found = opening_state(osm, moment.replace(tzinfo=ZoneInfo("Indian/Reunion")), departement="974")
    assert (found.state == "open") == library.is_open(moment)


@unhurried
@given(st.text(max_size=60))
def test_any_french_text_gives_nothing_or_valid_hours(text: str) -> None:
    """Reading French never raises, and gives only valid expressions."""
    osm = from_french(text)
    if osm is not None:
        validate_hours(osm)


WORDS = [
    "lundi",
    "mar",
    "jeudi",
    "ven",
    "lun-ven",
    "samedi et dimanche",
    "du",
    "au",
    "le",
    "les",
    "et",
    "de",
    "à",
    "-",
    ",",
    ";",
    "/",
    ":",
    "\n",
    "9h",
    "12h30",
    "14h-18h",
    "9h-12h",
    "de 20h à 2h",
    "7j/7",
    "24h/24",
    "fermé",
    "sur rdv",
    "sans rdv",
    "avec ou sans rdv",
    "sauf jours fériés",
    "jours fériés compris",
    "accueil",
    "ouvert",
    "jusqu'à 19h",
    "sauf jeudi matin",
]


@unhurried
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_mix_of_its_words_gives_nothing_or_valid_hours(text: str) -> None:
    """The same for texts made of the very words that are understood."""
    osm = from_french(text)
    if osm is not None:
        validate_hours(osm)


@unhurried
@given(st.lists(st.tuples(days(), times()), min_size=1, max_size=3), moments)
def test_what_is_said_in_french_is_read_back(
    parts: list[tuple[str, str]], moment: datetime
) -> None:
    """The French sentence, read again, means the same hours."""
    osm = "; ".join(f"{selector} {spans}" for selector, spans in parts)
    again = from_french(hours_in_french(osm))
    if again is not None:
        assert opening_state(again, moment) == opening_state(osm, moment)


@unhurried
@given(st.text(max_size=60))
def test_saying_hours_never_raises(osm: str) -> None:
    """Whatever stands in a record, something can be said, and it asks nothing."""
    assert hours_in_french(osm)
    assert "?" not in hours_in_french(osm)
