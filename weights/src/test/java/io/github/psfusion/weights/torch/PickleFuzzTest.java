// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.testing.Fuzz;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pickles damaged behind the back of the archive's check sums; {@code -Dpsfusion.fuzz=10000} tries as many. */
class PickleFuzzTest {
    private static final int MUTATIONS = 500;

    @TempDir
    private Path folder;

    @Test
    void damagedPicklesInSoundArchivesAreReadOrRefused() throws IOException {
        Archive archive = Archive.of(Path.of("src/test/resources/goldens/torch/tiny.pth"));
        byte[] whole = archive.member("tiny/data.pkl");
        Path path = folder.resolve("x.pth");
        Fuzz.of("pickle", MUTATIONS, whole, shuffled(whole)).run(pickle -> {
            archive.with("tiny/data.pkl", pickle).writeTo(path);
            try (WeightFile file = WeightFiles.open(path)) {
                for (String name : file.names()) {
                    assertThat(file.tensor(name).shape()).isEqualTo(file.shape(name));
                }
            } catch (WeightFormatException e) {
                assertThat(e.getMessage()).startsWith(path.toString());
            }
        });
    }

    /** Returns the pickle with some instructions in the place of other bytes. */
    private static byte[] shuffled(byte[] pickle) {
        SplittableRandom random = new SplittableRandom(1);
        byte[] other = pickle.clone();
        for (int i = 0; i < 3; i++) {
            other[random.nextInt(other.length)] = pickle[random.nextInt(pickle.length)];
        }
        return other;
    }
}
