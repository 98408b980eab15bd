# Functions of the scripts in this folder that build a user's program. They are sourced in the root of the checkout; $scratch is a
# folder that is removed at the end.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Writes settings with which Maven takes what it lacks from the folders that are named, then from the network.
settings() {
    for folder; do
        printf '<repository><id>%s</id><url>file://%s</url></repository>\n' "folder$(printf %s "$folder" | cksum | sed 's/ .*//')" "$folder"
    done >"$scratch/folders"
    {
        echo '<settings><profiles><profile><id>folders</id><repositories>'
        cat "$scratch/folders"
        echo '</repositories><pluginRepositories>'
        sed 's/repository>/pluginRepository>/g' "$scratch/folders"
        echo '</pluginRepositories></profile></profiles>'
        echo '<activeProfiles><activeProfile>folders</activeProfile></activeProfiles></settings>'
    } >"$scratch/settings.xml"
}

# Maven with a local repository of its own, $scratch/repository, which is empty at first.
maven() { mvn --batch-mode --quiet -T2 -Dstyle.color=never --global-settings "$scratch/settings.xml" -Dmaven.repo.local="$scratch/repository" "$@"; }

version() { sed -n 's/^  <version>\(.*\)<\/version>/\1/p' pom.xml; }

# Builds examples/consumer with a version of the modules, and with the lines of Java of the README in it.
#   consumer VERSION OPTION_OF_MAVEN...
consumer() {
    rm -rf "$scratch/consumer"
    cp -r examples/consumer "$scratch/consumer"
    sed -i "s/$(version)/$1/" "$scratch/consumer/pom.xml"
    shift
    {
        echo 'package org.example;'
        for type in imaging.Image imaging.ImagePair imaging.Plane networks.psfusion.PsFusion; do
            echo "import io.github.psfusion.$type;"
        done
        echo 'final class Readme {'
        echo 'static void fuse(Plane infrared, Image visible) throws java.io.IOException {'
        awk '/^```/ { inside = /^```java/ && !seen++; next } inside' README.md | sed 's/Path\.of/java.nio.file.Path.of/'
        echo '}}'
    } >"$scratch/consumer/src/main/java/org/example/Readme.java"
    grep -q PsFusion.load "$scratch/consumer/src/main/java/org/example/Readme.java"
    (cd "$scratch/consumer" && maven "$@" package)
}

# Runs the program on the class path and on the module path; the images must be the same, byte for byte. On CPUs with products
# of bfloat16 the program measures whether they are faster, and might find two answers, with AVX-512 alone too: oneDNN is told to
# leave both alone.
#   fuse_both JAVA NAME
fuse_both() {
    export ONEDNN_MAX_CPU_ISA=AVX2
    app=$scratch/consumer/target/app
    set -- "$1" "$scratch/$2" "$PWD/models/psfusion.safetensors" "$PWD/samples/ir/00001D.png" "$PWD/samples/vi/00001D.png"
    "$1" -cp "$app/*" org.example.FuseOnePair "$3" "$4" "$5" "$2-class.png"
    "$1" -p "$app" --add-modules ALL-MODULE-PATH -m org.example.consumer/org.example.FuseOnePair \
        "$3" "$4" "$5" "$2-module.png"
    cmp "$2-class.png" "$2-module.png"
}
