// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.geometry.Resampling;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Registers the cases of a file of known warps and of a file of wrong partners: the figures of the bar in
 * {@code docs/reference/registration.md}.
 *
 * <p>{@code RegistrationCases CASES DATA [PART...]}: {@code CASES} holds {@code warps.json} and {@code wrong-partners.json}, {@code DATA}
 * the folders {@code msrs} and {@code roadscene} with {@code validation/ir} and {@code validation/vi}. Parts are {@code identity},
 * {@code times}, {@code similarity}, {@code homography}, {@code true}, {@code wrong}; without any, all.
 */
public final class RegistrationCases {
    private static final List<String> PARTS =
            List.of("identity", "times", "similarity", "homography", "true", "wrong");
    private static final double EXACT = 2;
    private static final int LARGE_WIDTH = 1280;
    private static final int LARGE_HEIGHT = 1024;

    private final Path cases;
    private final Path data;
    /** Maps of the pairs as they are published, by pair and model. */
    private final Map<String, Homography> published = new HashMap<>();

    private RegistrationCases(Path cases, Path data) {
        this.cases = cases;
        this.data = data;
    }

    /** Prints the figures. */
    public static void main(String[] args) throws IOException {
        RegistrationCases run = new RegistrationCases(Path.of(args[0]), Path.of(args[1]));
        List<String> parts = args.length > 2 ? List.of(args).subList(2, args.length) : PARTS;
        for (String part : parts) {
            switch (part) {
                case "identity" -> run.identity();
                case "times" -> run.times();
                case "similarity", "homography" -> run.warps(part);
                case "true" -> run.truePairs();
                case "wrong" -> run.wrongPartners();
                default -> throw new IllegalArgumentException(part + " is no part; there are " + PARTS);
            }
        }
    }

    private static RegistrationOptions options(String kind) {
        return new RegistrationOptions(
                kind.equals("homography") ? WarpModel.HOMOGRAPHY : WarpModel.AFFINE, SearchRange.NARROW);
    }

    private JsonNode json(String file) throws IOException {
        return new JsonMapper().readTree(cases.resolve(file).toFile());
    }

    private static Plane infrared(Path file) throws IOException {
        DecodedImage image = ImageFiles.read(file, DecodeLimits.defaults());
        return image.infrared();
    }

    private static Plane visible(Path file) throws IOException {
        return ImageFiles.read(file, DecodeLimits.defaults()).image().luminance();
    }

    private void warps(String kind) throws IOException {
        Map<String, List<Double>> errors = new HashMap<>();
        for (JsonNode warp : json("warps.json").get("warps")) {
            if (!warp.get("kind").asText().equals(kind)) {
                continue;
            }
            Plane infrared = infrared(data.resolve(warp.get("infrared").asText()));
            Plane visible = visible(data.resolve(warp.get("visible").asText()));
            double[] matrix = new double[9];
            for (int i = 0; i < 9; i++) {
                matrix[i] = warp.get("matrix").get(i / 3).get(i % 3).asDouble();
            }
            Homography known = Homography.of(matrix);
            SourceImage fixed = SourceImage.of(visible);
            String key = warp.get("infrared").asText() + " " + kind;
            Homography unwarped = published.get(key);
            if (unwarped == null) {
                unwarped = ImageRegistration.register(SourceImage.of(infrared), fixed, options(kind))
                        .map();
                published.put(key, unwarped);
            }
            WarpedImage warped = WarpedImage.of(
                    infrared, known.inverse(), infrared.width(), infrared.height(), WarpInterpolation.BILINEAR);
            Registration found = ImageRegistration.register(
                    new SourceImage(warped.image().luminance(), warped.area()), fixed, options(kind));
            double error = found.map().meanDistance(known.after(unwarped), visible.width(), visible.height());
            errors.computeIfAbsent(warp.get("set").asText(), absent -> new ArrayList<>())
                    .add(error);
            System.out.printf(
                    Locale.ROOT,
                    "  %s %s %s: %.2f px, %s%n",
                    kind,
                    warp.get("set").asText(),
                    warp.get("name").asText(),
                    error,
                    found.confidence());
        }
        errors.forEach((set, values) -> summary(kind + " " + set, values));
        summary(kind, errors.values().stream().flatMap(List::stream).toList());
    }

    private static void summary(String name, List<Double> errors) {
        double[] sorted = errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%s: median %.2f px, %d of %d within 2 px%n",
                name,
                (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2,
                Arrays.stream(sorted).filter(error -> error <= EXACT).count(),
                sorted.length);
    }

    private void truePairs() throws IOException {
        for (String set : List.of("msrs", "roadscene")) {
            Path folder = data.resolve(set).resolve("validation");
            List<Path> files;
            try (Stream<Path> listed = Files.list(folder.resolve("ir"))) {
                files = listed.sorted().toList();
            }
            int accepted = 0;
            for (Path file : files) {
                Path partner = partner(folder.resolve("vi"), file.getFileName().toString());
                Registration found = ImageRegistration.register(
                        SourceImage.of(infrared(file)), SourceImage.of(visible(partner)), options("affine"));
                accepted += found.isAccepted() ? 1 : 0;
                if (!found.isAccepted()) {
                    System.out.printf(
                            Locale.ROOT,
                            "  true %s %s: %.1f px from the published position, %s%n",
                            set,
                            file.getFileName(),
                            found.map()
                                    .meanDistance(
                                            Homography.IDENTITY,
                                            infrared(file).width(),
                                            infrared(file).height()),
                            found.confidence());
                }
            }
            System.out.printf("true pairs of %s: %d of %d accepted%n", set, accepted, files.size());
        }
    }

    private static Path partner(Path folder, String name) throws IOException {
        String stem = name.substring(0, name.lastIndexOf('.'));
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.filter(file -> file.getFileName().toString().startsWith(stem + "."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Each wrong pair once, in how many lists it may stand. */
    private void wrongPartners() throws IOException {
        Set<String> seen = new LinkedHashSet<>();
        int accepted = 0;
        for (JsonNode list : json("wrong-partners.json").get("lists")) {
            for (JsonNode pair : list.get("pairs")) {
                String set = pair.get("set").asText();
                String visible = pair.get("visible").asText();
                String infrared = pair.get("infrared").asText();
                if (!seen.add(set + visible + infrared)) {
                    continue;
                }
                Path folder = data.resolve(set).resolve("validation");
                Registration found = ImageRegistration.register(
                        SourceImage.of(infrared(partner(folder.resolve("ir"), infrared + ".x"))),
                        SourceImage.of(visible(partner(folder.resolve("vi"), visible + ".x"))),
                        options("affine"));
                if (found.isAccepted()) {
                    accepted++;
                    System.out.printf("  wrong %s %s with %s: %s%n", set, visible, infrared, found.confidence());
                }
            }
            System.out.printf("wrong partners, so far: %d of %d accepted%n", accepted, seen.size());
        }
    }

    private void identity() throws IOException {
        double worst = 0;
        for (JsonNode warp : json("warps.json").get("warps")) {
            if (warp.get("kind").asText().equals("similarity")) {
                Plane visible = visible(data.resolve(warp.get("visible").asText()));
                SourceImage image = SourceImage.of(visible);
                Registration found = ImageRegistration.register(image, image, options("affine"));
                worst = Math.max(
                        worst, found.map().meanDistance(Homography.IDENTITY, visible.width(), visible.height()));
            }
        }
        System.out.printf(Locale.ROOT, "an image with itself moves by %.4f px at most%n", worst);
    }

    private void times() throws IOException {
        JsonNode warp = json("warps.json").get("warps").get(0);
        Plane infrared = infrared(data.resolve(warp.get("infrared").asText()));
        Plane visible = visible(data.resolve(warp.get("visible").asText()));
        time(infrared, visible); // warm-up
        time(infrared, visible);
        time(
                Resampling.bicubic(infrared, LARGE_WIDTH, LARGE_HEIGHT).luminance(),
                Resampling.bicubic(visible, LARGE_WIDTH, LARGE_HEIGHT).luminance());
    }

    private static void time(Plane infrared, Plane visible) {
        for (String kind : List.of("affine", "homography")) {
            Duration before = cpu();
            long start = System.nanoTime();
            var unused =
                    ImageRegistration.register(SourceImage.of(infrared), SourceImage.of(visible), options(kind));
            System.out.printf(
                    Locale.ROOT,
                    "%d x %d, %s: %.2f s, %.2f s of CPU%n",
                    visible.width(),
                    visible.height(),
                    kind,
                    (System.nanoTime() - start) / 1e9,
                    cpu().minus(before).toMillis() / 1e3);
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
