"""A door without Rasa, Redis or directory, to look at the pages alone."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from api.pages.ports import ChatRefused, DirectorySearch, Freshness, TakenAway
from api.pages.routes import build_router
from api.security import SecurityHeadersMiddleware
from tests.api.pages.fake_desk import FakeDesk
from tests.conftest import EXIT_URL

LIMIT = 1000


def contact(contact_id: str, name: str, **values: Any) -> dict[str, Any]:
    """A contact of the public chat interface, with what a test does not name left empty."""
    fields = "departement commune url chat_url email address hours free anonymous confidential"
    empty = dict.fromkeys(f"{fields} verified_on verified source_url why".split())
    return {
        "id": contact_id,
        "name": name,
        "scope": "national",
        **empty,
        "phones": [],
        "open": "unknown",
        **values,
    }


def voice(number: str) -> dict[str, str]:
    return {"number": number, "uri": "tel:" + number.replace(" ", ""), "kind": "voice"}


def sms(number: str) -> dict[str, str]:
    return {"number": number, "uri": "sms:" + number.replace(" ", ""), "kind": "sms"}


DAY_AND_NIGHT = {
    "open": "open",
    "hours": "ouvert jour et nuit",
    "schedule": "jour et nuit",
    "free": True,
}
POLICE = contact(
    "police-17",
    "Police et gendarmerie",
    why="Un policier ou un gendarme répond et peut envoyer une équipe.",
    phones=[voice("17")],
    verified_on="2024-07-22",
    source_url="https://source.example/17",
    **DAY_AND_NIGHT,
)
SMS_LINE = contact(
    "urgence-114",
    "114, l'urgence par écrit",
    why="Pour prévenir les secours sans parler, par SMS ou sur le site.",
    phones=[sms("114")],
    url="https://www.urgence114.example",
    verified_on="2024-01-01",
    source_url="https://source.example/114",
    **DAY_AND_NIGHT,
)
CHILDREN = contact(
    "119",
    "119, Allô enfance en danger",
    why="Des personnes formées écoutent. Elles peuvent conseiller et, si besoin, protéger.",
    phones=[voice("119")],
    url="https://www.allo119.example",
    chat_url="https://www.allo119.example/tchat",
    confidential=True,
    verified_on="2025-11-20",
    source_url="https://source.example/119",
    **DAY_AND_NIGHT,
)
CLOSED_LINE = contact(
    "3018",
    "3018, violences en ligne",
    why="Cette équipe peut faire retirer des photos et des comptes.",
    phones=[voice("3018")],
    url="https://3018.example",
    chat_url="https://3018.example/tchat",
    open="closed",
    hours="fermé, ouvre demain à 9 h",
    schedule="tous les jours, de 9 h à 23 h",
    free=True,
    anonymous=True,
    confidential=True,
    verified_on="2025-06-01",
    verified="Vérifié en juin 2025, à confirmer sur le site",
    source_url="https://source.example/3018",
)
LOCAL = contact(
    "mda-59",
    "Maison des adolescents de Lille",
    scope="local",
    departement="59",
    commune="59350",
    why="Un lieu pour parler avec des professionnels, sans rendez-vous.",
    phones=[voice("03 20 00 00 00")],
    email="accueil@mda.example",
    address="1 rue des Essais, 59000 Lille",
    free=False,
    verified_on="2025-03-12",
)
UNSAFE = contact("unsafe", "Une <b>fiche</b> piégée", url="javascript:alert(1)", open="closed")

FIRST_REPLY = {
    "messages": [{"text": "Bonjour."}],
    "contacts": [CHILDREN],
    "urgent": False,
    "need": None,
    "place": None,
    "asks": None,
    "choices": [],
    "degraded": False,
}
CALM_REPLY = FIRST_REPLY | {
    "messages": [
        {
            "text": "Merci de l'avoir écrit. Ce n'est pas ta faute.",
            "falc": "Merci d'en parler.\nCe n'est pas ta faute.",
        },
        {"text": "Ces personnes peuvent t'écouter. Tu peux donner une ville pour un lieu proche."},
    ],
    "contacts": [CHILDREN, CLOSED_LINE, LOCAL],
    "need": "cyberviolence",
    "asks": "place",
    "choices": [
        {"label": "Je préfère écrire", "text": "Je préfère écrire"},
        {"label": "Autre chose", "text": "autre"},
    ],
}
URGENT_REPLY = FIRST_REPLY | {
    "messages": [
        {"text": "Si tu es en danger maintenant, appelle le 17. Sans parler : SMS au 114."}
    ],
    "contacts": [POLICE, SMS_LINE, CHILDREN],
    "urgent": True,
}
FOREIGN_REPLY = FIRST_REPLY | {
    "messages": [{"text": "أنا أفهم الفرنسية فقط.", "falc": None, "lang": "ar"}],
}
DEGRADED_REPLY = FIRST_REPLY | {"degraded": True}


class FakeChat:
    """Answers by keyword: danger, réduit, panne, piège, lent, arabe; anything else calmly."""

    def __init__(self) -> None:
        self.open_conversations: dict[str, list[str]] = {}
        self.erased: list[str] = []
        self.broken = False

    async def open(self) -> tuple[str, dict[str, Any]]:
        if self.broken:
            raise RuntimeError("broken")
        conversation_id = secrets.token_urlsafe(12)
        self.open_conversations[conversation_id] = []
        return conversation_id, FIRST_REPLY

    async def send(self, conversation_id: str, text: str) -> dict[str, Any]:
        if self.broken or "panne" in text:
            raise RuntimeError(text)
        if conversation_id not in self.open_conversations:
            raise ChatRefused(404, "Cette conversation est effacée.")
        if len(text) > LIMIT:
            raise ChatRefused(422, "Le message est trop long : 1 000 caractères au plus.")
        if "lent" in text:
            await asyncio.sleep(1.5)
        self.open_conversations[conversation_id].append(text)
        if "danger" in text:
            return URGENT_REPLY
        if "réduit" in text:
            return DEGRADED_REPLY
        if "arabe" in text:
            return FOREIGN_REPLY
        if "piège" in text:
            return FIRST_REPLY | {
                "messages": [{"text": "<script>1</script>"}],
                "contacts": [UNSAFE],
            }
        return CALM_REPLY

    async def erase(self, conversation_id: str) -> None:
        self.open_conversations.pop(conversation_id, None)
        self.erased.append(conversation_id)


class FakeNumbers:
    def emergency(self) -> list[dict[str, Any]]:
        return [
            POLICE | {"short": "Police, gendarmerie"},
            SMS_LINE | {"short": "Secours par SMS"},
            CHILDREN | {"short": "Enfants, ados"},
        ]

    def national(self) -> list[dict[str, Any]]:
        return [
            POLICE | {"group": "Urgence"},
            SMS_LINE | {"group": "Urgence"},
            CHILDREN | {"group": "Enfants et jeunes"},
            CLOSED_LINE | {"group": "Enfants et jeunes"},
        ]


class FakeDirectory:
    def __init__(self) -> None:
        self.asked: list[DirectorySearch] = []

    def freshness(self) -> Freshness:
        return Freshness(3, "1er janvier 2024", "20 novembre 2025")

    def one(self, service_id: str) -> dict[str, Any] | None:
        return next((c for c in (LOCAL, CLOSED_LINE, CHILDREN) if c["id"] == service_id), None)

    def departement_of(self, place: str) -> str | None:
        return {"Lille": "59"}.get(place)

    def table(self, kept: Sequence[str]) -> TakenAway:
        return TakenAway(",".join(kept), "text/csv", "annuaire.csv")

    def address_book(self, kept: Sequence[str]) -> TakenAway:
        return TakenAway(",".join(kept), "text/vcard", "contacts.vcf")

    def departements(self) -> list[tuple[str, str]]:
        return [("59", "59 - Nord"), ("974", "974 - La Réunion")]

    def needs(self) -> list[tuple[str, str]]:
        return [("cyberviolence", "Violences en ligne"), ("shelter", "Un toit pour ce soir")]

    def search(self, asked: DirectorySearch) -> list[dict[str, Any]]:
        self.asked.append(asked)
        if asked.place == "Nulle-Part":
            raise ChatRefused(422, "Ce lieu n'existe pas.")
        found = [LOCAL | {"reasons": ["Dans ce département."]}, CLOSED_LINE, CHILDREN]
        ways = {"place": "address", "written": "chat_url"}
        return [
            one
            for one in found
            if (not asked.open_now or one["open"] == "open")
            and one.get(ways.get(asked.channel, "id"))
        ]


def fake_app(
    chat: FakeChat | None = None,
    numbers: Any = None,
    directory: FakeDirectory | None = None,
    framed_by: tuple[str, ...] = (),
    desk: FakeDesk | None = None,
) -> FastAPI:
    """The pages over the fakes, with the JSON routes that the script of the chat calls."""
    chat = chat or FakeChat()
    app = FastAPI(openapi_url=None)
    app.add_middleware(SecurityHeadersMiddleware, framed_by=framed_by)
    app.include_router(
        build_router(
            chat,
            numbers or FakeNumbers(),
            directory or FakeDirectory(),
            corrections=desk or FakeDesk(),
            exit_url=EXIT_URL,
            widget=bool(framed_by),
        )
    )

    @app.post("/api/v1/conversations", status_code=201)
    async def open_conversation() -> Any:
        conversation_id, reply = await chat.open()
        return {"conversation_id": conversation_id, "reply": reply}

    @app.post("/api/v1/conversations/{conversation_id}/messages")
    async def send(conversation_id: str, request: Request) -> Any:
        try:
            return await chat.send(conversation_id, (await request.json())["text"])
        except ChatRefused as refused:
            return JSONResponse({"message": refused.message_fr}, status_code=refused.status)
        except RuntimeError:
            return JSONResponse({"message": "panne"}, status_code=503)

    @app.delete("/api/v1/conversations/{conversation_id}", status_code=204)
    async def erase(conversation_id: str) -> Response:
        await chat.erase(conversation_id)
        return Response(status_code=204)

    return app


def hidden(html: str, name: str) -> str:
    """The value of a hidden field: the same in every form of the page."""
    body = html.partition("<template")[0]
    found = set(re.findall(rf'name="{name}" value="([^"]*)"', body))
    assert len(found) == 1
    return found.pop()


def kept_id(html: str) -> str:
    """The identifier of the conversation that a page goes on with."""
    return hidden(html, "conversation_id")
