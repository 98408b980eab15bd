// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.MethodOptionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each method against values that a program in NumPy and SciPy computed from the formulas of the papers, with other means: filters of
 * SciPy, the guided filter window by window, wavelets as matrices that are solved for, eigenvectors of a library.
 */
class ClassicalGoldensTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 33;
    private static final double TOLERANCE = 1e-6;

    private static final Plane INFRARED = plane((x, y) -> 40 + (9 * x + 4 * y + 60 * ((x / 6 + y / 5) % 3)) % 176);
    private static final Plane VISIBLE = plane((x, y) -> 50 + (2 * x * y + 5 * x + 30 * ((7 * x + 3 * y) % 5)) % 150);

    private static Plane plane(IntBinaryOperator level) {
        float[] samples = new float[WIDTH * HEIGHT];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = level.applyAsInt(i % WIDTH, i / WIDTH) / 255f;
        }
        return Plane.wrap(WIDTH, HEIGHT, samples);
    }

    /** One row of the file: a pixel, or the mean of all where it names none. */
    private record Golden(String method, String x, String y, double value) {
        double found(float[] fused) {
            if (!x.equals("mean")) {
                return fused[Integer.parseInt(y) * WIDTH + Integer.parseInt(x)];
            }
            double sum = 0;
            for (float sample : fused) {
                sum += sample;
            }
            return sum / fused.length;
        }
    }

    private static Stream<Golden> goldens() throws IOException {
        try (InputStream file = ClassicalGoldensTest.class.getResourceAsStream("/goldens/classical.csv")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Golden(cells[0], cells[1], cells[2], Double.parseDouble(cells[3])));
        }
    }

    static Stream<String> methods() throws IOException {
        return goldens().map(Golden::method).distinct();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void agreesWithTheOtherProgram(String method) throws IOException, MethodOptionException {
        FusionMethods.Request request = FusionMethods.parse(method);
        try (FusionMethod opened = request.provider().open(request.options())) {
            float[] fused = opened.fuseLuminance(new ImagePair("pair", INFRARED, VISIBLE))
                    .toArray();
            assertThat(goldens().filter(golden -> golden.method.equals(method)))
                    .isNotEmpty()
                    .allSatisfy(golden -> assertThat(golden.found(fused)).isCloseTo(golden.value, within(TOLERANCE)));
        }
    }
}
