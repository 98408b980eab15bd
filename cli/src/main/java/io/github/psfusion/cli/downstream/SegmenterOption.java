// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.downstream;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.downstream.onnx.ChannelOrder;
import io.github.psfusion.downstream.onnx.ModelClasses;
import io.github.psfusion.downstream.onnx.PixelScaling;
import io.github.psfusion.downstream.onnx.SegmenterOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A segmenter of others that is used as it is, instead of one that is trained. */
final class SegmenterOption {
    @Option(names = "--segmenter", paramLabel = "FILE", description = "ONNX file of a segmenter")
    private @Nullable Path file;

    @Option(
            names = "--model-classes",
            paramLabel = "FILE|LIST",
            split = ",",
            description =
                    "its classes in order: names, or a file with one in each line (default: \"names\" of its"
                            + " metadata, else those of the data set). What the data set does not have counts as its first class")
    private List<String> classes = List.of();

    @Option(
            names = "--output-name",
            paramLabel = "NAME",
            description = "its output that counts (default: the first of logits or of a class map)")
    private @Nullable String output;

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** Returns the names of the options that need a segmenter. */
    static List<String> names() {
        List<String> names = new ArrayList<>(List.of("--model-classes", "--output-name"));
        names.addAll(ModelOptions.NAMES);
        return names;
    }

    /**
     * Returns how it is used.
     *
     * @param scaling of the levels of images, as users write it
     */
    SegmenterOptions options(String scaling, ModelOptions model) throws IOException {
        try {
            return new SegmenterOptions(
                    model.size(),
                    PixelScaling.parse(scaling),
                    model.channels().orElse(ChannelOrder.RGB),
                    Optional.ofNullable(output),
                    ModelClasses.given(classes),
                    model.map());
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--normalization " + e.getMessage() + ".");
        }
    }
}
