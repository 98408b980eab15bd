// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.codec.ImageFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A driver of 512 MB has about 128 MB for Spark itself; the list of a million pairs must fit into the rest. */
@Tag("slow") // starts a JVM
class MillionPairsTest {
    private static final int PAIRS = 1_000_000;
    private static final int TEN_MILLION = 10_000_000;

    @Test
    void aMillionPairsFitIntoASmallDriver() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MillionPairsTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output).contains("500000 missing in 10006 tasks");
        assertThat(process.exitValue()).isZero();
    }

    /** Lists, pairs, finds half of the results, and divides the rest. */
    public static void main(String[] arguments) throws IOException {
        PendingPairs pairs = PendingPairs.between(new Listed(".png", 1), new Listed(".jpg", 1));
        JobSettings settings = new JobSettings(
                "ir",
                "vi",
                "out",
                new SharedMethodSettings("average", "", "", 1),
                "auto",
                "full",
                ImageFormat.PNG,
                8,
                "p");
        pairs.markDone(new Listed(".png", 2), settings);
        List<PairChunk> chunks = pairs.missing(2);
        report(chunks.stream().mapToInt(PairChunk::size).sum() + " missing in " + chunks.size() + " tasks of "
                + pairs.size() + " pairs");
    }

    private static void report(String line) throws IOException {
        System.out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    /** A folder that has no files, only names. */
    private record Listed(String suffix, int step) implements ImageStore {
        @Override
        public String uri() {
            return "memory:" + suffix;
        }

        @Override
        public void list(Listing listing) {
            for (int i = 0; i < PAIRS; i += step) {
                int number = (int) ((i * 7_368_787L) % PAIRS); // in no order
                String digits =
                        String.valueOf(TEN_MILLION + (step == 1 ? number : i)).substring(1);
                listing.file("scene_" + digits + suffix, 100_000 + number);
            }
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public void make() {}

        @Override
        public Path local(String name, Path staging) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void fetch(String name, Path staging) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void release(String name, Path staging) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<byte[]> read(String name) {
            return Optional.empty();
        }

        @Override
        public void write(String name, byte[] bytes, long attempt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sweep() {}
    }
}
