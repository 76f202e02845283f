# What a script inside debian.sh needs for a Windows of Wine's in $WINEPREFIX.

# Runs a Windows program for at most so many seconds. Python ends where its output is a file and its
# input is nothing: hence the pipe.
wine_run() {
    local seconds=$1
    shift
    timeout "$seconds" wine "$@" </dev/null 2>&1 | cat
    return "${PIPESTATUS[0]}"
}

make_prefix() {
    [ -e "$WINEPREFIX/system.reg" ] && return
    timeout 300 xvfb-run -a wineboot -i </dev/null 2>&1 | cat >/dev/null
    x86_64-w64-mingw32-gcc -shared -O2 -o "$WINEPREFIX/drive_c/windows/system32/icuuc.dll" \
        packaging/windows/wine_icuuc.c
}
