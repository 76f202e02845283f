#!/usr/bin/env bash
# Runs a command in a D-Bus session and a home of its own, with an unlocked GNOME keyring in it,
# and ends with the command's exit status. Neither the user's keyring nor the user's files are
# reached, and nothing is left behind.
#
#     with-keyring.sh [--if-possible] COMMAND [ARGUMENT …]
#
# --if-possible: where there is no keyring program, run the command without one.
set -euo pipefail

optional=no
if [ "${1:-}" = --if-possible ]; then
    optional=yes
    shift
fi

own=$(mktemp -d)
trap 'rm -rf "$own"' EXIT
trap 'exit 143' TERM
mkdir -m 700 "$own/home" "$own/run"
export HOME=$own/home XDG_RUNTIME_DIR=$own/run
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME
# A keyring that meets a screen asks there and waits for an answer; nobody is looking.
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS

if ! command -v dbus-run-session >/dev/null || ! command -v gnome-keyring-daemon >/dev/null; then
    if [ "$optional" = no ]; then
        echo "with-keyring.sh: gnome-keyring and dbus are needed" >&2
        exit 1
    fi
    "$@"
    exit
fi

# The password opens nothing but this throw-away keyring. What the daemon says is about memory
# locking and capabilities, which a container may lack. It takes its name on the bus a moment after
# it has started; a command that came sooner would have the bus start a second, locked one.
dbus-run-session -- bash -c '
    # In the foreground, for one that went into the background once ended in the midst of the tests.
    # It goes with the bus.
    printf "throw-away\n" |
        gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
    for _ in $(seq 100); do
        dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
            org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null |
            grep -q true && break
        sleep 0.05
    done
    "$@"
' with-keyring "$@"
