// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.testing.Seeds;
import io.github.psfusion.weights.ReadLimits;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;

/** Pickles damaged behind the back of the archive's check sums. */
class PickleFuzzTest {
    @ParameterizedTest
    @Seeds(20)
    void damagedPicklesAreReadOrRefused(long seed) throws IOException {
        byte[] whole =
                Archive.of(Path.of("src/test/resources/goldens/torch/tiny.pth")).member("tiny/data.pkl");
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 100; round++) {
            byte[] pickle = whole.clone();
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                int at = random.nextInt(pickle.length);
                // Often an instruction in the place of another byte, sometimes any byte.
                pickle[at] = random.nextBoolean() ? pickle[random.nextInt(pickle.length)] : (byte) random.nextInt(256);
            }
            ReadLimits limits = ReadLimits.defaults();
            PickleReader reader =
                    new PickleReader(Path.of("x.pth"), "", ByteBuffer.wrap(pickle), limits, new PickleObjects(limits));
            try {
                assertThat(reader.read().describe()).isNotNull();
            } catch (WeightFormatException e) {
                assertThat(e.getMessage()).startsWith("x.pth: offset ");
            }
        }
    }
}
