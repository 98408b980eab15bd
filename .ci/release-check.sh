#!/bin/sh
# Tries a release without publishing anything: builds all modules twice, in two folders, which must give the same bytes; deploys
# them, signed by a key that is thrown away, into a folder; and builds and runs examples/consumer offline from there, with an
# empty local repository, with each JDK from 17 on that is found in /usr/lib/jvm or named in JAVA_HOMES. Takes some minutes.
#
# Needs gpg. What the Maven repository of this machine lacks is downloaded before the program is built offline.
#   .ci/release-check.sh [FOLDER]    FOLDER keeps what was deployed
set -eu
cd "$(dirname "$0")/.."
. .ci/library.sh
here=${MAVEN_REPOSITORY:-${HOME:-/root}/.m2/repository}
snapshot=$(version)
release=${snapshot%-SNAPSHOT}
deployed=${1:-$scratch/deployed}
mkdir -p "$deployed"
deployed=$(cd "$deployed" && pwd)
say() { printf 'release-check: %s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }
settings "$here"

export GNUPGHOME="$scratch/keys"
mkdir -m 700 "$GNUPGHOME"
trap 'gpgconf --kill gpg-agent 2>/dev/null || :; rm -rf "$scratch"' EXIT
gpg --batch --quiet --passphrase '' --quick-generate-key 'Thrown away <nobody@psfusion.example>' ed25519 sign never

# Copies the files that git knows, with the number of the release.
copy_to() {
    mkdir "$1"
    git ls-files -z | tar --create --null --files-from=- | tar --extract --directory "$1"
    find "$1" -name pom.xml -exec sed -i "s/<version>$snapshot</<version>$release</" {} +
}

say "building and deploying $release"
copy_to "$scratch/first"
(cd "$scratch/first" && maven -Prelease -Dmaven.test.skip=true -Dspotless.check.skip deploy \
    -DaltDeploymentRepository="trial::file:$deployed")
say "building it again in another folder"
copy_to "$scratch/second folder"
(cd "$scratch/second folder" && maven -Prelease -Dmaven.test.skip=true -Dspotless.check.skip -Dgpg.skip package \
    -DaltDeploymentRepository="trial::file:$deployed")
jars() { (cd "$1" && find . -path '*/target/*.jar' -exec sha256sum {} + | LC_ALL=C sort -k 2); }
jars "$scratch/first" >"$scratch/first.sums"
jars "$scratch/second folder" >"$scratch/second.sums"
diff "$scratch/first.sums" "$scratch/second.sums" || fail "two builds differ"
say "$(wc -l <"$scratch/first.sums") jars of two builds are equal, byte for byte"

# What Maven Central asks of each file, and nothing unsigned.
find "$deployed" -name '*.pom' >"$scratch/poms"
[ "$(wc -l <"$scratch/poms")" -ge 15 ] || fail "only $(wc -l <"$scratch/poms") poms were deployed"
while read -r pom; do
    base=${pom%.pom}
    files=$pom
    if ! grep -q '<packaging>pom</packaging>' "$pom"; then
        files="$pom $base.jar $base-sources.jar $base-javadoc.jar"
    fi
    for file in $files; do
        for suffix in "" .asc .md5 .sha1; do [ -s "$file$suffix" ] || fail "$file$suffix is missing"; done
        gpg --batch --quiet --verify "$file.asc" "$file" 2>/dev/null || fail "$file.asc is not its signature"
        [ "$(sha1sum <"$file")" = "$(cat "$file.sha1")  -" ] || fail "$file.sha1 is not its sum"
    done
done <"$scratch/poms"
say "$(wc -l <"$scratch/poms") artifacts have sources, documentation, sums and signatures"

# Whatever Maven itself lacks for the program, such as its default plug-ins, comes once, and is then a folder like that of the
# release: offline, only these may be read.
settings "$deployed" "$here"
consumer "$release"
rm -rf "$scratch/repository/io/github/psfusion"
mv "$scratch/repository" "$scratch/others"
settings "$deployed" "$scratch/others"
count=0
for home in ${JAVA_HOMES:-/usr/lib/jvm/*}; do
    [ -x "$home/bin/javac" ] && [ ! -L "$home" ] || continue
    number=$("$home/bin/java" -version 2>&1 | sed -n '1s/[^"]*"\([0-9]*\).*/\1/p')
    [ "$number" -ge 17 ] || continue
    rm -rf "$scratch/repository"
    JAVA_HOME=$home consumer "$release" --offline -Daether.offline.protocols=file
    [ -z "$(find "$scratch/repository" -name '*-windows-*' -o -name '*-macosx-*')" ] || fail "libraries of other platforms came"
    fuse_both "$home/bin/java" "fused-$number"
    say "Java $number: built offline with $(find "$scratch/consumer/target/app" -name '*.jar' | wc -l) jars, both paths give the same image"
    first=${first:-$scratch/fused-$number-class.png}
    cmp "$first" "$scratch/fused-$number-class.png"
    count=$((count + 1))
done
[ "$count" -gt 0 ] || fail "no JDK of version 17 or newer was found; name some in JAVA_HOMES"
