"""Rasa custom actions: slots in, services out. All logic is in fanal."""
