#!/bin/sh
# Installs the modules, which are built and tested, into an empty Maven repository, builds examples/consumer from there and
# runs it on the class path and on the module path. Files that this machine has are copied, others are downloaded.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
here=${MAVEN_REPOSITORY:-${HOME:-/root}/.m2/repository}
cat >"$scratch/settings.xml" <<XML
<settings>
  <profiles><profile><id>copies</id>
    <repositories><repository><id>copies</id><url>file://$here</url></repository></repositories>
    <pluginRepositories><pluginRepository><id>copies</id><url>file://$here</url></pluginRepository></pluginRepositories>
  </profile></profiles>
  <activeProfiles><activeProfile>copies</activeProfile></activeProfiles>
</settings>
XML
maven() { mvn --batch-mode --quiet --global-settings "$scratch/settings.xml" -Dmaven.repo.local="$scratch/repository" "$@"; }
# The classes are those that were tested: they need not be compiled again.
maven -DskipTests -Dspotless.check.skip -Dmaven.compiler.useIncrementalCompilation=false install
cp -r examples/consumer "$scratch/consumer"
(cd "$scratch/consumer" && maven package)
app=$scratch/consumer/target/app
set -- "$PWD/models/psfusion.safetensors" "$PWD/samples/ir/00001D.png" "$PWD/samples/vi/00001D.png"
java -cp "$app/*" org.example.FuseOnePair "$@" "$scratch/class.png"
java -p "$app" --add-modules ALL-MODULE-PATH -m org.example.consumer/org.example.FuseOnePair "$@" "$scratch/module.png"
test -s "$scratch/class.png" && test -s "$scratch/module.png"
