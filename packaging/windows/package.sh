#!/usr/bin/env bash
# Freezes the program under Wine (inside debian.sh) and packs it: SIGN and SOURCE_DATE_EPOCH
# are build.sh's.
set -euo pipefail
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' ebel_wizard/__init__.py)
frozen=dist/windows/ebel-wizard
# Modules are stored as they are: the setup is packed as a whole, and tighter.
export WINEPREFIX=$PWD/build/windows/prefix PYTHONHASHSEED=0 PYINSTALLER_ZLIB_COMPRESSION_LEVEL=0
. packaging/windows/wine.sh

make_prefix
wine_run 1800 'Z:\src\build\windows\python\python.exe' -m PyInstaller --noconfirm \
    --log-level WARN --distpath dist/windows --workpath build/windows/freeze build.spec
test -s $frozen/ebel-wizard.exe
# Nothing of Wine's and none of its stand-ins may travel.
! grep -rlE 'Wine (builtin|placeholder) DLL' $frozen
! find $frozen -iname 'icu*.dll' -o -iname 'api-ms-*' -o -iname 'ucrtbase.dll' | grep .
if [ -n "$SIGN" ]; then
    for each in $frozen/*.exe; do $SIGN "$each"; done
fi

find $frozen -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
name=dist/windows/ebel-wizard-$version
rm -f "$name"-*
makensis -V2 -INPUTCHARSET UTF8 -NOCD -DVERSION="$version" -DFILES=$frozen -DSIGN="$SIGN" \
    -DICON=build/windows/ebel-wizard.ico -DOUT="$name-kurulum.exe" packaging/windows/setup.nsi
portable=build/windows/ebel-wizard-$version
rm -rf "$portable"
cp -a $frozen "$portable"
cp packaging/windows/tasinabilir.cmd "$portable"
touch -d "@$SOURCE_DATE_EPOCH" "$portable"/tasinabilir.cmd
(cd build/windows && find "ebel-wizard-$version" -type f | sort |
    zip -q -9 -X "../../$name-tasinabilir.zip" -@)
rm -r "$portable"
sha256sum "$name"-* | tee "dist/windows/SHA256SUMS"
