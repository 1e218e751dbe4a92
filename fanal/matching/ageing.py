"""What becomes, in a list of humans, of a local service that nobody checked for two years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fanal.directory import Service
from fanal.directory.freshness import age
from fanal.matching.contacts import Choice, Matcher, Request, answers, reachable
from fanal.matching.needs import GENERAL


def stale_last(matcher: Matcher, found: Sequence[Choice], request: Request) -> list[Choice]:
    """Put stale local services last, below a national line that is not stale.

    A local number that was true three years ago may ring in an empty office: whoever reads must
    have met a line that was checked since. When the list holds none, the best one for the need
    is added. When there is none at all, nobody is hidden: an old contact is better than nobody.

    Args:
        matcher: where to look for a line.
        found: the choices, best first.
        request: what they were chosen for.
    """
    today = request.moment.date()
    stale = [c for c in found if c.scope == "local" and age(c.service, today) == "stale"]
    if not stale:
        return list(found)
    kept = [choice for choice in found if choice not in stale]
    national = (c.service for c in kept if c.scope == "national" and _counts(c.service, request))
    if all(age(service, today) == "stale" for service in national):
        line = _fresh_line(matcher, request)
        shown = {choice.service.id for choice in kept}
        if line is not None and line.id not in shown:
            kept.append(matcher.choice(line, request))
    return [*kept, *stale]


def _fresh_line(matcher: Matcher, request: Request) -> Service | None:
    """The first line that is not stale: the need's own, else one for everybody."""
    own = request.need.lines.of(request.audience)
    everybody = matcher.needs[GENERAL].lines.of(request.audience)
    today = request.moment.date()
    for lines in (own, everybody):
        usable = list(_usable(matcher, lines, request))
        for wanted in ("fresh", "old"):
            for service in usable:
                if age(service, today) == wanted:
                    return service
    return None


def _usable(matcher: Matcher, lines: Iterable[str], request: Request) -> Iterable[Service]:
    for name in lines:
        if name in matcher.directory:
            service = matcher.directory.service(name)
            if (
                _counts(service, request)
                and reachable(service, request.channel)
                and matcher.serves(service, request.place)
            ):
                yield service


def _counts(service: Service, request: Request) -> bool:
    """Whether somebody answers there; a professional can also do with a page that leads on."""
    return answers(service) or request.audience == "professional"
