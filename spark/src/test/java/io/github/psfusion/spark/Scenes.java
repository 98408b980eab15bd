// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.pipeline.FileSink;
import io.github.psfusion.pipeline.FusionListener;
import io.github.psfusion.pipeline.FusionPipeline;
import io.github.psfusion.pipeline.MethodOpener;
import io.github.psfusion.pipeline.PairInputs;
import io.github.psfusion.pipeline.PipelineSettings;
import io.github.psfusion.pipeline.ResultNaming;
import io.github.psfusion.pipeline.WeightsLocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Pairs by rule, and what {@code psfusion fuse} makes of them. */
final class Scenes {
    private Scenes() {}

    /** Writes pairs with infrared images of 16 bits, each with another range, and colors. */
    static void write(Path folder, int pairs, int width, int height) throws IOException {
        Path infrared = Files.createDirectories(folder.resolve("ir"));
        Path visible = Files.createDirectories(folder.resolve("vi"));
        for (int i = 0; i < pairs; i++) {
            int seed = i;
            ImageFiles.write(
                    infrared.resolve(i + ".png"),
                    plane(width, height, at -> 0.02f * (seed + 1) * wave(at, width, 7 + seed)),
                    WriteOptions.png().withDepth(BitDepth.BITS_16));
            ImageFiles.write(
                    visible.resolve(i + ".png"),
                    new ColorImage(
                            plane(width, height, at -> wave(at, width, 3 + seed)),
                            plane(width, height, at -> wave(at, width, 11)),
                            plane(width, height, at -> wave(at, width, 5))),
                    WriteOptions.png());
        }
    }

    private static float wave(int at, int width, int period) {
        int x = at % width;
        int y = at / width;
        return ((x * 3 + y * 5) % (period * 4) + (x / period + y / period) % 2 * period) / (5f * period);
    }

    /** The level of a pixel. */
    private interface IntToFloat {
        float apply(int at);
    }

    private static Plane plane(int width, int height, IntToFloat level) {
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.min(1, level.apply(i));
        }
        return Plane.wrap(width, height, samples);
    }

    /** Fuses as the command does. */
    static void fuse(Path folder, Path out, String method, Optional<Path> weights)
            throws IOException, InterruptedException, MethodOptionException {
        PairInputs inputs = PairInputs.ofFolders(folder.resolve("ir"), folder.resolve("vi"), Optional.empty());
        FusionMethods.Request request = FusionMethods.parse(method);
        MethodContext context = MethodContext.defaults().withThreads(1);
        if (weights.isPresent()) {
            context = context.withWeights(weights.get());
        }
        ResultNaming naming = ResultNaming.of(
                out + "/",
                inputs,
                new ResultNaming.Form(
                        Optional.of(ImageFormat.PNG), BitDepth.BITS_8, MethodOpener.rounding(request, context)));
        FileSink sink = FileSink.of(naming, List.of(), FileSink.Existing.KEEP, inputs);
        List<PairFiles> pairs = inputs.pairs();
        WeightsLocator nowhere = new WeightsLocator(Optional.empty(), Optional.empty(), List.of());
        try (FusionPipeline pipeline = new FusionPipeline(
                        pairs, sink, PipelineSettings.defaults().withOutputs(OutputSet.IMAGE), () -> false);
                MethodOpener.Opened opened = new MethodOpener(nowhere, context).open(request)) {
            var unused = pipeline.run(opened.method(), FusionListener.NONE);
        }
    }
}
