#!/bin/sh
# Compares the public classes of all library modules with those of the last tag vVERSION, by the rules of Semantic Versioning.
# That version must be in the local Maven repository: install it, in a checkout of the tag, or let Maven fetch it.
#   .ci/api.sh [VERSION]
set -eu
cd "$(dirname "$0")/.."
skip() { printf 'api: skipped, %s\n' "$*"; exit 0; }
last=${1:-$(git describe --tags --abbrev=0 --match 'v[0-9]*' 2>/dev/null | sed 's/^v//')}
[ -n "$last" ] || skip "there is no tag yet"
now=$(sed -n 's/^  <version>\(.*\)<\/version>/\1/p' pom.xml)
if [ "${last%%.*}" = 0 ] && [ "${now%.*}" != "${last%.*}" ]; then
    skip "before 1.0 a new second number may break programs: $now after $last"
fi
repository=${MAVEN_REPOSITORY:-${HOME:-/root}/.m2/repository}
[ -f "$repository/io/github/psfusion/psfusion-imaging/$last/psfusion-imaging-$last.jar" ] ||
    skip "version $last is not in $repository: run mvn install in a checkout of v$last"
mvn --batch-mode --quiet -Dmaven.repo.local="$repository" -Dmaven.test.skip=true -Dspotless.check.skip \
    -Dmaven.compiler.useIncrementalCompilation=false -Dpsfusion.baseline="$last" verify
echo "api: no change since $last that its version does not announce"
