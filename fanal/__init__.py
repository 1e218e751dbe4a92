"""Fanal's domain: places, directory, language, matching, replies and the promises they keep.

Nothing here knows the web or Rasa; the doors (api, actions, bot) import it, never the reverse.
"""
