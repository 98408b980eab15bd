// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSetTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsFoundUnderEveryName() throws IOException {
        Path file = Files.createFile(folder.resolve("a.png"));
        Path inner = Files.createDirectory(folder.resolve("inner"));
        FileSet set = FileSet.of(List.of(file, folder.resolve("missing.png")));

        Path link = Files.createSymbolicLink(inner.resolve("b.png"), file);
        Path chain = Files.createSymbolicLink(inner.resolve("c.png"), link);
        Path hard = Files.createLink(inner.resolve("d.png"), file);
        Path linked = Files.createSymbolicLink(folder.resolve("other"), folder).resolve("a.png");
        for (Path name : List.of(
                file, inner.resolve("../a.png"), folder.resolve("./inner/.././a.png"), link, chain, hard, linked)) {
            assertThat(set.find(name)).as("%s", name).contains(file);
        }
    }

    @Test
    void otherFilesAreNot() throws IOException {
        Path file = Files.write(folder.resolve("a.png"), new byte[] {1});
        FileSet set = FileSet.of(List.of(file));

        assertThat(set.find(Files.copy(file, folder.resolve("copy.png")))).isEmpty();
        assertThat(set.find(folder)).isEmpty();
        assertThat(set.find(folder.resolve("missing.png"))).isEmpty();
        assertThat(FileSet.of(List.of()).find(file)).isEmpty();
    }
}
