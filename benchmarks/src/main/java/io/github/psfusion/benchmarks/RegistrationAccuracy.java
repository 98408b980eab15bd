// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.InfraredGray;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.registration.Corners;
import io.github.psfusion.registration.Homography;
import io.github.psfusion.registration.ImageRegistration;
import io.github.psfusion.registration.Registration;
import io.github.psfusion.registration.RegistrationOptions;
import io.github.psfusion.registration.SearchRange;
import io.github.psfusion.registration.SourceImage;
import io.github.psfusion.registration.WarpInterpolation;
import io.github.psfusion.registration.WarpModel;
import io.github.psfusion.registration.WarpedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * How exactly and how surely pairs are registered, the figures of {@code docs/reference/registration.md}.
 *
 * <p>{@code RegistrationAccuracy FOLDER [COUNT]}, with {@code FOLDER/ir} and {@code FOLDER/vi}: each infrared image is warped by a
 * known map T. The error is the mean distance over a 9 x 9 grid between the map that is found for the warped pair and T after the map
 * that is found for the pair as it is: errors that both share do not show. The numbers of a warp depend on the name of the pair alone.
 */
public final class RegistrationAccuracy {
    private static final int PARTNER = 5; // which image after its own a visible image is paired with
    private static final double EXACT = 2;

    private RegistrationAccuracy() {}

    private record Pair(String name, Plane infrared, Plane visible) {}

    /** A known map of infrared points, by the name of a pair. */
    private enum Warp {
        SIMILARITY(WarpModel.AFFINE, SearchRange.NARROW) {
            @Override
            Homography of(SplittableRandom random, int width, int height) {
                return similarity(random, width, height, 8, 1 + 0.1 * signed(random), 30);
            }
        },
        HOMOGRAPHY(WarpModel.HOMOGRAPHY, SearchRange.NARROW) {
            @Override
            Homography of(SplittableRandom random, int width, int height) {
                double[] corners = new double[8];
                for (int i = 0; i < corners.length; i++) {
                    corners[i] = 24 * signed(random);
                }
                return Corners.moved(width, height, corners);
            }
        },
        WIDE(WarpModel.AFFINE, SearchRange.WIDE) {
            @Override
            Homography of(SplittableRandom random, int width, int height) {
                return similarity(random, width, height, 15, 0.65 * Math.pow(1.55 / 0.65, random.nextDouble()), 60);
            }
        };

        private final WarpModel model;
        private final SearchRange range;

        Warp(WarpModel model, SearchRange range) {
            this.model = model;
            this.range = range;
        }

        RegistrationOptions options() {
            return new RegistrationOptions(model, range);
        }

        abstract Homography of(SplittableRandom random, int width, int height);

        private static Homography similarity(
                SplittableRandom random, int width, int height, double degrees, double scale, double shift) {
            double x = (width - 1) / 2.0;
            double y = (height - 1) / 2.0;
            return Homography.similarity(
                    Math.toRadians(degrees * signed(random)),
                    scale,
                    x,
                    y,
                    x + shift * signed(random),
                    y + shift * signed(random));
        }

        private static double signed(SplittableRandom random) {
            return 2 * random.nextDouble() - 1;
        }
    }

    /** Prints the figures of a folder. */
    public static void main(String[] args) throws IOException {
        List<Pair> pairs = pairs(Path.of(args[0]), args.length > 1 ? Integer.parseInt(args[1]) : Integer.MAX_VALUE);
        System.out.printf(Locale.ROOT, "%d pairs%n", pairs.size());
        for (Warp warp : Warp.values()) {
            warps(pairs, warp);
        }
        confidence(pairs);
    }

    private static List<Pair> pairs(Path folder, int count) throws IOException {
        List<Path> infrared;
        try (Stream<Path> files = Files.list(folder.resolve("ir"))) {
            infrared = files.sorted().limit(count).toList();
        }
        List<Pair> pairs = new ArrayList<>();
        for (Path file : infrared) {
            String name = file.getFileName().toString();
            DecodedImage ir = ImageFiles.read(file, DecodeLimits.defaults());
            Image vi = ImageFiles.read(folder.resolve("vi").resolve(name), DecodeLimits.defaults())
                    .image();
            pairs.add(new Pair(name, InfraredGray.of(ir.image(), ir.depth()), vi.luminance()));
        }
        return pairs;
    }

    private static void warps(List<Pair> pairs, Warp warp) {
        double[] errors = new double[pairs.size()];
        double[] seconds = new double[pairs.size()];
        int accepted = 0;
        StringBuilder worst = new StringBuilder();
        for (int i = 0; i < errors.length; i++) {
            Pair pair = pairs.get(i);
            int width = pair.infrared().width();
            int height = pair.infrared().height();
            Homography known = warp.of(new SplittableRandom(pair.name().hashCode()), width, height);
            WarpedImage warped =
                    WarpedImage.of(pair.infrared(), known.inverse(), width, height, WarpInterpolation.BILINEAR);
            SourceImage visible = SourceImage.of(pair.visible());
            Registration unwarped =
                    ImageRegistration.register(SourceImage.of(pair.infrared()), visible, warp.options());
            long start = System.nanoTime();
            Registration found = ImageRegistration.register(
                    new SourceImage(warped.image().luminance(), warped.area()), visible, warp.options());
            seconds[i] = (System.nanoTime() - start) / 1e9;
            errors[i] = found.map()
                    .meanDistance(
                            known.after(unwarped.map()),
                            pair.visible().width(),
                            pair.visible().height());
            accepted += found.isAccepted() ? 1 : 0;
            if (errors[i] > EXACT) {
                worst.append(String.format(
                        Locale.ROOT, "  %s %.1f px, warped %s%n", pair.name(), errors[i], found.confidence()));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s: median %.2f px, %d of %d within 2 px, %d accepted, %.2f s (median), %.2f s (longest)%n%s",
                warp,
                median(errors),
                Arrays.stream(errors).filter(error -> error <= EXACT).count(),
                errors.length,
                accepted,
                median(seconds),
                Arrays.stream(seconds).max().orElse(Double.NaN),
                worst);
    }

    /** True pairs as they are, and each visible image with the infrared image of a pair some places further on. */
    private static void confidence(List<Pair> pairs) {
        for (int shift : new int[] {0, PARTNER}) {
            int accepted = 0;
            StringBuilder verdicts = new StringBuilder();
            for (int i = 0; i < pairs.size(); i++) {
                Pair pair = pairs.get(i);
                Pair partner = pairs.get((i + shift) % pairs.size());
                Registration found = ImageRegistration.register(
                        SourceImage.of(partner.infrared()),
                        SourceImage.of(pair.visible()),
                        RegistrationOptions.defaults());
                accepted += found.isAccepted() ? 1 : 0;
                if (found.isAccepted() == (shift != 0)) {
                    verdicts.append(String.format(
                            Locale.ROOT, "  %s: score %.2f, %s%n", pair.name(), found.score(), found.confidence()));
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d of %d accepted%n%s",
                    shift == 0 ? "true pairs" : "wrong partners",
                    accepted,
                    pairs.size(),
                    verdicts);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
