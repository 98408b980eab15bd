#!/bin/sh
# Installs the modules, which are built and tested, into an empty Maven repository, builds examples/consumer from there and
# runs it on the class path and on the module path. Files that this machine has are copied, others are downloaded.
set -eu
cd "$(dirname "$0")/.."
. .ci/library.sh
settings "${MAVEN_REPOSITORY:-${HOME:-/root}/.m2/repository}"
# The classes are those that were tested: they need not be compiled again.
maven -DskipTests -Dspotless.check.skip -Dmaven.compiler.useIncrementalCompilation=false install
consumer "$(version)"
fuse_both "${JAVA_HOME:+$JAVA_HOME/bin/}java" fused
