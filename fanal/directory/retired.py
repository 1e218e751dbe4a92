"""Records that were withheld: told again by what names them, so that no import brings them back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fanal.directory.model import Service, Withheld, departement_of_commune
from fanal.language.fold import fold

_HOME = re.compile(r"(2[AB]|97[0-9]|98[0-9]|[0-9]{2})-")
_SOMEWHERE = " ?"


class Retired:
    """The services of withheld.yml, found again in records that come from elsewhere.

    A withheld entry names a record by its identifier, by a number of another register, or by its
    name in a commune. An entry that gives no commune holds for the whole département with which
    its identifier begins: a service that comes back is worse than one that an editor must look at
    again.
    """

    def __init__(self, withheld: Iterable[Withheld]) -> None:
        """Learn the entries."""
        self._by_id: dict[str, Withheld] = {}
        self._by_number: dict[tuple[str, str], Withheld] = {}
        self._by_place: dict[str, dict[str, Withheld]] = {}
        for item in withheld:
            self._by_id[item.id] = item
            for known in item.identifiers:
                self._by_number[known.scheme, known.value] = item
            home = _HOME.match(item.id)
            places = [home[1] if home else ""]
            if item.commune is not None:
                # A row that says no commune may be the same place, kept secret or not known.
                places = [item.commune, f"{departement_of_commune(item.commune)}{_SOMEWHERE}"]
            for place in places:
                self._by_place.setdefault(place, {})[fold(item.name)] = item

    def entry(self, service: Service) -> Withheld | None:
        """The entry that says why a service is not shown, or None when nothing withholds it."""
        found = self._by_id.get(service.id)
        if found is not None:
            return found
        for known in service.identifiers:
            found = self._by_number.get((known.scheme, known.value))
            if found is not None:
                return found
        for place in _places(service):
            names = self._by_place.get(place, {})
            # Folding a hundred thousand names takes seconds: most are told apart by two letters.
            if any(_may_fold(service.name, name) for name in names):
                found = names.get(fold(service.name))
                if found is not None:
                    return found
        return None


def _may_fold(name: str, folded: str) -> bool:
    """False when the first or the last letter says that a name does not fold into another."""
    for sign, kept in ((name[0].lower(), folded[:1]), (name[-1].lower(), folded[-1:])):
        if sign != kept and sign.isascii() and sign.isalnum():
            return False
    return True


def _places(service: Service) -> Iterable[str]:
    """The commune, then what the area names; the empty name stands for the whole country."""
    served = service.service_area.served_departements
    if service.location is not None and service.location.commune is not None:
        yield service.location.commune
    else:
        yield from (f"{code}{_SOMEWHERE}" for code in served)
    yield from served or ("",)
