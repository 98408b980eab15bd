// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.pairs.InputOptions;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.ImagesInFolder;
import io.github.psfusion.pipeline.PairAligner;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which images are fused, and whether they are registered first. */
final class FuseInput extends InputOptions {
    @Option(
            names = "--align",
            paramLabel = "A",
            description =
                    "register the images of each pair first and fuse the part that both show: auto, RIG.json (a rig"
                            + " of psfusion align --calibrate) or off (default); sizes may differ then")
    private String align = "off";

    /**
     * Returns what registers the images of a pair.
     *
     * @throws IOException if the rig cannot be read
     */
    Optional<PairAligner> aligner(Request request) throws IOException {
        Optional<PairAligner> aligner = PairAligner.parse(align);
        if (aligner.isPresent() && request.provider().key().equals(ImagesInFolder.KEY)) {
            throw UserError.usage("--align: the images of --method "
                    + request.provider().key() + " are fused already. Leave the option out.");
        }
        return aligner;
    }
}
