// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class PrivateFolderTest {
    @TempDir
    private Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void resolveLinks() throws IOException {
        folder = temporary.toRealPath();
    }

    private static Path allow(Path file, String permissions) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aMissingFolderIsMadeForTheUserAlone() throws IOException {
        Path cache = folder.resolve(".cache/psfusion");

        assertThat(PrivateFolder.open(cache)).isEqualTo(cache);
        assertThat(permissions(cache)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve(".cache"))).isEqualTo("rwx------");
        assertThat(PrivateFolder.open(cache)).isEqualTo(cache);
    }

    @Test
    void aHomeFolderThatDoesNotExistIsNotMade() throws IOException {
        Path home = folder.resolve("home");

        assertThatThrownBy(() -> PrivateFolder.open(home.resolve(".cache/psfusion")))
                .hasMessage("there is no folder " + home + " in which to make it");
        assertThat(home).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cache", "./cache", "../cache", ""})
    void aRelativePathIsRefused(String path) {
        assertThatThrownBy(() -> PrivateFolder.open(Path.of(path))).hasMessageContaining("relative");
    }

    @Test
    void aFileIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> PrivateFolder.open(file)).hasMessage(file + " is a file, not a folder");
        assertThatThrownBy(() -> PrivateFolder.open(file.resolve("cache"))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwx----w-", "rwxr-xrwx"})
    void aFolderThatOthersMayWriteToIsRefused(String permissions) throws IOException {
        Path cache = allow(Files.createDirectory(folder.resolve("cache")), permissions);

        assertThatThrownBy(() -> PrivateFolder.open(cache))
                .hasMessageStartingWith("others may write to " + cache)
                .hasMessageContaining("chmod go-w");
        assertThatThrownBy(() -> PrivateFolder.open(cache.resolve("inner")))
                .hasMessageStartingWith("others may write in " + cache);
        Path link = Files.createSymbolicLink(folder.resolve("link"), cache);
        assertThatThrownBy(() -> PrivateFolder.open(link)).hasMessageStartingWith("others may write to " + cache);
    }

    @Test
    void aFolderAboveInWhichEachMayRemoveHisOwnOnlyIsPermitted() throws IOException, InterruptedException {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Process chmod = new ProcessBuilder("chmod", "1777", shared.toString()).start();
        assertThat(chmod.waitFor()).isZero();

        assertThat(PrivateFolder.open(shared.resolve("mine"))).isDirectory();
        assertThatThrownBy(() -> PrivateFolder.open(shared)).hasMessageStartingWith("others may write to " + shared);
    }

    @Test
    void aFileInItThatOthersMayWriteToIsRefusedAndClosed() throws IOException {
        Path cache = PrivateFolder.open(folder.resolve("cache"));
        Path inner = Files.createDirectories(cache.resolve("a/b"));
        Path library = allow(Files.createFile(inner.resolve("lib.so")), "rw-r--rw-");

        assertThatThrownBy(() -> PrivateFolder.open(cache)).hasMessageStartingWith("others may write to " + library);
        PrivateFolder.close(cache);
        assertThat(permissions(library)).isEqualTo("rw-r--r--");
        assertThat(PrivateFolder.open(cache)).isEqualTo(cache);
        allow(inner, "rwx---rwx");
        assertThatThrownBy(() -> PrivateFolder.open(cache)).hasMessageStartingWith("others may write to " + inner);
    }

    @Test
    void whatALinkInItLeadsToIsExamined() throws IOException {
        Path cache = PrivateFolder.open(folder.resolve("cache"));
        Path library = allow(Files.createFile(folder.resolve("lib.so")), "rw-r--r--");
        Files.createSymbolicLink(cache.resolve("lib.so"), library);
        Files.createSymbolicLink(cache.resolve("none.so"), folder.resolve("missing"));

        assertThat(PrivateFolder.open(cache)).isEqualTo(cache);
        allow(library, "rw-rw-rw-");
        assertThatThrownBy(() -> PrivateFolder.open(cache)).hasMessageStartingWith("others may write to " + library);
    }

    @Test
    void whatBelongsToAnotherUserIsRefused() throws IOException {
        Path cache = PrivateFolder.open(folder.resolve("cache"));
        Path library = Files.createFile(cache.resolve("lib.so"));
        int stranger = 54321;
        try {
            Files.setAttribute(library, "unix:uid", stranger);
        } catch (IOException e) {
            assumeTrue(false, "skipped: only the administrator can give files away");
        }

        assertThatThrownBy(() -> PrivateFolder.open(cache)).hasMessageStartingWith(library + " belongs to " + stranger);
        Files.delete(library);
        Files.setAttribute(cache, "unix:uid", stranger);
        assertThatThrownBy(() -> PrivateFolder.open(cache)).hasMessageStartingWith(cache + " belongs to " + stranger);
        assertThatThrownBy(() -> PrivateFolder.open(cache.resolve("inner")))
                .hasMessageStartingWith(cache + " belongs to " + stranger);
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws IOException {
        Path cache = allow(Files.createDirectory(folder.resolve("cache")), "r-xr-xr-x");
        assumeFalse(Files.isWritable(cache), "skipped: this user may write everywhere");

        assertThatThrownBy(() -> PrivateFolder.open(cache)).hasMessage("no permission to read and write in " + cache);
    }
}
