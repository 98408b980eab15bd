// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.doctor;

import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.WeightsSearch;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.networks.psfusion.PsFusion;
import io.github.psfusion.networks.psfusion.PsFusionOptions;
import io.github.psfusion.platform.Sha256;
import io.github.psfusion.tensors.EngineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Looks at the weights and fuses a small image with them. */
final class WeightsCheck {
    /** Not multiples of 32, so that padding is tried as well. */
    private static final int WIDTH = 80;

    private static final int HEIGHT = 60;
    private static final int CELL = 10;

    private WeightsCheck() {}

    static List<Line> lines(Session session, @Nullable Path named) {
        Path weights;
        try {
            weights = WeightsSearch.find(session, WeightsSearch.PSFUSION, named);
        } catch (UserError e) {
            return List.of(Line.fault("weights", "none found", ErrorReport.message(e)));
        }
        try (PsFusion network = PsFusion.load(weights, PsFusionOptions.defaults())) {
            Line found = Line.ok(
                    "weights", weights + ", " + network.classes() + " classes (sha256 " + Sha256.of(weights) + ")");
            return List.of(found, fusion(network));
        } catch (IOException | EngineException e) {
            return List.of(Line.fault("weights", ErrorReport.message(e), "Name other weights, or import them again."));
        }
    }

    private static Line fusion(PsFusion network) {
        long start = System.nanoTime();
        Plane fused = network.fuseLuminance(chessboard());
        double seconds = (System.nanoTime() - start) * 1e-9;
        float smallest = Float.POSITIVE_INFINITY;
        float largest = Float.NEGATIVE_INFINITY;
        for (float sample : fused.toArray()) {
            if (!Float.isFinite(sample)) {
                return Line.fault("fusion", "a small image gives values that are no numbers", "Name other weights.");
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
            return Line.fault("fusion", found + ": nothing is to be seen in it", "Name other weights.");
        }
        return Line.ok("fusion", found);
    }

    /** A warm square on cold ground in infrared, a board of dark and bright fields in visible. */
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
