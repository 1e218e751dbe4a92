"""The chat: sessions, the way to the bot, and the JSON routes."""
