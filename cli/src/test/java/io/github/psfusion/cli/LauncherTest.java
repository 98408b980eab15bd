// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher, with a Java and a Maven that are small scripts: the one prints its arguments and environment, the other
 * "builds" an empty jar.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "psfusion").toAbsolutePath();

    @TempDir
    private Path folder;

    private Path home = Path.of("");
    private Path jdk = Path.of("");
    private Path tools = Path.of("");

    /** How a start ended. */
    private record Start(int status, String out, String err) {}

    @BeforeEach
    void makeCheckout() throws IOException {
        home = Files.createDirectories(folder.resolve("a checkout")); // with a blank
        Files.copy(LAUNCHER, home.resolve("psfusion"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.createDirectories(home.resolve(".mvn"));
        Files.createDirectories(home.resolve("cli/src/main/java"));
        Files.writeString(home.resolve("cli/pom.xml"), "<project/>");
        jdk = makeJdk("jdk", "17.0.1");
        tools = Files.createDirectories(folder.resolve("tools"));
        script(tools.resolve("mvn"), """
            echo built >>"$BUILDS"
            echo "[INFO] Building PSFusion: metrics 0.1.0-SNAPSHOT              [7/16]"
            sleep "${SLOWLY:-0}"
            [ -z "${FAIL:-}" ] || { echo "[ERROR] no luck"; exit 1; }
            for argument; do case $argument in -Dpsfusion.app=*) : >"${argument#*=}/psfusion.jar" ;; esac; done
            """);
    }

    private Path makeJdk(String name, String version) throws IOException {
        Path made = folder.resolve(name);
        Files.createDirectories(made.resolve("bin"));
        Files.writeString(made.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(made.resolve("bin/java"), """
                echo "$*" >>"$STARTS"
                for argument; do
                    printf '<%s>\\n' "$argument"
                    case $argument in -XX:ArchiveClassesAtExit=*) : >"${argument#*=}" ;; esac
                done
                env
                """);
        script(made.resolve("bin/javac"), "");
        return made;
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Start start(Map<String, String> environment, String... args) throws IOException, InterruptedException {
        return end(launch(home.resolve("psfusion"), environment, args));
    }

    private Process launch(Path launcher, Map<String, String> environment, String... args) throws IOException {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add("sh");
        builder.command().add(launcher.toString());
        builder.command().addAll(List.of(args));
        builder.environment().clear();
        builder.environment().put("PATH", tools + ":/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("BUILDS", folder.resolve("builds").toString());
        builder.environment().put("STARTS", folder.resolve("starts").toString());
        builder.environment().putAll(environment);
        return builder.directory(folder.toFile()).start();
    }

    private static Start end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Start(process.waitFor(), out, err);
    }

    private int builds() throws IOException {
        Path file = folder.resolve("builds");
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    @Test
    void buildsOnFirstUseOnlyAndPassesArgumentsOn() throws Exception {
        Start first = start(Map.of(), "fuse", "--ir", "a b.png");
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.err()).startsWith("psfusion: building");
        assertThat(first.out())
                .contains("<-cp>", "<" + home.toRealPath() + "/cli/target/app/*>", "<fuse>", "<--ir>", "<a b.png>")
                .contains("<-Dpsfusion.home=" + home.toRealPath() + ">")
                .contains("<-XX:TieredStopAtLevel=1>");
        Start second = start(Map.of(), "dataset", "generate");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).doesNotContain("TieredStopAtLevel");
        assertThat(builds()).isEqualTo(1);
    }

    /** Makes a package as {@code packaging/build.sh} does: launcher in bin, jars in lib/app. */
    private Path makePackage() throws IOException {
        Path unpacked = Files.createDirectories(folder.resolve("a package"));
        Files.createDirectories(unpacked.resolve("bin"));
        Files.createDirectories(unpacked.resolve("lib/app"));
        Files.copy(LAUNCHER, unpacked.resolve("bin/psfusion"));
        return unpacked;
    }

    @Test
    void aPackageIsStartedWithoutBuilding() throws Exception {
        Path unpacked = makePackage();
        Files.delete(tools.resolve("mvn"));
        Files.delete(jdk.resolve("bin/javac"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), unpacked.resolve("bin/psfusion"));
        for (Path launcher : List.of(unpacked.resolve("bin/psfusion"), link)) {
            Start start = end(launch(launcher, Map.of(), "fuse", "--ir", "a b.png"));
            assertThat(start.status()).as(start.err()).isZero();
            assertThat(start.err()).isEmpty();
            assertThat(start.out())
                    .contains("<" + unpacked.toRealPath() + "/lib/app/*>", "<a b.png>", "MALLOC_ARENA_MAX=1")
                    .contains("<-Dpsfusion.home=" + unpacked.toRealPath() + ">");
        }
    }

    @Test
    void thePackagesOwnJavaComesFirst() throws Exception {
        Path unpacked = makePackage();
        Files.move(makeJdk("own", "17.0.2"), unpacked.resolve("lib/runtime"));
        Start start = end(launch(unpacked.resolve("bin/psfusion"), Map.of("JAVA_HOME", "/nowhere"), "doctor"));
        assertThat(start.status()).as(start.err()).isZero();
        assertThat(start.out()).contains("<doctor>");
    }

    @Test
    void aPackageWithoutJavaNamesARuntime() throws Exception {
        Path unpacked = makePackage();
        Start start = end(launch(unpacked.resolve("bin/psfusion"), Map.of("JAVA_HOME", "/nowhere"), "doctor"));
        assertThat(start.status()).isEqualTo(6);
        assertThat(start.err()).contains("no Java found", "openjdk-17-jre-headless");
    }

    @Test
    void aCheckoutBesideAFolderLibIsNoPackage() throws Exception {
        Files.createDirectories(folder.resolve("lib/app"));
        assertThat(start(Map.of(), "doctor").err()).startsWith("psfusion: building");
    }

    @Test
    void classesOfFusingAreArchivedAfterABuild() throws Exception {
        assertThat(start(Map.of(), "doctor").status()).isZero();
        List<String> starts = Files.readAllLines(folder.resolve("starts"));
        assertThat(starts).hasSize(2);
        assertThat(starts.get(0)).contains("-XX:ArchiveClassesAtExit=", "fuse --overwrite --ir " + home.toRealPath());
        assertThat(starts.get(1)).contains("-XX:SharedArchiveFile=", "doctor").doesNotContain("AtExit");
        assertThat(start(Map.of(), "doctor").status()).isZero();
        assertThat(folder.resolve("starts")).content().hasLineCount(3);
    }

    @Test
    void jarsOfTheUserStandBehindTheProgram() throws Exception {
        assertThat(start(Map.of("PSFUSION_CLASSPATH", "my jar.jar:other.jar"), "fuse")
                        .out())
                .contains("<" + home.toRealPath() + "/cli/target/app/*:my jar.jar:other.jar>");
    }

    @Test
    void whatIsComputedInJavaIsCompiledWell() throws Exception {
        String[][] commands = {
            {"--json", "evaluate", "--fused", "a b"},
            {"compare", "x.json"},
            {"fuse", "-m", "gtf"},
            {"fuse", "--method=gtf"}
        };
        for (String[] command : commands) {
            assertThat(start(Map.of(), command).out()).doesNotContain("TieredStopAtLevel");
        }
    }

    @Test
    void buildsAgainWhenSourcesAreNewer() throws Exception {
        assertThat(start(Map.of()).status()).isZero();
        Path source = Files.writeString(home.resolve("cli/src/main/java/A.java"), "class A {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(start(Map.of()).err()).startsWith("psfusion: building");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aCopyIsNotBuiltAgain() throws Exception {
        assertThat(start(Map.of()).status()).isZero();
        Path copy = folder.resolve("copy");
        assertThat(new ProcessBuilder("cp", "-r", home.toString(), copy.toString())
                        .start()
                        .waitFor())
                .isZero();
        FileTime later = FileTime.from(Instant.now().plusSeconds(60));
        Files.setLastModifiedTime(copy.resolve("pom.xml"), later);
        Start copied = end(launch(copy.resolve("psfusion"), Map.of()));
        assertThat(copied.err()).isEmpty();
        assertThat(copied.out()).contains("<" + copy.toRealPath() + "/cli/target/app/*>");
        assertThat(builds()).isEqualTo(1);
        Files.writeString(copy.resolve("pom.xml"), "<project></project>");
        Files.setLastModifiedTime(copy.resolve("pom.xml"), later);
        assertThat(end(launch(copy.resolve("psfusion"), Map.of())).err()).startsWith("psfusion: building");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void progressOfABuildIsReported() throws Exception {
        Start start = start(Map.of("SLOWLY", "2.5"));
        assertThat(start.status()).as(start.err()).isZero();
        assertThat(start.err().lines().skip(1))
                .singleElement()
                .asString()
                .matches("psfusion: module 7 of 16, metrics, \\d s");
    }

    @Test
    void anArchiveOfClassesIsForTheJavaThatWroteItAlone() throws Exception {
        assertThat(start(Map.of()).out()).contains("-XX:SharedArchiveFile=", "-17.0.1-");
        Start other = start(Map.of("JAVA_HOME", makeJdk("later", "25.0.3").toString()));
        assertThat(other.err()).isEmpty();
        assertThat(other.out()).doesNotContain("SharedArchiveFile");
    }

    @Test
    void nativeCodeIsAllowedWhereJavaAsks() throws Exception {
        assertThat(start(Map.of()).out()).contains("<-Xlog:all=error:stderr>").doesNotContain("native-access");
        assertThat(start(Map.of("JAVA_HOME", makeJdk("later", "25.0.3").toString()))
                        .out())
                .contains(
                        "<--enable-native-access=ALL-UNNAMED>",
                        "<--sun-misc-unsafe-memory-access=allow>",
                        "<-Xlog:all=error,cds=off,aot=off:stderr>");
    }

    @Test
    void failedBuildTellsWhyAndLeavesTheEarlierProgram() throws Exception {
        assertThat(start(Map.of()).status()).isZero();
        Path app = home.resolve("cli/target/app");
        Files.writeString(home.resolve("pom.xml"), "<project></project>");
        Files.setLastModifiedTime(
                home.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
        Start failed = start(Map.of("FAIL", "1"));
        assertThat(failed.status()).isEqualTo(6);
        assertThat(failed.err()).contains("[ERROR] no luck", "the build failed", "build.log");
        assertThat(app.resolve("psfusion.jar")).exists();
        assertThat(home.resolve("cli/target/app.new")).doesNotExist();
        assertThat(start(Map.of()).status()).isZero();
    }

    /** Returns a path of programs on which there is no flock, as on macOS. */
    private String withoutFlock() throws IOException {
        Path few = Files.createDirectories(folder.resolve("without flock"));
        for (String tool : List.of(
                "cat",
                "cksum",
                "date",
                "dirname",
                "env",
                "find",
                "grep",
                "head",
                "mkdir",
                "mv",
                "ps",
                "readlink",
                "rm",
                "rmdir",
                "sed",
                "sh",
                "sleep",
                "sort",
                "tail",
                "touch",
                "uname",
                "wc")) {
            Path usual = Path.of("/usr/bin", tool);
            script(few.resolve(tool), "exec " + (Files.exists(usual) ? usual : Path.of("/bin", tool)) + " \"$@\"\n");
        }
        return tools + ":" + few;
    }

    private Path lockFolder() throws IOException {
        return Files.createDirectories(home.resolve("cli/target/build.lock.d"));
    }

    private void requireNothingLeft() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("cli/target"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .isSubsetOf("app", "build.log", ".build-lock")
                    .contains("app");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void manyStartsBuildOnceAlsoOverTheLockOfABuildThatDied(boolean flock) throws Exception {
        Map<String, String> environment = flock ? Map.of() : Map.of("PATH", withoutFlock());
        Process dead = new ProcessBuilder("true").start();
        assertThat(dead.waitFor()).isZero();
        Files.writeString(lockFolder().resolve("holder"), dead.pid() + " Sun Nov 29 20:16:09 2020\n");
        Files.writeString(home.resolve("cli/target/.build-lock.holder"), dead.pid() + "\n");
        Files.writeString(home.resolve("cli/target/.build-lock"), "");
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            starts.add(launch(home.resolve("psfusion"), environment));
        }
        for (Process start : starts) {
            Start ended = end(start);
            assertThat(ended.status()).as(ended.err()).isZero();
        }
        assertThat(builds()).isEqualTo(1);
        requireNothingLeft();
    }

    @Test
    void aNumberThatBelongsToAnotherProcessNowIsNoLock() throws Exception {
        long living = ProcessHandle.current().pid();
        Files.writeString(lockFolder().resolve("holder"), living + " Sun Nov 29 20:16:09 2020\n");
        Start start = start(Map.of("PATH", withoutFlock()));
        assertThat(start.status()).as(start.err()).isZero();
        assertThat(builds()).isEqualTo(1);
        requireNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoeverWaitsForABuildReportsItAndEndsBySignal(boolean flock) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("SLOWLY", "3"));
        if (!flock) {
            environment.put("PATH", withoutFlock());
        }
        Process building = launch(home.resolve("psfusion"), environment);
        BufferedReader said = building.errorReader(UTF_8);
        assertThat(said.readLine()).startsWith("psfusion: building");
        Process waiting = launch(home.resolve("psfusion"), environment);
        assertThat(waiting.errorReader(UTF_8).readLine())
                .isEqualTo("psfusion: another build runs (process " + building.pid() + "); waiting for it ...");
        waiting.destroy(); // SIGTERM
        assertThat(waiting.waitFor()).isEqualTo(143);
        building.destroy();
        assertThat(building.waitFor()).isEqualTo(143);
        assertThat(home.resolve("cli/target/app.new")).doesNotExist();
        assertThat(home.resolve("cli/target/build.lock.d")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", ":", "c:"})
    void aFolderWithAColonIsRefused(String name) throws Exception {
        Path moved =
                Files.move(home, Files.createDirectories(folder.resolve(name)).resolve("psfusion"));
        Start start = end(launch(moved.resolve("psfusion"), Map.of()));
        assertThat(start.status()).isEqualTo(6);
        assertThat(start.err()).contains(moved.toRealPath() + " has a colon in its name", "Move the program");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*b", "it's \"so\"", "$(date) `date`", "-x", "a;b", "a\nb", "[a]?"})
    void otherFoldersWork(String name) throws Exception {
        Path moved =
                Files.move(home, Files.createDirectories(folder.resolve(name)).resolve("psfusion"));
        Start start = end(launch(moved.resolve("psfusion"), Map.of()));
        assertThat(start.status()).as(start.err()).isZero();
        assertThat(start.out()).contains("<" + moved.toRealPath() + "/cli/target/app/*>");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void limitsThatAreTooSmallAreNamed() throws Exception {
        assertThat(start(Map.of()).status()).isZero();
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "ulimit -n 64; exec sh \"$0\"", home + "/psfusion");
        builder.environment().put("JAVA_HOME", jdk.toString());
        Start few = end(builder.start());
        assertThat(few.status()).isEqualTo(6);
        assertThat(few.err())
                .isEqualTo("psfusion: the limit of open files is 64, and the program needs 256 (ulimit -n).\n");
    }

    @Test
    void symbolicLinkToTheLauncherWorks() throws Exception {
        Path link = Files.createSymbolicLink(tools.resolve("fusion"), Path.of("..", "a checkout", "psfusion"));
        Start linked = end(launch(link, Map.of()));
        assertThat(linked.status()).as(linked.err()).isZero();
        assertThat(linked.out()).contains("<-Dpsfusion.home=" + home.toRealPath() + ">");
    }

    @Test
    void allocatorIsSetUnlessTheUserDidOrMemoryIsLow() throws Exception {
        assertThat(start(Map.of()).out().lines())
                .contains(
                        "MALLOC_ARENA_MAX=1",
                        "MALLOC_MMAP_THRESHOLD_=4294967296",
                        "MALLOC_TRIM_THRESHOLD_=17179869184",
                        "MALLOC_TOP_PAD_=67108864",
                        "THP_MEM_ALLOC_ENABLE=1");
        assertThat(start(Map.of("MALLOC_ARENA_MAX", "4")).out().lines()).contains("MALLOC_ARENA_MAX=4");
        String low = start(Map.of("PSFUSION_LOW_MEMORY", "1")).out();
        assertThat(low).doesNotContain("MALLOC_").contains("THP_MEM_ALLOC_ENABLE=1");
    }

    @Test
    void waitingThreadsSpinShortlyUnlessTheUserDecides() throws Exception {
        assertThat(start(Map.of()).out().lines()).contains("GOMP_SPINCOUNT=1000");
        assertThat(start(Map.of("GOMP_SPINCOUNT", "5")).out().lines()).contains("GOMP_SPINCOUNT=5");
        assertThat(start(Map.of("OMP_WAIT_POLICY", "ACTIVE")).out()).doesNotContain("GOMP_SPINCOUNT");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void librariesAreLoadedByPathUnlessTheUserBringsThem() throws Exception {
        String byPath = "<-Dorg.bytedeco.javacpp.loadLibraries=false>";
        assertThat(start(Map.of()).out()).contains(byPath, "OPENBLAS_NUM_THREADS=1");
        assertThat(start(Map.of("OPENBLAS_NUM_THREADS", "2")).out()).contains("OPENBLAS_NUM_THREADS=2");
        Path own = Files.createDirectories(folder.resolve("own"));
        Files.createFile(own.resolve("libtorch_cuda.so"));
        assertThat(start(Map.of("PSFUSION_LIBTORCH", own.toString())).out()).doesNotContain("loadLibraries");
    }

    @Test
    void cacheIsWhereTheUserWantsIt() throws Exception {
        String property = "<-Dorg.bytedeco.javacpp.cachedir=";
        assertThat(start(Map.of()).out()).contains(property + folder + "/.cache/psfusion>");
        assertThat(start(Map.of("XDG_CACHE_HOME", "/x")).out()).contains(property + "/x/psfusion>");
        assertThat(start(Map.of("XDG_CACHE_HOME", "x")).out()).contains(property + folder + "/.cache/psfusion>");
        assertThat(start(Map.of("PSFUSION_CACHE", "/y", "XDG_CACHE_HOME", "/x")).out())
                .contains(property + "/y>");
        // The program refuses a relative one with a message.
        assertThat(start(Map.of("PSFUSION_CACHE", "y z")).out()).contains(property + "y z>");
    }

    @Test
    void withoutAHomeFolderNoFolderThatAllShareIsNamed() throws Exception {
        assertThat(start(Map.of("HOME", "")).out()).doesNotContain("cachedir").doesNotContain("/tmp/.cache");
    }

    @Test
    void utf8LocaleIsChosenWhereTheNamedOneHasNoEffect() throws Exception {
        script(tools.resolve("locale"), """
            case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
                C.UTF-8 | de_DE.UTF-8) echo UTF-8 ;;
                de_DE) echo ISO-8859-1 ;;
                *) echo ANSI_X3.4-1968 ;;
            esac
            """);
        assertThat(start(Map.of()).out().lines()).contains("LC_ALL=C.UTF-8");
        for (String variable : List.of("LANG", "LC_CTYPE", "LC_ALL")) {
            assertThat(start(Map.of(variable, "xx_YY.UTF-8")).out().lines()).contains("LC_ALL=C.UTF-8");
            assertThat(start(Map.of(variable, "POSIX")).out().lines()).contains("LC_ALL=C.UTF-8");
        }
        assertThat(start(Map.of("LANG", "de_DE.UTF-8")).out()).doesNotContain("LC_ALL");
        assertThat(start(Map.of("LANG", "de_DE")).out()).doesNotContain("LC_ALL");
        assertThat(start(Map.of("LC_ALL", "xx_YY", "LANG", "de_DE.UTF-8")).out().lines())
                .contains("LC_ALL=C.UTF-8");
    }

    @Test
    void missingOrOldJavaIsNamedWithItsPackage() throws Exception {
        Start missing = start(Map.of("JAVA_HOME", folder.resolve("none").toString()));
        assertThat(missing.status()).isEqualTo(6);
        assertThat(missing.err()).contains("no Java found", "openjdk-17-jdk");
        Start old = start(Map.of("JAVA_HOME", makeJdk("old", "11.0.2").toString()));
        assertThat(old.status()).isEqualTo(6);
        assertThat(old.err()).contains("is Java 11.0.2, needed is 17 or newer", "openjdk-17-jdk");
    }

    @Test
    void whatABuildNeedsIsNamedWithItsPackage() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));
        Start withoutCompiler = start(Map.of());
        assertThat(withoutCompiler.status()).isEqualTo(6);
        assertThat(withoutCompiler.err()).contains("building needs a JDK", "openjdk-17-jdk");
        script(jdk.resolve("bin/javac"), "");
        Path few = Files.createDirectories(folder.resolve("few"));
        for (String tool : List.of("dirname", "readlink", "sed", "find", "head")) {
            script(few.resolve(tool), "exec /usr/bin/" + tool + " \"$@\"\n");
        }
        Start withoutMaven = start(Map.of("PATH", few.toString()));
        assertThat(withoutMaven.err()).contains("building needs Maven", "apt install maven");
    }

    @Test
    void ownLibtorchIsPreferredWhenItIsThere() throws Exception {
        Path lib = Files.createDirectories(folder.resolve("libtorch/lib"));
        String own = folder.resolve("libtorch").toString();
        assertThat(start(Map.of("PSFUSION_LIBTORCH", own)).err()).contains("no libtorch_cuda.so in PSFUSION_LIBTORCH");
        Files.createFile(lib.resolve("libtorch_cuda.so"));
        Start start = start(Map.of("PSFUSION_LIBTORCH", own));
        assertThat(start.out()).contains("<-Dorg.bytedeco.javacpp.pathsFirst=true>", "LD_LIBRARY_PATH=" + lib);
    }

    @Test
    void theCudaEngineIsOnTheClassPathWhereAGpuIsAskedFor() throws Exception {
        assertThat(start(Map.of()).status()).isZero(); // builds
        Files.createFile(home.resolve("cli/target/app/pytorch-1-2-linux-x86_64.jar"));
        Path cache = folder.resolve("cache");
        Files.createDirectories(cache.resolve("engine"));
        Map<String, String> environment = Map.of("PSFUSION_CACHE", cache.toString());
        Path engine = cache.resolve("engine/pytorch-1-2-linux-x86_64-gpu.jar");

        assertThat(start(environment, "fuse", "--device", "cuda").out()).doesNotContain("-gpu.jar");
        Files.createFile(engine);
        assertThat(start(environment, "fuse", "--device", "cuda").out()).contains("*:" + engine);
        assertThat(start(environment, "fuse", "--device=cuda:1").out()).contains("*:" + engine);
        assertThat(start(environment, "fuse", "--device", "cpu").out()).doesNotContain("-gpu.jar");
        assertThat(start(environment, "fuse").out()).doesNotContain("-gpu.jar");
        Map<String, String> always = Map.of("PSFUSION_CACHE", cache.toString(), "PSFUSION_DEVICE", "cuda");
        assertThat(start(always, "fuse").out()).contains("*:" + engine);
        assertThat(start(always, "fuse", "--device", "cpu").out()).doesNotContain("-gpu.jar");
    }
}
