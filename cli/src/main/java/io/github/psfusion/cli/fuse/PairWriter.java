// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.IndexColors;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Writes what comes of a pair. */
final class PairWriter {
    private final FuseOutputs outputs;
    private final Set<ExtraOutput> saved;
    private final boolean overwrite;
    private final Console console;

    /**
     * Makes one.
     *
     * @param saved images that are written besides the fused one
     * @param overwrite whether existing files are replaced
     */
    PairWriter(FuseOutputs outputs, Set<ExtraOutput> saved, boolean overwrite, Console console) {
        this.outputs = outputs;
        this.saved = saved;
        this.overwrite = overwrite;
        this.console = console;
    }

    /** Returns where the fused image of a pair goes. */
    Path output(PairFiles pair) {
        return outputs.result(pair);
    }

    /** Returns whether all results of a pair exist and may not be replaced. */
    boolean isDone(PairFiles pair) {
        return !outputs.isStandardOutput()
                && keeps(outputs.result(pair))
                && saved.stream().allMatch(image -> keeps(outputs.saved(pair, image)));
    }

    private boolean keeps(Path file) {
        return !overwrite && Files.exists(file);
    }

    /**
     * Writes the results of a pair that are not there yet.
     *
     * @param seconds that it took to make them
     */
    PairOutcome write(LoadedPair loaded, Fuser.Fused fused, double seconds) throws IOException {
        PairFiles pair = loaded.files();
        if (outputs.isStandardOutput()) {
            console.output().write(ImageFiles.encode(fused.image(), outputs.options()));
            console.output().flush();
        } else {
            write(outputs.result(pair), fused.image(), outputs.options());
        }
        fused.images().forEach((image, plane) -> write(outputs.saved(pair, image), plane, outputs.options()));
        fused.maps().forEach((image, map) -> writeMap(outputs.saved(pair, image), image, map, fused.classes()));
        return new PairOutcome(
                pair,
                PairOutcome.State.FUSED,
                outputs.result(pair),
                fused.image().width(),
                fused.image().height(),
                seconds,
                loaded.warnings(),
                null);
    }

    private void write(Path file, Image image, WriteOptions options) {
        if (!keeps(file)) {
            Outputs.write(file, () -> ImageFiles.write(file, image, options));
        }
    }

    private void writeMap(Path file, ExtraOutput image, LabelMap map, int classes) {
        if (keeps(file)) {
            return;
        }
        if (image == ExtraOutput.CLASSES) {
            IndexColors colors = LabelClasses.ofCount(classes).colors();
            Outputs.write(file, () -> ImageFiles.writeLabels(file, map, colors));
        } else {
            Outputs.write(file, () -> ImageFiles.write(file, blackAndWhite(map), WriteOptions.png()));
        }
    }

    /** Binary and boundary maps have the levels 0 and 255, as published data sets have. */
    private static Plane blackAndWhite(LabelMap map) {
        byte[] flags = map.toArray();
        float[] samples = new float[flags.length];
        for (int i = 0; i < flags.length; i++) {
            samples[i] = flags[i] == 0 ? 0f : 1f;
        }
        return Plane.wrap(map.width(), map.height(), samples);
    }
}
