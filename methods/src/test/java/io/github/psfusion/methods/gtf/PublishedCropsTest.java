// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.gtf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import io.github.psfusion.testing.Goldens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The authors' example and crops of real pairs, against results of the published program and certified minima. */
@Tag("slow")
class PublishedCropsTest {
    private static final double LAMBDA = 4;
    private static final int LEVELS = 255;

    private final ExecutorService workers = Executors.newCachedThreadPool();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Crop(JsonNode golden, TotalVariation problem, double[] visible, Path folder, String name) {
        Bands bands(ExecutorService workers) {
            return new Bands(problem.height(), workers, 2);
        }

        double[] minimizer(String suffix) throws IOException {
            return doubles(folder.resolve(name + suffix + ".npy"), visible.length);
        }

        double[] fused(double[] u) {
            double[] fused = new double[u.length];
            for (int i = 0; i < u.length; i++) {
                fused[i] = visible[i] + u[i];
            }
            return fused;
        }
    }

    static Stream<String> crops() {
        return Stream.of(
                "tno38_y260_x330_96x96",
                "tno08_y80_x80_96x96",
                "tno05_y100_x100_96x96",
                "tno35_y90_x140_96x96",
                "tno17_y200_x300_96x96",
                "tno03_y230_x320_96x96",
                "tno21_y300_x200_61x83");
    }

    private static Crop crop(String name) throws IOException {
        Path folder = Goldens.require("golden/gtf");
        JsonNode golden = new ObjectMapper()
                .readTree(folder.resolve("crops.json").toFile())
                .get(name);
        String pair = golden.get("pair").asText();
        int x0 = golden.get("x").asInt();
        int y0 = golden.get("y").asInt();
        int width = golden.get("w").asInt();
        int height = golden.get("h").asInt();
        Plane infrared = gray(Goldens.require("data/tno/ir/" + pair + ".png"));
        Plane visible = gray(Goldens.require("data/tno/vi/" + pair + ".png"));
        double[] s = new double[width * height];
        double[] v = new double[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                v[i] = level(visible, x0 + x, y0 + y) / (double) LEVELS;
                s[i] = level(infrared, x0 + x, y0 + y) / (double) LEVELS - v[i];
            }
        }
        return new Crop(golden, new TotalVariation(width, height, LAMBDA, s), v, folder, name);
    }

    private static Plane gray(Path file) throws IOException {
        Image image = ImageFiles.read(file, DecodeLimits.defaults()).image();
        return image.toColor().red(); // the three channels are equal
    }

    private static int level(Plane plane, int x, int y) {
        return Math.round(plane.at(x, y) * LEVELS);
    }

    /** Reads an array of float32 in NumPy's format, version 1. */
    private static double[] doubles(Path file, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.getShort(8) + 10;
        assertThat(new String(bytes.array(), 10, header - 10, StandardCharsets.US_ASCII))
                .contains("'<f4'");
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = bytes.getFloat(header + 4 * i);
        }
        return values;
    }

    private static double largestDifference(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    @ParameterizedTest
    @MethodSource("crops")
    void energiesOfTheSources(String name) throws IOException {
        Crop crop = crop(name);
        JsonNode energies = crop.golden.get("energy_of");
        double[] s = crop.problem.s();
        double[] half = new double[s.length];
        for (int i = 0; i < s.length; i++) {
            half[i] = s[i] / 2;
        }
        assertThat(energy(crop, s))
                .isCloseTo(energies.get("infrared").asDouble(), relative(energies.get("infrared"), 1e-9));
        assertThat(energy(crop, new double[s.length]))
                .isCloseTo(energies.get("visible").asDouble(), relative(energies.get("visible"), 1e-9));
        assertThat(energy(crop, half))
                .isCloseTo(energies.get("average").asDouble(), relative(energies.get("average"), 1e-9));
    }

    private static double energy(Crop crop, double[] u) {
        return crop.problem.energy(u).total(LAMBDA);
    }

    private static org.assertj.core.data.Offset<Double> relative(JsonNode value, double tolerance) {
        return within(Math.abs(value.asDouble()) * tolerance);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tno38_y260_x330_96x96",
                "tno05_y100_x100_96x96",
                "tno17_y200_x300_96x96",
                "tno21_y300_x200_61x83"
            })
    void publishedProcedure(String name) throws IOException {
        Crop crop = crop(name);
        JsonNode golden = crop.golden.get("published_procedure");

        ReweightedSolver.Solution solution = new ReweightedSolver(crop.problem, crop.bands(workers)).solve();

        for (int loop = 0; loop < solution.loops().size(); loop++) {
            ReweightedSolver.Loop found = solution.loops().get(loop);
            assertThat(found.iterations())
                    .as("loop " + loop)
                    .isEqualTo(golden.get("inner_iterations").get(loop).asInt());
            JsonNode energy = golden.get("energies").get(loop);
            assertThat(found.energy()).as("loop " + loop).isCloseTo(energy.asDouble(), relative(energy, 1e-6));
        }
        assertThat(solution.loops()).hasSize(5);
        assertThat(largestDifference(crop.fused(solution.u()), crop.minimizer("_published")))
                .isLessThanOrEqualTo(1e-4);
    }

    /** The second implementation, which stands in for these crops where they are missing, gives the same. */
    @ParameterizedTest
    @ValueSource(strings = {"tno38_y260_x330_96x96", "tno21_y300_x200_61x83"})
    void plainProcedure(String name) throws IOException {
        Crop crop = crop(name);
        JsonNode golden = crop.golden.get("published_procedure");
        int width = crop.problem.width();
        double[][] s = new double[crop.problem.height()][width];
        for (int i = 0; i < crop.visible.length; i++) {
            s[i / width][i % width] = crop.problem.s()[i];
        }

        PlainPublishedProcedure plain = new PlainPublishedProcedure(s);

        double[] u = new double[crop.visible.length];
        for (int i = 0; i < u.length; i++) {
            u[i] = plain.u[i / width][i % width];
        }
        for (int loop = 0; loop < 5; loop++) {
            JsonNode energy = golden.get("energies").get(loop);
            assertThat(plain.iterations.get(loop))
                    .isEqualTo(golden.get("inner_iterations").get(loop).asInt());
            assertThat(plain.energies.get(loop)).isCloseTo(energy.asDouble(), relative(energy, 1e-6));
        }
        assertThat(largestDifference(crop.fused(u), crop.minimizer("_published")))
                .isLessThanOrEqualTo(1e-4);
    }

    /** On these crops the order of a sum changes the path of conjugate gradients. */
    @ParameterizedTest
    @ValueSource(strings = {"tno08_y80_x80_96x96", "tno35_y90_x140_96x96", "tno03_y230_x320_96x96"})
    void publishedProcedureWhereRoundingGrows(String name) throws IOException {
        Crop crop = crop(name);
        JsonNode golden = crop.golden.get("published_procedure");

        ReweightedSolver.Solution solution = new ReweightedSolver(crop.problem, crop.bands(workers)).solve();

        assertThat(solution.loops()).hasSize(5);
        for (int loop = 0; loop < 5; loop++) {
            ReweightedSolver.Loop found = solution.loops().get(loop);
            int iterations = golden.get("inner_iterations").get(loop).asInt();
            JsonNode energy = golden.get("energies").get(loop);
            assertThat((double) found.iterations())
                    .as("loop " + loop)
                    .isCloseTo(iterations, within(loop == 0 ? 0 : iterations * 0.1));
            assertThat(found.energy())
                    .as("loop " + loop)
                    .isCloseTo(energy.asDouble(), relative(energy, loop == 0 ? 1e-6 : 3e-3));
        }
        assertThat(largestDifference(crop.fused(solution.u()), crop.minimizer("_published")))
                .isLessThanOrEqualTo(3e-3);
    }

    @ParameterizedTest
    @MethodSource("crops")
    void minimumOfTheFunctional(String name) throws IOException {
        Crop crop = crop(name);
        double minimum = crop.golden.get("minimum").asDouble();
        double bound = crop.golden.get("dual_bound").asDouble();

        PrimalDualSolver.Solution solution =
                new PrimalDualSolver(crop.problem, crop.bands(workers)).solve(1e-4, 100_000);

        assertThat(solution.gap()).isLessThanOrEqualTo(1e-4);
        assertThat(solution.energy()).isBetween(bound * (1 - 1e-9), minimum * (1 + 1e-4));
        assertThat(solution.energy())
                .isLessThan(
                        crop.golden.get("energy_of").get("published_procedure").asDouble());

        PrimalDualSolver.Solution closer = new PrimalDualSolver(crop.problem, crop.bands(workers)).solve(1e-5, 100_000);

        assertThat(largestDifference(crop.fused(closer.u()), crop.minimizer("")))
                .isLessThanOrEqualTo(1e-3);
    }

    @Test
    void authorsExampleIsReproduced() throws IOException, MethodOptionException {
        Plane expected = gray(Goldens.require("golden/gtf/lake_GTF.png"));
        ImagePair pair = new ImagePair(
                "38", gray(Goldens.require("data/tno/ir/38.png")), gray(Goldens.require("data/tno/vi/38.png")));
        try (var gtf = new GradientTransferProvider().open(MethodOptions.of("gtf", Map.of("threads", "2")))) {
            Plane fused = gtf.fuseLuminance(pair);

            int differing = 0;
            for (int y = 0; y < pair.height(); y++) {
                for (int x = 0; x < pair.width(); x++) {
                    int difference = Math.abs(level(fused, x, y) - level(expected, x, y));
                    assertThat(difference).isLessThanOrEqualTo(1);
                    differing += difference;
                }
            }
            assertThat(differing).isLessThanOrEqualTo(pair.width() * pair.height() / 10_000);
        }
    }
}
