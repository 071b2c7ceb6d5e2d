#!/bin/sh
# Makes .venv with the Python that .python-version names, the packages of requirements.txt and, editable, this project.
# Uses, in this order: uv; a Python of that version; any Python from 3.9 on, into which uv is put, which brings that version.
set -eu

wanted=$(cat .python-version)
log=.cache/setup.log
mkdir -p .cache
: >"$log"

say() { printf 'setup: %s\n' "$*" >&2; }

fail() {
    say "$1"
    say "The details are in $log; its last lines:"
    tail -n 5 "$log" | sed 's/^/    /' >&2
    rm -rf .venv
    exit 1
}

# A shim or an alias can be on the PATH and still not run, so each candidate is tried, not looked up.
is_python() { # is_python COMMAND VERSION-TEST
    "$1" -c "import sys, venv, ensurepip; v = sys.version_info[:2]; sys.exit(not ($2))" >>"$log" 2>&1
}

# `make test-engines` and `make bench` fetch what they need with the pip of .venv, which uv puts there only when asked.
install_with_uv() {
    say "Python $wanted and its packages, with uv"
    "$1" venv --clear --quiet --seed --python "$wanted" .venv >>"$log" 2>&1 || return 1
    VIRTUAL_ENV=.venv "$1" pip install --quiet --require-hashes -r requirements.txt >>"$log" 2>&1 ||
        fail "The packages of requirements.txt could not be fetched or installed: is the network there?"
    VIRTUAL_ENV=.venv "$1" pip install --quiet --no-deps --no-build-isolation --editable . >>"$log" 2>&1 ||
        fail "The project itself could not be installed into .venv."
}

install_with_pip() {
    say "packages for $1, with pip"
    "$1" -m venv --clear .venv >>"$log" 2>&1 || return 1
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt >>"$log" 2>&1 ||
        fail "The packages of requirements.txt could not be fetched or installed: is the network there?"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . >>"$log" 2>&1 ||
        fail "The project itself could not be installed into .venv."
}

if command -v uv >/dev/null 2>&1 && install_with_uv uv; then exit 0; fi

exact="v == ($(echo "$wanted" | sed 's/\./, /'))"
for python in "python$wanted" python3 python; do
    if is_python "$python" "$exact" && install_with_pip "$python"; then exit 0; fi
done

for python in python3 python python3.14 python3.12 python3.11 python3.10 python3.9; do
    is_python "$python" "v >= (3, 9)" || continue
    say "no Python $wanted here; $python fetches uv, and uv fetches Python $wanted"
    "$python" -m venv --clear .cache/uv >>"$log" 2>&1 || continue
    .cache/uv/bin/python -m pip install --quiet --disable-pip-version-check uv >>"$log" 2>&1 ||
        fail "uv could not be fetched: is the network there?"
    install_with_uv .cache/uv/bin/uv && exit 0
    fail "uv could not fetch Python $wanted: is the network there? Installing Python $wanted by hand helps too."
done

fail "Neither uv nor a Python (3.9 or newer, with its venv module; on Debian the package python3-venv) was found."
