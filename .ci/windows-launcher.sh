#!/bin/sh
# Runs the logic of packaging/psfusion.cmd in the command interpreter of Wine (Debian: apt install wine), with a Java that is a
# script and prints its arguments. Wine is not Windows, and the exit code of such a Java does not come through.
set -eu
cd "$(dirname "$0")/.."
command -v wine >/dev/null || { echo "windows-launcher: skipped, there is no wine" >&2; exit 0; }
folder=$(mktemp -d)
export WINEPREFIX="$folder/wine" WINEDEBUG=-all DISPLAY=
trap 'wineserver -k 2>/dev/null || /usr/lib/wine/wineserver -k 2>/dev/null || :; rm -rf "$folder"' EXIT
package="$folder/a (package)"
mkdir -p "$package/bin" "$package/lib/app"
sed 's/$/\r/' packaging/psfusion.cmd >"$package/bin/psfusion.cmd"

jdk() { # NAME VERSION
    mkdir -p "$folder/$1/bin"
    cat >"$folder/$1/bin/java.exe" <<'JAVA'
#!/bin/sh
for argument; do printf '<%s>\n' "$argument"; done
env | grep OPENBLAS
JAVA
    chmod +x "$folder/$1/bin/java.exe"
    printf 'IMPLEMENTOR="x"\nJAVA_VERSION="%s"\n' "$2" >"$folder/$1/release"
}
jdk "jdk (17)" 17.0.15
jdk jdk25 25
jdk jdk11 11.0.2
windows() { printf 'Z:%s' "$folder/$1" | tr / '\\'; }
start() { (cd "$package" && timeout 120 wine cmd /c 'bin\psfusion.cmd' "$@" 2>&1); }
wants() { # TEXT in the output, each one
    for text; do
        printf '%s\n' "$out" | grep -qF -- "$text" || { printf 'windows-launcher: no %s in:\n%s\n' "$text" "$out" >&2; exit 1; }
    done
}
lacks() { if printf '%s\n' "$out" | grep -qF -- "$1"; then printf 'windows-launcher: %s in:\n%s\n' "$1" "$out" >&2; exit 1; fi; }
refuses() { # MESSAGE
    code=0
    out=$(start doctor) || code=$?
    [ "$code" = 6 ] || { echo "windows-launcher: exit code $code" >&2; exit 1; }
    wants "$1"
}

timeout 300 wine wineboot -i >/dev/null 2>&1
refuses "this launcher belongs into the folder bin of a package"
: >"$package/lib/app/psfusion-cli-1.jar"
refuses "no Java found"
JAVA_HOME=$(windows jdk11)
export JAVA_HOME
refuses "is Java 11.0.2, needed is 17 or newer"

JAVA_HOME=$(windows "jdk (17)")
out=$(start fuse --ir 'a b.png' 'wow!')
wants '<-XX:TieredStopAtLevel=1>' "<-Dpsfusion.home=$(windows 'a (package)')>" "<$(windows 'a (package)')\\lib\\app\\*>" '<fuse>' \
    '<--ir>' '<a b.png>' '<wow!>' 'OPENBLAS_NUM_THREADS=1' '\psfusion\cache>'
lacks enable-native-access
for words in "dataset check" "compare" "fuse -m gtf" "fuse --method gtf" "fuse --method=gtf"; do
    # shellcheck disable=SC2086 # words
    out=$(start $words)
    lacks TieredStopAtLevel
done

JAVA_HOME=$(windows jdk25)
out=$(PSFUSION_CACHE='C:\a cache' JAVA_OPTS='-Xmx2g -Da=b' PSFUSION_CLASSPATH='C:\own methods.jar' start doctor)
wants '<--enable-native-access=ALL-UNNAMED>' '<-Dorg.bytedeco.javacpp.cachedir=C:\a cache>' '<-Xmx2g>' '<-Da=b>' \
    'lib\app\*;C:\own methods.jar>'

# A Java of the package comes before that of JAVA_HOME.
cp -R "$folder/jdk25" "$package/lib/runtime"
JAVA_HOME=$(windows jdk11)
out=$(start doctor)
wants '<doctor>'
echo "windows-launcher: the launcher does what it should in Wine's command interpreter"
