// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairFinder;
import io.github.psfusion.datasets.Progress;
import io.github.psfusion.datasets.Split;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneWriterTest {
    private static final SceneSettings TINY = SceneSettings.defaults().withSize(48, 32);

    @TempDir
    Path root;

    @Test
    void filesReadBackAsTheSceneAndItsDerivedMaps() throws IOException {
        SceneWriter.write(root, TINY, 7, 2, Progress.NONE);

        Scene scene = SceneGenerator.scene(TINY, 7, 0);
        PairFiles files = PairFinder.in(root, Split.TRAIN).pairs().get(0);
        DecodeLimits limits = DecodeLimits.defaults();
        assertThat(files.name()).isEqualTo("00001D");
        assertThat(ImageFiles.read(files.visible(), limits).image()).isEqualTo(scene.visible());
        assertThat(ImageFiles.read(files.infrared(), limits).image()).isEqualTo(scene.infrared());
        assertThat(ImageFiles.readLabels(files.label().orElseThrow(), limits)).isEqualTo(scene.label());
        assertThat(files.binary()).isPresent();
        assertThat(files.boundary()).isPresent();
        assertThat(files.mask()).isPresent();
    }

    @Test
    void everyFifthSceneIsForValidation() throws IOException {
        List<Integer> reported = new ArrayList<>();

        SceneWriter.write(root, TINY, 7, 6, (done, total) -> reported.add(done));

        assertThat(names(Split.TRAIN)).containsExactly("00001D", "00002N", "00003D", "00004N", "00006N");
        assertThat(names(Split.VALIDATION)).containsExactly("00005D");
        assertThat(reported).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void oneOfTwoScenesIsForValidation() throws IOException {
        SceneWriter.write(root, TINY, 7, 2, Progress.NONE);

        assertThat(names(Split.TRAIN)).containsExactly("00001D");
        assertThat(names(Split.VALIDATION)).containsExactly("00002N");
    }

    @Test
    void aSingleSceneIsForTraining() throws IOException {
        SceneWriter.write(root, TINY, 7, 1, Progress.NONE);

        assertThat(names(Split.TRAIN)).containsExactly("00001D");
        assertThat(root.resolve("validation")).doesNotExist();
    }

    @Test
    void theSameSetMayBeWrittenAgain() throws IOException {
        SceneWriter.write(root, TINY, 7, 2, Progress.NONE);
        Path file = root.resolve("train/vi/00001D.png");
        byte[] before = Files.readAllBytes(file);
        Files.delete(root.resolve("train/label/00001D.png"));

        SceneWriter.write(root, TINY, 7, 2, Progress.NONE);

        assertThat(file).hasBinaryContent(before);
        assertThat(root.resolve("train/label/00001D.png")).exists();
    }

    @Test
    void aFolderWithOtherImagesIsRefused() throws IOException {
        Path other = Files.createDirectories(root.resolve("train/vi")).resolve("holiday.png");
        Files.writeString(other, "not of this set");

        assertThatThrownBy(() -> SceneWriter.write(root, TINY, 7, 2, Progress.NONE))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("holiday.png")
                .hasMessageContaining("new or empty folder");
        assertThat(root.resolve("train/vi/00001D.png")).doesNotExist();
    }

    private List<String> names(Split split) throws IOException {
        return PairFinder.in(root, split).pairs().stream().map(PairFiles::name).toList();
    }
}
