"""Pages of an HSDS list: what their envelope says, and which part of the list they hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel, Field

_Item = TypeVar("_Item")

LARGEST_PAGE = 500
LARGEST_FULL_PAGE = 50
"""Full entities are heavy: more of them in one answer would hold up a conversation."""


class Page(BaseModel, Generic[_Item]):
    """A page of a list, as the HSDS interface describes it."""

    total_items: int = Field(description="Combien d'éléments en tout.")
    total_pages: int = Field(description="Combien de pages en tout.")
    page_number: int = Field(description="Numéro de cette page, à partir de 1.")
    size: int = Field(description="Combien d'éléments sur cette page.")
    first_page: bool = Field(description="Vrai pour la première page.")
    last_page: bool = Field(description="Vrai pour la dernière page.")
    empty: bool = Field(description="Vrai quand il n'y a aucun élément.")
    contents: list[_Item] = Field(description="Les éléments.")


class PageWanted:
    """Which page a request asks for.

    Attributes:
        page: number of the page, from 1.
        per_page: elements a page.
    """

    def __init__(
        self,
        page: Annotated[int, Query(ge=1, le=1_000_000, description="Numéro de page.")] = 1,
        per_page: Annotated[
            int, Query(ge=1, le=LARGEST_PAGE, description="Éléments par page.")
        ] = 50,
    ) -> None:
        self.page = page
        self.per_page = per_page

    def cut(self, found: Sequence[_Item], largest: int = LARGEST_PAGE) -> Page[_Item]:
        """The wanted page of a list, at most ``largest`` elements long."""
        per_page = min(self.per_page, largest)
        pages = -(-len(found) // per_page)
        start = (self.page - 1) * per_page
        contents = list(found[start : start + per_page])
        return Page(
            total_items=len(found),
            total_pages=pages,
            page_number=self.page,
            size=len(contents),
            first_page=self.page == 1,
            last_page=self.page >= pages,
            empty=not contents,
            contents=contents,
        )


Wanted = Annotated[PageWanted, Depends()]


def answer(page: Page[Any], contents: list[dict[str, Any]]) -> dict[str, Any]:
    """The envelope of a page around its elements as JSON."""
    return {**page.model_dump(exclude={"contents"}), "contents": contents}
