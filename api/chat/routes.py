"""The JSON chat: the public interface of docs/conception.md."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel, Field

from api.chat.errors import BrokenRequest
from api.chat.service import Chat
from fanal.reply import Reply


class Opened(BaseModel):
    """A new conversation."""

    conversation_id: str = Field(description="Identifiant au hasard, à garder pour la suite.")
    reply: Reply = Field(description="Les premiers mots.")


class Refusal(BaseModel):
    """What every refusal looks like."""

    code: str = Field(description="Code du refus.")
    message: str = Field(description="Quoi faire, en français.")
    contacts: list[dict[str, Any]] = Field(default=[], description="Un humain à joindre.")


def chat_of(request: Request) -> Chat:
    """The chat service of this application."""
    chat: Chat = request.app.state.chat
    return chat


ChatService = Annotated[Chat, Depends(chat_of)]
ConversationId = Annotated[
    str, Path(description="Identifiant donné à l'ouverture de la conversation.")
]
_REFUSALS: dict[int | str, dict[str, Any]] = {
    404: {"model": Refusal, "description": "Conversation inconnue ou effacée"},
    422: {"model": Refusal, "description": "Message refusé"},
}

router = APIRouter(prefix="/api/v1", tags=["conversation"])


@router.post("/conversations", status_code=201)
async def open_conversation(chat: ChatService) -> Opened:
    """Ouvre une conversation : un identifiant au hasard et les premiers mots."""
    conversation_id, reply = await chat.open()
    return Opened(conversation_id=conversation_id, reply=reply)


@router.post(
    "/conversations/{conversation_id}/messages",
    responses=_REFUSALS,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "required": ["text"],
                        "properties": {
                            "text": {
                                "type": "string",
                                "minLength": 1,
                                "maxLength": 1000,
                                "description": "Le message.",
                            }
                        },
                    }
                }
            },
        }
    },
)
async def send_message(
    conversation_id: ConversationId, request: Request, chat: ChatService
) -> Reply:
    """Envoie un message de 1 à 1 000 caractères et rend la réponse."""
    return await chat.send(conversation_id, await _text(request))


@router.delete("/conversations/{conversation_id}", status_code=204)
async def erase_conversation(conversation_id: ConversationId, chat: ChatService) -> Response:
    """Efface la conversation : il n'en reste rien."""
    await chat.erase(conversation_id)
    return Response(status_code=204)


async def _text(request: Request) -> str:
    """The message of the body; broken JSON gets French words, not a validator's."""
    try:
        body = await request.json()
    except (ValueError, RecursionError):
        raise BrokenRequest from None
    if not isinstance(body, dict) or not isinstance(body.get("text"), str):
        raise BrokenRequest
    text: str = body["text"]
    return text
