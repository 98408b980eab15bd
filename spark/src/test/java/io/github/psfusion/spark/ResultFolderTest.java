// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.LevelCounts;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.pipeline.PipelineException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {
    @TempDir
    private Path folder;

    static JobSettings settings(String method) {
        return new JobSettings(
                "file:/ir",
                "file:/vi",
                "file:/out",
                new SharedMethodSettings(method, "", "", 1),
                "auto",
                "full",
                ImageFormat.PNG,
                8,
                "psfusion 1.2.3");
    }

    @Test
    void resultsOfOtherSettingsAreNotMixed() throws IOException {
        ImageStore store = new LocalStore(folder.resolve("out"));
        ResultFolder first = new ResultFolder(store, settings("gtf"));
        assertThat(first.isContinued()).isFalse();
        first.record();
        first.recordLevels(LevelCounts.NONE.toBytes());
        assertThat(first.isContinued()).isTrue();
        assertThat(first.levels().orElseThrow()).isEqualTo(LevelCounts.NONE.toBytes());
        assertThatThrownBy(() -> new ResultFolder(store, settings("gtf:minimum")).isContinued())
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("holds results of other settings")
                .hasMessageContaining("before: method: gtf\n")
                .hasMessageContaining("now:    method: gtf:minimum\n")
                .hasMessageContaining("--overwrite");
    }

    @Test
    void resultsAreNamedAfterTheirPairs() {
        JobSettings settings = settings("gtf");
        assertThat(settings.pairName(settings.resultName("a.1"))).isEqualTo("a.1");
        assertThat(settings.pairName("a.jpg")).isEmpty();
        assertThat(settings.pairName(".a.png")).isEmpty();
        assertThat(settings.pairName("_settings.txt")).isEmpty();
    }
}
