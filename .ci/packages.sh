#!/bin/sh
# Builds a package, unpacks or installs it, and runs it as on a machine without Maven, with another home folder. Each must check
# the machine, fuse the samples, and write nothing into its own folder.
#   .ci/packages.sh [archive]    both archives, with a Java runtime
#   .ci/packages.sh app-image    without any Java but its own
#   .ci/packages.sh deb          as root: installs the package of Debian, runs it without any other Java, and removes it without rest
set -eu
cd "$(dirname "$0")/.."
. .ci/library.sh
kind=${1:-archive}
fail() { printf 'packages: %s\n' "$*" >&2; exit 1; }
packaging/build.sh "$kind" >"$scratch/files"
file=$(grep "^/" "$scratch/files" | head -n 1)
mkdir "$scratch/unpacked folder" "$scratch/tools" "$scratch/home"

# The programs that the launcher uses, and no Maven.
for tool in cat cksum dirname env find grep head id locale ls mkdir readlink rm sed sh sleep touch uname; do
    path=$(command -v "$tool") && ln -s "$path" "$scratch/tools/$tool"
done
run() { (cd "$scratch/home" && env -i PATH="$scratch/tools" HOME="$scratch/home" "$program" "$@"); }
list() { find /etc /opt /usr /var/lib ! -path '/var/lib/dpkg/*' ! -path '/var/lib/apt/*' 2>/dev/null | LC_ALL=C sort; }

case $kind in
    archive)
        java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")
        ln -s "$(readlink -f "$java")" "$scratch/tools/java"
        tar --extract --file "$file" --directory "$scratch/unpacked folder"
        # The same files in both archives, with the same rights.
        (cd "$scratch/unpacked folder" && find . -type f -printf '%M %P\n' | LC_ALL=C sort -k 2) >"$scratch/tar.files"
        unzip -Z "${file%.tar.gz}.zip" | sed -n 's/^\(-[rwx-]*\) .* [0-9][0-9]:[0-9][0-9] /\1 /p' | LC_ALL=C sort -k 2 >"$scratch/zip.files"
        diff "$scratch/tar.files" "$scratch/zip.files" || fail "the two archives differ"
        home="$scratch/unpacked folder/psfusion-$(version)"
        share=$home/share
        ;;
    app-image)
        tar --extract --file "$file" --directory "$scratch/unpacked folder"
        home="$scratch/unpacked folder/psfusion-$(version)"
        share=$home/share
        ;;
    deb)
        [ "$(id -u)" = 0 ] || fail "only root can install packages"
        list >"$scratch/before"
        dpkg --install "$file" >/dev/null
        home=/opt/psfusion
        share=/usr/share
        [ "$(readlink -f /usr/bin/psfusion)" = /opt/psfusion/bin/psfusion ] || fail "/usr/bin/psfusion does not lead to the program"
        ;;
    *) fail "usage: .ci/packages.sh [archive|app-image|deb]" ;;
esac
program=$home/bin/psfusion
zsh=$share/zsh/site-functions/_psfusion
if [ "$kind" = deb ]; then
    program=/usr/bin/psfusion
    zsh=$share/zsh/vendor-completions/_psfusion
fi
for wanted in "$home/LICENSE" "$home/licenses/THIRD-PARTY.txt" "$home/models/psfusion.safetensors" "$zsh" \
    "$share/bash-completion/completions/psfusion"; do
    [ -s "$wanted" ] || fail "$wanted is missing"
done
for page in psfusion psfusion-fuse psfusion-dataset-check; do
    set -- "$share/man/man1/$page.1"*
    [ -s "$1" ] || fail "the manual page $page is missing"
    if command -v man >/dev/null && man --warnings "$1" 2>&1 >/dev/null | grep .; then fail "man complains of $1"; fi
done
[ "$(find "$home/lib/app" -name 'pytorch-*-*-*-*.jar' | wc -l)" = 1 ] || fail "the native libraries are not those of one platform"

: >"$scratch/start"
run --version
run doctor
run fuse --pairs "$home/samples" -o out
[ "$(find "$scratch/home/out" -name '*.png' | wc -l)" = 4 ] || fail "there are not four images"
[ -d "$scratch/home/.cache/psfusion" ] || fail "the cache is not in the home folder"
[ -z "$(find "$home" -newer "$scratch/start")" ] || fail "the program wrote into its own folder"

# The package's own Java reaches servers by HTTPS, whose keys are on elliptic curves today: one whose certificate nobody knows is
# refused for that and for nothing else.
if [ "$kind" != archive ] && command -v openssl >/dev/null; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost \
        -keyout "$scratch/key.pem" -out "$scratch/certificate.pem" 2>/dev/null
    openssl s_server -accept 127.0.0.1:0 -www -key "$scratch/key.pem" -cert "$scratch/certificate.pem" >"$scratch/server" 2>&1 &
    server=$!
    port=
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        port=$(sed -n 's/^ACCEPT .*://p' "$scratch/server")
        [ -z "$port" ] || break
        sleep 1
    done
    run engine install cuda --repository "https://localhost:$port/" 2>"$scratch/engine" && fail "an unknown server was believed"
    kill "$server"
    grep -q "certification path" "$scratch/engine" || fail "no HTTPS: $(cat "$scratch/engine")"
fi

if [ "$kind" = deb ]; then
    dpkg --purge psfusion >/dev/null
    list | diff "$scratch/before" - || fail "the package left something, or took it away"
fi
echo "packages: $(basename "$file") ($(du -m "$file" | cut -f 1) MB) works without Maven"
