#!/usr/bin/env bash
# Runs a command in a Debian 13 of its own, made at the first call in build/windows/debian, that has
# Wine and what makes a setup; the checkout is at /src there. Needs root. Whatever the command
# started ends with it.
set -euo pipefail
cd "$(dirname "$0")/../.."
system=build/windows/debian
packages="wine wine64 wine32:i386 xvfb xauth openbox nsis gcc-mingw-w64-x86-64-win32 zip
    unzip osslsigncode openssl ca-certificates imagemagick xdotool"

if [ ! -e $system/ready ]; then
    rm -rf $system
    mkdir -p $system
    # A Debian's own mirror, if this is one; else what debootstrap takes by itself.
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' \
        'Origin: Debian' 'Component: main' 'Label: Debian' | head -n 1)
    debootstrap --variant=minbase trixie $system $mirror
    chroot $system sh -c "export DEBIAN_FRONTEND=noninteractive
        dpkg --add-architecture i386
        apt-get -q update
        apt-get -q -y install --no-install-recommends $(echo $packages)
        apt-get clean"
    mkdir -p $system/src
    touch $system/ready
fi

export HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin XDG_RUNTIME_DIR=/run
export WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml=;icuuc=n" PYTHONUTF8=1
exec unshare --mount --pid --fork --kill-child sh -c '
    mount --bind . $0/src
    mount -t proc proc $0/proc
    exec chroot $0 sh -c "cd /src && exec \"\$@\"" sh "$@"' $system "$@"
