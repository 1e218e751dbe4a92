# Every everyday job. `make help` lists them.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
export PYTHONUNBUFFERED := 1
export RASA_TELEMETRY_ENABLED := false
export HF_HUB_OFFLINE := 1

.PHONY: help
help: ## Affiche cette aide
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

.PHONY: start
start: build ## Installe, entraîne ce qui manque, démarre tout et affiche l'adresse
	@exec $(PYTHON) -m deploy.stack start

.PHONY: stop
stop: ## Arrête Fanal depuis un autre terminal
	@$(PYTHON) -m deploy.stack stop

.PHONY: status
status: ## Dit ce qui fonctionne
	@$(PYTHON) -m deploy.stack status

.PHONY: chat
chat: ## Converse dans le terminal (Fanal doit tourner)
	@$(PYTHON) -m fanal.cli chat

.PHONY: environments
environments: ## Crée les deux environnements Python
	@bash deploy/environments.sh

.PHONY: build
build: environments ## Entraîne le bot et l'encodeur si les données ont changé
	@$(PYTHON) -m deploy.build

.PHONY: check
check: environments ## Vérifie le contenu : annuaire, besoins, réponses, textes
	@$(PYTHON) -m fanal.cli directory check
	@$(PYTHON) -m fanal.cli content check

.PHONY: coverage
coverage: environments ## Dit qui couvre chaque département, besoin par besoin
	@$(PYTHON) -m fanal.cli directory coverage

.PHONY: lint
lint: environments ## Style, types et sens des imports
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

.PHONY: format
format: environments ## Met le code en forme
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

.PHONY: test
test: build lint check ## Tous les contrôles et tous les tests, sur les vraies pièces
	@$(PYTHON) -m pytest

.PHONY: test-fast
test-fast: environments ## Les tests qui ne démarrent rien
	@$(PYTHON) -m pytest -m "not stack and not browser"

.PHONY: evaluate
evaluate: build ## Mesure la compréhension sur tests/evaluation, à travers tout Fanal
	@$(PYTHON) -m bench.evaluation.stack --set evaluation --noise \
		--picture docs/images/comprehension.png

.PHONY: bench-nlu
bench-nlu: build ## Compare à DIET et à un SVM, mêmes données, même machine (une demi-heure)
	@$(PYTHON) -m bench.nlu

.PHONY: screenshots
screenshots: build ## Refait les images de docs/images avec un vrai navigateur
	@$(PYTHON) -m tests.browser.screenshots

.PHONY: bench-search
bench-search: environments ## Mesure la recherche sur 100 000 fiches inventées, à côté de SQLite FTS5
	@$(PYTHON) -m bench.search

.PHONY: clean
clean: ## Supprime les modèles, les journaux et les environnements
	rm -rf var .venv .venv-bot
