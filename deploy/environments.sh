#!/usr/bin/env bash
# Makes the two Python environments, or leaves them alone when nothing changed.
#   .venv      Python 3.11 or newer: fanal, actions, api, tests
#   .venv-bot  Python 3.10: Rasa
# A second run takes less than a second.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '  %s\n' "$*"; }
fail() { printf '\nErreur : %s\n' "$*" >&2; exit 1; }

stamp="$(cat pyproject.toml deploy/environments.sh | sha256sum | cut -c1-16)"
ready() { [ -x "$1/bin/python" ] && [ "$(cat "$1/.fanal-stamp" 2>/dev/null)" = "$stamp" ]; }
if ready .venv && ready .venv-bot; then exit 0; fi

works() { "$1" -c "import sys; sys.exit(0 if ($2) else 1)" >/dev/null 2>&1; }

# uv: the one on the path, else one of our own in var/uv.
find_uv() {
    if command -v uv >/dev/null 2>&1; then command -v uv; return; fi
    if [ -x var/uv/bin/uv ]; then echo "$PWD/var/uv/bin/uv"; return; fi
    local python
    for python in python3.13 python3.12 python3.11 python3 python3.10; do
        if works "$python" "sys.version_info >= (3, 10)"; then
            "$python" -m venv var/uv >&2 && var/uv/bin/pip install --quiet uv >&2 \
                && { echo "$PWD/var/uv/bin/uv"; return; }
        fi
    done
    return 1
}

# An interpreter by minor version: on the path, kept by pyenv, else downloaded by uv.
find_python() {
    local version="$1" candidate prefix
    candidate="$(command -v "python$version" || true)"
    if [ -n "$candidate" ] && works "$candidate" "'%d.%d' % sys.version_info[:2] == '$version'"; then
        echo "$candidate"; return
    fi
    if command -v pyenv >/dev/null 2>&1; then
        for prefix in "$(pyenv root)"/versions/"$version".*; do
            if works "$prefix/bin/python" "'%d.%d' % sys.version_info[:2] == '$version'"; then
                echo "$prefix/bin/python"; return
            fi
        done
    fi
    "$uv" python install --quiet "$version" >&2 2>/dev/null && "$uv" python find --managed-python "$version" 2>/dev/null
}

mkdir -p var
uv="$(find_uv)" || fail "il faut Python 3.10 ou plus récent avec le module venv, ou l'outil uv.
Sur Debian : apt install python3-venv. Partout : https://docs.astral.sh/uv/"

bot_python="$(find_python 3.10)" || fail "Python 3.10 est introuvable (Rasa en a besoin).
Installer Python 3.10 (par exemple avec « pyenv install 3.10 » ou « uv python install 3.10 »), puis relancer make start."
service_python="$(find_python 3.11 || find_python 3.12 || find_python 3.13)" || fail "Python 3.11 ou plus récent est introuvable.
L'installer (par exemple avec « uv python install 3.11 »), puis relancer make start."

# A folder of wheels offered to pip is offered to uv too: that is where a CPU build of torch may be.
if [ -z "${UV_FIND_LINKS:-}" ] && [ -n "${PIP_FIND_LINKS:-}" ]; then
    export UV_FIND_LINKS="${PIP_FIND_LINKS// /,}"
fi
torch_cpu() {
    case "${UV_FIND_LINKS:-}" in "") return 1 ;; esac
    ls ${UV_FIND_LINKS//,/ }/torch-*+cpu-* >/dev/null 2>&1
}
# FANAL_TORCH_BACKEND=cpu asks uv for the CPU build of torch from its publisher's own index.
backend=()
if [ -n "${FANAL_TORCH_BACKEND:-}" ]; then backend=(--torch-backend "$FANAL_TORCH_BACKEND"); fi
constraint="$(mktemp)"; trap 'rm -f "$constraint"' EXIT
if torch_cpu; then
    wheel="$(ls ${UV_FIND_LINKS//,/ }/torch-*+cpu-* | sort -V | tail -n 1)"
    version="$(basename "$wheel" | sed 's/^torch-\([^-]*\)-.*/\1/')"
    echo "torch==$version" > "$constraint"
fi

# Long steps say how long they have been going.
ticking() {
    local label="$1" seconds=0 pid; shift
    "$@" & pid=$!
    while kill -0 "$pid" 2>/dev/null; do
        sleep 1; seconds=$((seconds + 1))
        if [ $((seconds % 10)) = 0 ]; then say "  $label : $seconds s"; fi
    done
    wait "$pid"
}

install() {
    local environment="$1" python="$2"; shift 2
    if ready "$environment"; then return; fi
    say "environnement $environment : installation (quelques minutes la première fois)…"
    "$uv" venv --quiet --clear --python "$python" "$environment"
    # Bytecode now, or the first import of Rasa takes up to forty seconds.
    ticking "$environment" "$uv" pip install --quiet --compile-bytecode "${backend[@]}" --python "$environment/bin/python" --constraints "$constraint" "$@"
    echo "$stamp" > "$environment/.fanal-stamp"
}

install .venv "$service_python" -e ".[service,dev]"
install .venv-bot "$bot_python" -e ".[bot]"

# A wrong interpreter silently gives a Rasa of 2020: refuse it loudly.
found="$(.venv-bot/bin/python -c 'from importlib.metadata import version; print(version("rasa"))')"
[ "$found" = "3.6.21" ] || fail "Rasa $found installé au lieu de 3.6.21 : supprimer .venv-bot et relancer."
say "environnements prêts"
