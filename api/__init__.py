"""The only public door: bounds, triage, the bot, the promises, and pages."""
