// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.IndexColors;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes results as image files, each whole or not at all. Extra images have the form of the fused image; class maps are PNG in the
 * colors of their classes, masks black-and-white PNG.
 */
public final class FileSink implements ResultSink {
    private final ResultNaming naming;
    private final List<ExtraOutput> extra;
    private final Existing existing;

    /** What happens to results that exist. */
    public enum Existing {
        /** They are kept; pairs of which all results exist are not fused. */
        KEEP,
        /** They are replaced. */
        REPLACE
    }

    /**
     * Makes a sink.
     *
     * @param extra outputs that are written besides the fused image
     */
    public FileSink(ResultNaming naming, List<ExtraOutput> extra, Existing existing) {
        this.naming = naming;
        this.extra = List.copyOf(extra);
        this.existing = existing;
    }

    @Override
    public Path place(PairFiles pair) {
        return naming.result(pair);
    }

    @Override
    public boolean isDone(PairFiles pair) {
        return keeps(naming.result(pair)) && extra.stream().allMatch(output -> keeps(naming.extra(pair, output)));
    }

    private boolean keeps(Path file) {
        return existing == Existing.KEEP && Files.exists(file);
    }

    @Override
    public void write(PairFiles pair, FusionResult result) {
        write(naming.result(pair), file -> ImageFiles.write(file, result.image(), naming.options()));
        for (ExtraOutput output : extra) {
            FusionResult.Extra value = result.extra().get(output.name());
            if (value instanceof FusionResult.ExtraImage image) {
                write(naming.extra(pair, output), file -> ImageFiles.write(file, image.image(), naming.options()));
            } else if (value instanceof FusionResult.Classes classes) {
                IndexColors colors = LabelClasses.ofCount(classes.count()).colors();
                write(naming.extra(pair, output), file -> ImageFiles.writeLabels(file, classes.labels(), colors));
            } else if (value instanceof FusionResult.Mask mask) {
                write(
                        naming.extra(pair, output),
                        file -> ImageFiles.write(file, blackAndWhite(mask.labels()), WriteOptions.png()));
            } else {
                throw new IllegalStateException("the method made no output " + output.name());
            }
        }
    }

    /** Writes a file. */
    private interface Writing {
        void write(Path file) throws IOException;
    }

    private void write(Path file, Writing writing) {
        if (!keeps(file)) {
            OutputFiles.write(file, () -> writing.write(file));
        }
    }

    /** Returns levels 0 and 255, as published data sets have them. */
    private static Plane blackAndWhite(LabelMap map) {
        byte[] flags = map.toArray();
        float[] samples = new float[flags.length];
        for (int i = 0; i < flags.length; i++) {
            samples[i] = flags[i] == 0 ? 0f : 1f;
        }
        return Plane.wrap(map.width(), map.height(), samples);
    }
}
