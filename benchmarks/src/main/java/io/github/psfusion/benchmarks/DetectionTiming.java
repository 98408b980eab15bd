// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import io.github.psfusion.evaluation.DetectionEvaluation;
import io.github.psfusion.evaluation.NamedPath;
import io.github.psfusion.evaluation.ScoreOrigin;
import io.github.psfusion.evaluation.WorkListener;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.metrics.detection.DetectionProtocol;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** Times the scores of 5,000 images with 100 detections each in COCO form, reading included, under every protocol. */
public final class DetectionTiming {
    private static final int IMAGES = 5000;
    private static final int CLASSES = 80;
    private static final int OBJECTS = 10;
    private static final int DETECTIONS = 100;
    private static final double NANOS = 1e9;

    private DetectionTiming() {}

    /** Writes a random set into a temporary folder, and scores it. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("detections");
        Path truth = folder.resolve("truth.json");
        Path found = folder.resolve("found.json");
        try {
            write(truth, found);
            for (DetectionProtocol protocol : DetectionProtocol.values()) {
                long start = System.nanoTime();
                long cpu = cpu();
                var result = DetectionEvaluation.read(
                                new DetectionEvaluation.Inputs(
                                        truth, List.of(new NamedPath("random", found)), List.of(), null, null),
                                DecodeLimits.defaults(),
                                WorkListener.NONE)
                        .run(protocol, new ScoreOrigin("timing", Clock.systemUTC(), Map.of()));
                System.out.printf(
                        Locale.ROOT,
                        "%s: %d images, %d detections, AP50 %.4f, %.1f s, of all threads %.1f s of CPU%n",
                        protocol.key(),
                        result.images().size(),
                        result.methods().get(0).detections(),
                        result.methods()
                                .get(0)
                                .scores()
                                .overall()
                                .getOrDefault("AP50", OptionalDouble.empty())
                                .orElse(Double.NaN),
                        (System.nanoTime() - start) / NANOS,
                        (cpu() - cpu) / NANOS);
            }
        } finally {
            Files.deleteIfExists(truth);
            Files.deleteIfExists(found);
            Files.deleteIfExists(folder);
        }
    }

    /** Returns the CPU time of the process, which other processes do not lengthen. */
    private static long cpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }

    private static void write(Path truth, Path found) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (BufferedWriter truths = Files.newBufferedWriter(truth);
                BufferedWriter detections = Files.newBufferedWriter(found)) {
            truths.write("{\"images\":[");
            for (int i = 1; i <= IMAGES; i++) {
                truths.write((i == 1 ? "" : ",") + "{\"id\":" + i + ",\"width\":640,\"height\":480}");
            }
            truths.write("],\"categories\":[");
            for (int k = 1; k <= CLASSES; k++) {
                truths.write((k == 1 ? "" : ",") + "{\"id\":" + k + "}");
            }
            truths.write("],\"annotations\":[");
            detections.write("[");
            boolean first = true;
            for (int i = 1; i <= IMAGES; i++) {
                for (int d = 0; d < DETECTIONS; d++) {
                    int category = 1 + random.nextInt(CLASSES);
                    double[] box = {
                        random.nextDouble(540),
                        random.nextDouble(380),
                        random.nextDouble(10, 100),
                        random.nextDouble(10, 100)
                    };
                    if (d < OBJECTS) {
                        truths.write((i == 1 && d == 0 ? "" : ",") + box(i, category, box) + "}");
                        box[0] += random.nextDouble(8);
                    }
                    detections.write(
                            (first ? "" : ",") + box(i, category, box) + ",\"score\":" + random.nextDouble() + "}");
                    first = false;
                }
            }
            truths.write("]}");
            detections.write("]");
        }
    }

    private static String box(int image, int category, double[] box) {
        return String.format(
                Locale.ROOT,
                "{\"image_id\":%d,\"category_id\":%d,\"bbox\":[%.2f,%.2f,%.2f,%.2f]",
                image,
                category,
                box[0],
                box[1],
                box[2],
                box[3]);
    }
}
