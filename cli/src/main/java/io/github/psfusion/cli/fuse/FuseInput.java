// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.pairs.InputOptions;
import io.github.psfusion.datasets.Shard;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.ImagesInFolder;
import io.github.psfusion.pipeline.PairAligner;
import io.github.psfusion.pipeline.PairInputs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which images are fused, and whether they are registered first. */
final class FuseInput extends InputOptions {
    private static final String TEMPERATURE = "temperature";

    @Option(
            names = "--align",
            paramLabel = "A",
            description =
                    "register the images of each pair first and fuse the part that both show: auto, RIG.json (a rig"
                            + " of psfusion align --calibrate) or off (default); sizes may differ then")
    private String align = "off";

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "fuse only the i-th of n parts of the pairs, such as 1/4, for several machines or jobs")
    private @Nullable String shard;

    /**
     * Returns which part of the pairs is fused.
     *
     * @throws UserError if it is no part, or if only one pair is named
     */
    Shard shard(PairInputs inputs) {
        if (shard == null) {
            return Shard.ALL;
        }
        if (inputs.single()) {
            throw UserError.usage(
                    "--shard divides the pairs of a folder, but one pair is named. Leave the option out.");
        }
        return shardOf(shard);
    }

    /**
     * Returns what registers the images of a pair.
     *
     * @param extra outputs besides the fused image
     * @throws IOException if the rig cannot be read
     */
    Optional<PairAligner> aligner(Request request, List<ExtraOutput> extra) throws IOException {
        Optional<PairAligner> aligner = PairAligner.parse(align);
        if (aligner.isPresent() && request.provider().key().equals(ImagesInFolder.KEY)) {
            throw UserError.usage("--align: the images of --method "
                    + request.provider().key() + " are fused already. Leave the option out.");
        }
        if (aligner.isPresent()
                && extra.stream().anyMatch(output -> output.name().equals(TEMPERATURE))) {
            throw UserError.usage("--save temperature: temperatures are saved in the frame of the infrared camera and"
                    + " would not fit the image that --align fuses. Leave one of both out.");
        }
        return aligner;
    }
}
