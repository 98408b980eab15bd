// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.downstream;

import io.github.psfusion.cli.console.SizeOption;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.downstream.onnx.ChannelOrder;
import io.github.psfusion.downstream.onnx.ClassMatch;
import io.github.psfusion.imaging.codec.ImageSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How images become the input of a model of others, and which classes its classes are. */
final class ModelOptions {
    /** The names of these options. */
    static final List<String> NAMES = List.of("--size", "--channels", "--map");

    @Option(
            names = "--size",
            paramLabel = "WxH",
            description = "size of the model's input, where its file does not fix it")
    private @Nullable SizeOption size;

    @Option(
            names = "--channels",
            paramLabel = "ORDER",
            description = "rgb or bgr (default: that of the model's family)")
    private @Nullable ChannelOrder channels;

    @Option(
            names = "--map",
            paramLabel = "MODEL=DATA",
            split = ",",
            description = "classes of the data set by those of the model, where their names differ, such as"
                    + " pedestrian=person")
    private List<String> map = List.of();

    Optional<ImageSize> size() {
        return Optional.ofNullable(size).map(given -> new ImageSize(given.width(), given.height()));
    }

    Optional<ChannelOrder> channels() {
        return Optional.ofNullable(channels);
    }

    /** @throws UserError if a text has another form */
    Map<String, String> map() {
        try {
            return ClassMatch.parse(map);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--map " + e.getMessage() + ".");
        }
    }
}
