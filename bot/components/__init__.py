"""Graph components, stores and channels for Rasa; each adapts a piece of fanal, thinly."""
