// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.diagnostics;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.pipeline.FileErrors;
import io.github.psfusion.pipeline.MethodOpener;
import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.pipeline.WeightsLocator;
import io.github.psfusion.tensors.BackendException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Opens the default method with its weights and fuses a small image. */
final class WeightsCheck {
    /** Not multiples of 32, so that padding is tried as well. */
    private static final int WIDTH = 80;

    private static final int HEIGHT = 60;
    private static final int CELL = 10;

    private WeightsCheck() {}

    static List<CheckResult> results(MethodOpener opener) {
        try (MethodOpener.Opened opened = opener.open(FusionMethods.parse(WeightsLocator.DEFAULT_METHOD))) {
            String digest = opened.method().description().settings().getOrDefault("weights-sha256", "unknown");
            String file = opened.weights().map(String::valueOf).orElse("none");
            return List.of(CheckResult.ok("weights", file + " (sha256 " + digest + ")"), fusion(opened.method()));
        } catch (PipelineException e) {
            return List.of(CheckResult.fault("weights", "none found", FileErrors.message(e)));
        } catch (IOException | BackendException | MethodOptionException e) {
            return List.of(
                    CheckResult.fault("weights", FileErrors.message(e), "Name other weights, or import them again."));
        }
    }

    private static CheckResult fusion(FusionMethod method) throws IOException {
        long start = System.nanoTime();
        Plane fused = method.fuseLuminance(chessboard());
        double seconds = (System.nanoTime() - start) * 1e-9;
        float smallest = Float.POSITIVE_INFINITY;
        float largest = Float.NEGATIVE_INFINITY;
        for (float sample : fused.toArray()) {
            if (!Float.isFinite(sample)) {
                return CheckResult.fault(
                        "fusion", "a small image gives values that are not finite", "Name other weights.");
            }
            smallest = Math.min(smallest, sample);
            largest = Math.max(largest, sample);
        }
        String found = String.format(
                Locale.ROOT,
                "an image of %d x %d in %.2f s, levels %.2f to %.2f",
                fused.width(),
                fused.height(),
                seconds,
                smallest,
                largest);
        if (largest - smallest < 1 / 255f) {
            return CheckResult.fault("fusion", found + ": it shows nothing", "Name other weights.");
        }
        return CheckResult.ok("fusion", found);
    }

    /** A warm square on cold ground in infrared, dark and bright cells in visible. */
    private static ImagePair chessboard() {
        float[] infrared = new float[WIDTH * HEIGHT];
        float[] visible = new float[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean inside = Math.abs(x - WIDTH / 2) < CELL && Math.abs(y - HEIGHT / 2) < CELL;
                infrared[y * WIDTH + x] = inside ? 0.9f : 0.2f;
                visible[y * WIDTH + x] = (x / CELL + y / CELL) % 2 == 0 ? 0.7f : 0.3f;
            }
        }
        return new ImagePair("chessboard", Plane.wrap(WIDTH, HEIGHT, infrared), Plane.wrap(WIDTH, HEIGHT, visible));
    }
}
