#!/bin/sh
# Builds the release archive, unpacks it, and runs it as on a machine with a Java runtime and nothing else: no Maven, another home
# folder. The images must be those of the checkout's program, where that has been built (cli/target/app).
set -eu
cd "$(dirname "$0")/.."
. .ci/library.sh
fail() { printf 'packages: %s\n' "$*" >&2; exit 1; }
packaging/build.sh archive >"$scratch/files"
tar=$(grep '\.tar\.gz$' "$scratch/files")
zip=$(grep '\.zip$' "$scratch/files")

mkdir "$scratch/unpacked folder" "$scratch/tools" "$scratch/home"
tar --extract --file "$tar" --directory "$scratch/unpacked folder"
program=$scratch/unpacked folder/psfusion-$(version)
# The same files in both, with the same rights.
(cd "$scratch/unpacked folder" && find . -type f -printf '%M %P\n' | LC_ALL=C sort -k 2) >"$scratch/tar.files"
unzip -Z "$zip" | awk '/^-/ { sub(/.* [0-9][0-9]:[0-9][0-9] /, $1 " "); print }' | LC_ALL=C sort -k 2 >"$scratch/zip.files"
diff "$scratch/tar.files" "$scratch/zip.files" || fail "the two archives differ"
for file in LICENSE README.txt licenses/THIRD-PARTY.txt bin/psfusion.cmd models/psfusion.safetensors share/man/man1/psfusion.1 \
    share/man/man1/psfusion-fuse.1 share/bash-completion/completions/psfusion share/zsh/site-functions/_psfusion; do
    [ -s "$program/$file" ] || fail "$file is missing"
done
[ "$(find "$program/lib/app" -name 'pytorch-*-*-*-*.jar' | wc -l)" = 1 ] || fail "the native libraries are not those of one platform"

for tool in cat cksum dirname env find grep head id locale ls mkdir readlink rm sed sh sleep touch uname; do
    path=$(command -v "$tool") && ln -s "$path" "$scratch/tools/$tool"
done
ln -s "$(readlink -f "${JAVA_HOME:+$JAVA_HOME/bin/}$(basename "$(command -v java)")" || command -v java)" "$scratch/tools/java"
run() { # ARGUMENT...
    (cd "$scratch/home" && env -i PATH="$scratch/tools" HOME="$scratch/home" "$program/bin/psfusion" "$@")
}
run --version
run doctor
run fuse --pairs "$program/samples" -o out
[ "$(find "$scratch/home/out" -name '*.png' | wc -l)" = 4 ] || fail "there are not four images"
[ -d "$scratch/home/.cache/psfusion" ] || fail "the cache is not in the home folder"
[ -z "$(find "$program" -newer "$scratch/tools/java" -type f)" ] || fail "the program wrote into its own folder"
echo "packages: $(basename "$tar") ($(du -m "$tar" | cut -f 1) MB) works without Maven"
