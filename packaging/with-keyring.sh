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

# The bus starts the keyring, and again whenever somebody asks for one that has ended: Debian 13's
# aborts now and then. The password opens nothing but this throw-away keyring. The daemon speaks of
# memory locking and capabilities, which a container may lack, and the bus of whom it starts: neither
# is shown. What the bus starts has its output, too: the registry of screen readers says there that it
# runs, and in the midst of what a test worker tells its controller, that waits for ever.
mkdir -p "$own/run/dbus-1/services"
cat >"$own/run/dbus-1/services/org.freedesktop.secrets.service" <<SERVICE
[D-BUS Service]
Name=org.freedesktop.secrets
Exec=/bin/sh -c "echo throw-away | exec gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1"
SERVICE
dbus-run-session -- sh -c '
    dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
        org.freedesktop.DBus.StartServiceByName string:org.freedesktop.secrets uint32:0 >&2
    exec "$@" >&4 2>&3 3>&- 4>&-
' with-keyring "$@" 3>&2 4>&1 >/dev/null 2>&1
