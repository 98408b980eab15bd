#!/bin/sh
# Builds a package of the program in target/packages, with the native libraries of this machine's platform:
#
#   packaging/build.sh archive      psfusion-VERSION-PLATFORM.tar.gz and .zip; whoever unpacks it needs a Java runtime 17 or newer
#   packaging/build.sh app-image    psfusion-VERSION-PLATFORM-app.tar.gz with a Java runtime of its own; needs jpackage
#   packaging/build.sh deb          that app image as psfusion_VERSION_amd64.deb; needs dpkg-deb
#
# Needs a JDK and Maven. Two builds of one commit by one JDK give the same archive, byte for byte.
set -eu
cd "$(dirname "$0")/.."
fail() {
    printf 'packaging: %s\n' "$1" >&2
    exit 1
}
need() { command -v "$1" >/dev/null || fail "needs $1${2:+ ($2)}"; }

case ${1:-} in
    archive | app-image | deb) kind=$1 ;;
    *) fail "usage: packaging/build.sh archive|app-image|deb" ;;
esac
version=$(sed -n 's/^  <version>\(.*\)<\/version>/\1/p' pom.xml)
time=$(sed -n 's/.*<project.build.outputTimestamp>\(.*\)<.*/\1/p' pom.xml)
packages=$PWD/target/packages
work=$packages/work
home=$work/psfusion-$version
rm -rf "$work"
mkdir -p "$home/bin" "$home/lib/app" "$home/share/man/man1" "$home/licenses"
umask 022

# All jars, those of the modules and of others, and the list of licenses that their poms name.
need mvn
need unzip
mvn --batch-mode --quiet -Dmaven.test.skip=true -Dspotless.check.skip -Dmaven.compiler.useIncrementalCompilation=false \
    -Dstyle.color=never -Dpsfusion.app="$home/lib/app" --projects cli --also-make package license:add-third-party >&2
platform=$(find "$home/lib/app" -name 'pytorch-*-*-*-*.jar' | sed 's/.*-\([a-z]*-[a-z0-9_]*\)\.jar/\1/')
[ "$(printf '%s\n' "$platform" | wc -l)" = 1 ] && [ -n "$platform" ] ||
    fail "the native libraries of one platform are wanted, and lib/app has those of: ${platform:-none}"
# Jars that JavaCPP publishes for platforms for which there is no network.
find "$home/lib/app" \( -name 'javacpp-*-*-*.jar' -o -name 'openblas-*-*-*-*.jar' \) ! -name "*-$platform.jar" -delete

cp psfusion "$home/bin/psfusion"
sed 's/$/\r/' packaging/psfusion.cmd >"$home/bin/psfusion.cmd"
cp packaging/README.txt LICENSE CITATION.cff "$home"
cp -R models samples "$home"

# The list of licenses; the texts that jars carry; those of packaging/licenses for the jars that carry none.
sed -n '/(io\.github\.psfusion:/d; /^ *(/s/^ *//p' cli/target/generated-sources/license/THIRD-PARTY.txt >"$home/licenses/THIRD-PARTY.txt"
cp packaging/licenses/* "$home/licenses"
for jar in "$home"/lib/app/*.jar; do
    name=$(basename "$jar" .jar)
    case $name in psfusion-*) continue ;; esac
    texts=$(unzip -Z1 "$jar" | grep -iE '(^|/)(license|licence|notice|copying)[^/]*$' | grep -viE '\.(class|html)$' || :)
    for text in $texts; do
        mkdir -p "$home/licenses/$name"
        unzip -p "$jar" "$text" >"$home/licenses/$name/$(basename "$text")"
    done
    # Without a text of its own it is under Apache-2.0, whose text is LICENSE, or stands in the index.
    artifact=$(printf %s "$name" | sed 's/-[0-9].*//')
    if [ -z "$texts" ] && ! grep -q "^$artifact " packaging/licenses/index; then
        grep Apache "$home/licenses/THIRD-PARTY.txt" | grep -q ":$artifact:" ||
            fail "the license of $name.jar has no text: add it to packaging/licenses and its index"
    fi
done

# Manual pages and completion, written by the program itself.
JAVA_HOME=${JAVA_HOME:-} "$home/bin/psfusion" generate-completion >"$work/completion"
mkdir -p "$home/share/bash-completion/completions" "$home/share/zsh/site-functions"
cp "$work/completion" "$home/share/bash-completion/completions/psfusion"
{
    echo '#compdef psfusion'
    echo 'autoload -U +X bashcompinit && bashcompinit'
    # zsh expands no alias in a file of completion, and reads it at the first completion, which is to be answered, too.
    sed 's/alias compopt=complete/compopt() { :; }/' "$work/completion"
    echo '_bash_complete -o default -F _complete_psfusion'
} >"$home/share/zsh/site-functions/_psfusion"
"$home/bin/psfusion" generate-man-pages "$home/share/man/man1" >/dev/null
find "$home" -type d -exec chmod 755 {} +
find "$home" -type f -exec chmod 644 {} +
chmod 755 "$home/bin/psfusion"

# An archive of a folder with names in order, one time, no owner.
tarball() { # FILE FOLDER
    (cd "$(dirname "$2")" && tar --create --sort=name --format=gnu --owner=0 --group=0 --numeric-owner --mtime="$time" \
        --file=- "$(basename "$2")") | gzip -n >"$1.part"
    mv "$1.part" "$1"
    echo "$1"
}

if [ "$kind" = archive ]; then
    need zip
    find "$home" -exec touch --date="$time" {} +
    zip=$packages/psfusion-$version-$platform.zip
    tarball "$packages/psfusion-$version-$platform.tar.gz" "$home" &
    rm -f "$zip"
    (cd "$work" && find "psfusion-$version" | LC_ALL=C sort | TZ=UTC zip -q -X -@ "$zip")
    wait $!
    echo "$zip"
    rm -rf "$work"
    exit
fi

# The modules of the JDK that the jars use. jlink takes no automatic modules: all jars stay on the class path.
if [ -n "${JAVA_HOME:-}" ]; then PATH=$JAVA_HOME/bin:$PATH; fi
need jpackage "a whole JDK"
# jdeps resolves the descriptors that jars have, and stumbles over libraries that name an automatic module: it gets classes only.
mkdir "$work/classes"
for jar in "$home"/lib/app/*.jar; do
    case $jar in *-"$platform".jar) ;; *) unzip -qo "$jar" '*.class' -x 'META-INF/*' module-info.class -d "$work/classes" 2>/dev/null || : ;; esac
done
modules=$(jdeps --ignore-missing-deps --print-module-deps "$work/classes")
rm -r "$work/classes"
echo "packaging: the Java runtime has the modules $modules" >&2
# Two that nothing names: jdk.charsets for file names of other locales, and the elliptic curves without which Java 17 to 21 reach no
# server by HTTPS. jdk.localedata is left out: the program speaks English.
for module in jdk.charsets jdk.crypto.ec; do
    if java --list-modules | grep -q "^$module"; then modules=$modules,$module; fi
done
jlink --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages --output "$work/runtime"
"$work/runtime/bin/java" -Xshare:dump >/dev/null
# The program opens no window and makes no sound: what needs a display or a sound card goes.
for library in awt_xawt jawt splashscreen jsound atk-wrapper; do rm -f "$work/runtime/lib/lib$library.so"; done
jpackage --type app-image --name psfusion --app-version "${version%-SNAPSHOT}" --input "$home/lib/app" \
    --main-jar "psfusion-cli-$version.jar" --main-class io.github.psfusion.cli.PsFusionCommand \
    --runtime-image "$work/runtime" --dest "$work/image"
image=$work/image/psfusion
# The launcher of jpackage can set neither the variables of the allocator, without which networks take twice the time, nor the
# options of JAVA_OPTS: that of the archive takes its place.
rm -f "$image/bin/psfusion" "$image/lib/libapplauncher.so" "$image/lib/app/psfusion.cfg" "$image/lib/app/.jpackage.xml"
rm -rf "$home/lib/app"
cp -R "$home"/* "$image"
rm "$image/bin/psfusion.cmd"

if [ "$kind" = app-image ]; then
    mv "$image" "$work/image/psfusion-$version"
    tarball "$packages/psfusion-$version-$platform-app.tar.gz" "$work/image/psfusion-$version"
    rm -rf "$work"
    exit
fi

need dpkg-deb
root=$work/root
architecture=$(dpkg --print-architecture)
mkdir -p "$root/opt" "$root/usr/bin" "$root/usr/share/doc/psfusion" "$root/usr/share/zsh" "$root/DEBIAN"
mv "$image" "$root/opt/psfusion"
ln -s ../../opt/psfusion/bin/psfusion "$root/usr/bin/psfusion"
mv "$root/opt/psfusion/share/man" "$root/opt/psfusion/share/bash-completion" "$root/usr/share"
mv "$root/opt/psfusion/share/zsh/site-functions" "$root/usr/share/zsh/vendor-completions"
rm -r "$root/opt/psfusion/share"
gzip -9n "$root"/usr/share/man/man1/*
cat - LICENSE "$root/opt/psfusion/licenses/THIRD-PARTY.txt" >"$root/usr/share/doc/psfusion/copyright" <<TEXT
PSFusion for Java, copyright 2026 The PSFusion for Java authors, under the license below. The texts of the licenses of other
parts are in /opt/psfusion/licenses.

TEXT
gzip -9nc CHANGELOG.md >"$root/usr/share/doc/psfusion/changelog.gz"
# The packages whose libraries the Java runtime needs, as built on this machine. libtorch needs no others: the C and C++ libraries.
need dpkg-shlibdeps "package dpkg-dev"
mkdir -p "$work/shlibs/debian"
printf 'Source: psfusion\n\nPackage: psfusion\nArchitecture: any\n' >"$work/shlibs/debian/control"
runtime=$root/opt/psfusion/lib/runtime/lib
depends=$(cd "$work/shlibs" && find "$runtime" -name '*.so' -exec dpkg-shlibdeps -O --ignore-missing-info \
    "-l$runtime" "-l$runtime/server" "-l$runtime/jli" {} + 2>"$work/shlibs/log" | sed 's/^shlibs:Depends=//') ||
    fail "dpkg-shlibdeps failed: $(grep error "$work/shlibs/log" | head -n 1)"
[ -n "$depends" ] || fail "dpkg-shlibdeps found no packages"
cat >"$root/DEBIAN/control" <<TEXT
Package: psfusion
Version: $(printf %s "$version" | sed 's/-SNAPSHOT/~SNAPSHOT/')
Architecture: $architecture
Maintainer: The PSFusion for Java authors <nobody@psfusion.example>
Installed-Size: $(du -sk "$root" | cut -f 1)
Depends: $depends
Recommends: fontconfig, fonts-dejavu-core
Section: science
Priority: optional
Description: fuse infrared and visible images with a neural network
 The network PSFusion with its training, classical and other published
 methods, metrics, registration and a service, in one program with its own
 Java runtime.
TEXT
find "$root" -exec touch --no-dereference --date="$time" {} +
SOURCE_DATE_EPOCH=$(date --date="$time" +%s) dpkg-deb --root-owner-group -Zgzip -z1 --build "$root" "$packages" >/dev/null
ls "$packages"/psfusion_*_"$architecture".deb
rm -rf "$work"
