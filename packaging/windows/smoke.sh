#!/usr/bin/env bash
# Installs the setup in a Windows of Wine's and walks the installed program (inside debian.sh):
# build/windows/source holds what the source makes of the example on Linux.
# One line a check; the first that fails ends the run with its output.
set -euo pipefail
export WINEPREFIX=$PWD/build/windows/smoke
. packaging/windows/wine.sh
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' ebel_wizard/__init__.py)
setup=dist/windows/ebel-wizard-$version-kurulum.exe
frozen=dist/windows/ebel-wizard
out=build/windows/smoke-out
rm -rf "$WINEPREFIX" "${WINEPREFIX}32" $out
mkdir -p $out

Xvfb -displayfd 3 -screen 0 1600x1000x24 3>$out/display >/dev/null 2>&1 &
until [ -s $out/display ]; do sleep 0.1; done
DISPLAY=:$(cat $out/display)
export DISPLAY
openbox >/dev/null 2>&1 &

say() { printf '%-7s%s\n' "$1" "$2"; }
# check NAME COMMAND…: the command must succeed.
check() {
    local name=$1
    shift
    if "$@" >$out/last.log 2>&1; then say ok "$name"; else
        say FAILED "$name"
        cat $out/last.log
        exit 1
    fi
}
# Wine's exit status has eight bits of Windows' number.
ends_with() {
    local number=$1 status=0
    shift
    wine_run 300 "$@" || status=$?
    echo "status $status"
    [ $status = $((number % 256)) ]
}
registry() { wine_run 60 reg query "$@" /reg:64; }
entry='Software\Microsoft\Windows\CurrentVersion\Uninstall\ebel-wizard'
entry_says() { registry "HKCU\\$entry" /v "$1" | grep -F "$2"; }
handed_over() { registry 'HKCU\Software\Classes\ebel_wizard.devir\shell\open\command' | grep -F '"%1"'; }
no_entry() { ! registry "$1\\$entry"; }
wait_for() { for _ in $(seq 60); do "$@" >/dev/null 2>&1 && return; sleep 1; done; return 1; }
window() { xdotool search --onlyvisible --name 'e-Belediye'; }
no_window() { ! window; }

make_prefix
local_data=$(echo "$WINEPREFIX"/drive_c/users/*/AppData/Local | tr ' ' '\n' | grep -v Public)
program="$local_data/Programs/ebel-wizard"
# As Windows spells it: a path of Linux's works too, but is none that an officer has.
windows() { echo "C:${1#"$WINEPREFIX/drive_c"}" | tr / '\\'; }
cli=$(windows "$program/ebel-wizard-cli.exe")
data="$local_data/ebel_wizard"

# An older version: the same program with a file that the newer one no longer has.
older=$out/older
cp -a $frozen $older
echo old >$older/_internal/old.txt
makensis -V1 -INPUTCHARSET UTF8 -NOCD -X'SetCompressor /FINAL zlib' -DVERSION=0.0.1 -DFILES=$older \
    -DSIGN= -DICON=build/windows/ebel-wizard.ico -DOUT=$out/older.exe packaging/windows/setup.nsi
echo '{"helpdesk_email": "destek@belediye.example"}' >$out/preset.json

wine_run 60 winecfg -v win81
check "Windows 8.1 is refused, with Windows' own number" ends_with 1633 $setup /S
check "a 32-bit Windows, too" env WINEPREFIX="$PWD/build/windows/smoke32" WINEARCH=win32 \
    bash -c '. packaging/windows/wine.sh; make_prefix; wine_run 60 winecfg -v win10
        wine_run 60 "$0" /S; status=$?; wineserver -k; [ $status = $((1633 % 256)) ]' $setup
wine_run 60 winecfg -v win10
check "a preset that is not there is refused" ends_with 2 $setup /S '/PRESET=C:\none.json'
check "an older version installs silently" ends_with 0 $out/older.exe /S /CurrentUser \
    "/PRESET=Z:\\src\\$(echo $out/preset.json | tr / '\\')"
check "its entry has its version" entry_says DisplayVersion 0.0.1
check "the preset is there" grep -q destek@belediye.example "$data/settings.json"
wine "$(windows "$program/ebel-wizard.exe")" </dev/null 2>&1 | cat >$out/window.log &
running=$!
check "the first start shows the window" wait_for window
check "… and makes the workspace" wait_for find "$data" -name answers.db -size +0
check "the setup over the running program ends with 1618" ends_with 1618 $setup /S /CurrentUser
check "… and closes nothing" window
import -window root $out/first-start.png
check "the program is asked to close" wine_run 60 taskkill /im ebel-wizard.exe
check "… and does" wait_for no_window
wait $running # its window goes before it has put everything in its place
check "… without a word" test ! -s $out/window.log
find "$data" -type f -exec sha256sum {} + | sort >$out/before
check "the newer version installs over it" ends_with 0 $setup /S /CurrentUser
check "the older one's files are gone" test ! -e "$program/_internal/old.txt"
find "$data" -type f -exec sha256sum {} + | sort >$out/after
check "the data are as they were" cmp $out/before $out/after
check "its entry has its version" entry_says DisplayVersion "$version"
check "… size" entry_says EstimatedSize 0x
check "… publisher" entry_says Publisher ebel_wizard
check "the hand-over file has its type" registry 'HKCU\Software\Classes\.ebel'
check "… and goes to the program by a double click" handed_over
check "the Start menu has the program" test -e \
    "$local_data/../Roaming/Microsoft/Windows/Start Menu/Programs/e-Belediye’ye geçiş.lnk"
check "what is installed is what was frozen" diff -rq -x uninstall.exe $frozen "$program"

check "--version" ends_with 0 "$cli" --version
walk() {
    wine_run 900 "$cli" demo --check --out "$(windows "$local_data/Temp/walk")" >$out/walk.log
    ! grep -v '^tamam: ' $out/walk.log
}
check "the walk of the demo: step 1, list, documents, secrets, encryption, hand-over" walk
sed 's/^tamam: /ok       /' $out/walk.log
check "… in Windows' own vault" registry 'HKCU\Software\Wine\Credential Manager'
check "every document of the example" wine_run 300 "$cli" render \
    resources/examples/ornek-cevaplar.toml --out $out/render --all --docx
check "the same bytes as from source on Linux" diff -rq $out/render build/windows/source
check "a list of people is read" wine_run 120 "$cli" people \
    tests/people_import/samples/personel-temiz.xlsx

check "it uninstalls silently" ends_with 0 "$program/uninstall.exe" /S \
    "_?=$(windows "$program")"
check "… the program is gone" test ! -e "$program/ebel-wizard.exe" -a ! -e "$program/_internal"
check "… the entry is gone" no_entry HKCU
check "… the data stay" test -s "$data/settings.json"

strange='C:\users\Public\Çağrı Işık\Uzun bir klasör adı\ebel'
check "into a folder with Turkish letters, for all" ends_with 0 $setup /S /AllUsers /D=$strange
check "… it starts there" ends_with 0 "$strange\ebel-wizard-cli.exe" --version
check "… with an entry for the machine" registry "HKLM\\$entry"
