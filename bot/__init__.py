"""The Rasa project: configuration, domain, rules and the components that adapt fanal to Rasa."""
