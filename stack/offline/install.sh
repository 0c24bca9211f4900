#!/bin/sh
# Installs the services from this folder, without internet:
#   sh install.sh [FOLDER]          FOLDER is /opt/diabetes if it is not given
# Set SUMS to the SHA-256 of the file SHA256SUMS, as you got it by another way than this folder, to check it too, and
# PYTHON to another interpreter than python3.
set -eu

say() {
    case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    es*) echo "$2" ;;
    *) echo "$1" ;;
    esac
}
stop() {
    say "error: $1" "error: $2" >&2
    exit 1
}

home=${1:-/opt/diabetes}
python=${PYTHON:-python3}
cd "$(dirname "$0")"

if [ -n "${SUMS:-}" ]; then
    echo "$SUMS  SHA256SUMS" | sha256sum --check --status ||
        stop "SHA256SUMS is not the list that you were told" "SHA256SUMS no es la lista que le indicaron"
fi
sha256sum --check --strict --quiet SHA256SUMS ||
    stop "files are damaged or missing: copy the folder again" "hay archivos dañados o faltantes: copie la carpeta otra vez"
listed=$(sed 's/^[0-9a-f]*  //' SHA256SUMS | LC_ALL=C sort)
found=$(find . ! -type d ! -path ./SHA256SUMS | sed 's,^\./,,' | LC_ALL=C sort)
[ "$listed" = "$found" ] ||
    stop "the folder has files that are not in its list SHA256SUMS" "la carpeta tiene archivos que no están en su lista SHA256SUMS"

wanted=$(cat python.txt)
running=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])') ||
    stop "$python does not run: set PYTHON" "$python no funciona: indique PYTHON"
[ "$wanted" = "$running" ] ||
    stop "Python $wanted is needed, $python is $running: set PYTHON" "se necesita Python $wanted y $python es $running: indique PYTHON"

version=$(ls wheels/diabetes_stack-*.whl | sed 's,.*/diabetes_stack-\([^-]*\)-.*,\1,')
if [ -e "$home/current" ]; then
    stop "there is an installation in $home: use $home/current/bin/diabetes-stack update system --from $(pwd)" \
        "ya hay una instalación en $home: use $home/current/bin/diabetes-stack update system --from $(pwd)"
fi

environment=$home/releases/$version
rm -rf "$environment"
mkdir -p "$home/releases"
"$python" -m venv --without-pip "$environment"
# pip runs from its own wheel.
installer=$(ls wheels/pip-[0-9]*.whl)/pip
pip() {
    "$environment/bin/python" "$installer" --disable-pip-version-check --no-input "$@"
}
pip install --quiet --no-index --no-deps --no-compile wheels/*.whl
pip check
touch "$environment/.whole"
ln -s "releases/$version" "$home/current"

say "Version $version is installed in $home. Next: the settings (README.txt), then $home/current/bin/diabetes-stack up" \
    "La versión $version está instalada en $home. Ahora: la configuración (LEAME.txt) y luego $home/current/bin/diabetes-stack up"
