// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.testing.Goldens;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts pairs of published sets, where they are at hand. */
@Tag("data")
class PublishedSetsTest {
    @ParameterizedTest
    @CsvSource({"msrs, 307, 30", "roadscene, 138, 50", "m3fd, 8, 2", "llvip, 6, 4", "tno, 31, 0"})
    void setsHaveTheirPairs(String set, int train, int validation) throws IOException {
        Path root = Goldens.require("data/" + set);

        Pairing trained = PairFinder.in(root, Split.TRAIN);
        Pairing held = PairFinder.in(root, Split.VALIDATION);

        assertThat(trained.pairs()).hasSize(train);
        assertThat(held.pairs()).hasSize(validation);
        assertThat(trained.isComplete() && held.isComplete()).isTrue();
        assertThat(PairFinder.in(root).pairs()).hasSize(train + validation);
    }

    @Test
    void msrsHasLabelsButForItsUnlabelledPairs() throws IOException {
        Path root = Goldens.require("data/msrs");

        assertThat(PairFinder.in(root, Split.TRAIN).pairs())
                .allMatch(pair -> pair.label().isPresent());
        assertThat(PairFinder.in(root.resolve("train_unlabelled")).pairs())
                .hasSize(4)
                .allMatch(pair -> pair.label().isEmpty());
    }

    @Test
    void tnoListsNameTheirPairs() throws IOException {
        Path root = Goldens.require("data/tno");

        assertThat(PairFinder.in(root).listed(root.resolve("lists/tno25.txt")).pairs())
                .hasSize(25);
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({"msrs", "roadscene", "m3fd", "llvip", "tno"})
    void setsHaveNoFaults(String set) throws IOException {
        Path root = Goldens.require("data/" + set);

        // The pairs without labels beside the splits of MSRS are named: they are a set of their own.
        assertThat(DatasetCheck.of(root, CheckOptions.defaults(), Progress.NONE).findings())
                .filteredOn(finding -> !finding.file().endsWith("train_unlabelled"))
                .isEmpty();
    }

    @Test
    @Tag("slow")
    void labelsOfMsrsAreWithinItsClasses() throws IOException {
        Path root = Goldens.require("data/msrs/validation");
        CheckOptions pixels = CheckOptions.defaults().withThoroughness(CheckOptions.Thoroughness.PIXELS);

        assertThat(DatasetCheck.of(root, pixels, Progress.NONE).findings()).isEmpty();
    }
}
