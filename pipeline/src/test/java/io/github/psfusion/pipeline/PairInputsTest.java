// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.codec.DecodeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairInputsTest {
    @TempDir
    private Path folder;

    @Test
    void imagesWithoutAPartnerAreReported() throws IOException {
        TestPairs.write(folder, "a", "b", "c");
        Files.delete(folder.resolve("vi/b.png"));

        PairInputs inputs = PairInputs.ofDataset(folder, Optional.empty());

        assertThat(inputs.pairs()).extracting(pair -> pair.name()).containsExactly("a", "c");
        assertThat(inputs.images()).isEqualTo(3);
        assertThat(inputs.incomplete())
                .containsExactly("1 of 3 infrared images have no visible partner of the same name and are left out:\n"
                        + "  b.png");
        assertThat(inputs.withoutPartner())
                .containsExactly(folder.resolve("ir/b.png").toString());
        assertThat(inputs.folders())
                .containsExactly(
                        folder.resolve("ir").toRealPath(), folder.resolve("vi").toRealPath());
    }

    @Test
    void aListChoosesPairsInItsOrder() throws IOException {
        TestPairs.write(folder, "a", "b", "c");
        Path list = Files.writeString(folder.resolve("list.txt"), "c\na\n");

        PairInputs inputs = PairInputs.ofDataset(folder, Optional.of(list));

        assertThat(inputs.pairs()).extracting(pair -> pair.name()).containsExactly("c", "a");
        assertThat(inputs.single()).isFalse();
    }

    @Test
    void missingFilesAreReportedTogether() {
        assertThatThrownBy(() -> PairInputs.ofFiles(folder.resolve("1.png"), folder.resolve("2.png")))
                .isInstanceOfSatisfying(
                        PipelineException.class, e -> assertThat(e.reason()).isEqualTo(PipelineException.Reason.INPUT))
                .hasMessageContaining("1.png: there is no such file or folder")
                .hasMessageContaining("2.png: there is no such file or folder");
    }

    @Test
    void unreadableImagesAreFoundByTheirHeaders() throws IOException {
        PairInputs inputs = TestPairs.write(folder, "a", "b");
        Files.writeString(folder.resolve("vi/b.png"), "text");

        assertThat(inputs.unreadable(DecodeLimits.defaults()))
                .singleElement()
                .asString()
                .contains("vi/b.png");
    }
}
