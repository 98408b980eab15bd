// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.inspect;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.pipeline.ImageListing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what an image file is. */
@Command(
        name = "inspect",
        header = "print what an image file is",
        customSynopsis = "psfusion inspect FILE",
        description = {
            "%nPrint what an image file is: size, bits, channels, images in the file, EXIF orientation, camera; of"
                    + " radiometric JPEG files also their counts, parameters and visible image.%n",
            "Examples:",
            "  psfusion inspect FLIR0123.jpg",
            "  psfusion inspect thermal.tiff --json%n"
        },
        footer = "%nCommon options: psfusion --help.")
public final class ImageInspectCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "a PNG, JPEG, BMP or TIFF file")
    private Path file = Path.of("");

    /** Makes the command. */
    public ImageInspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        DecodeLimits limits =
                DecodeLimits.defaults().withMaxPixels(session.common().maxPixels());
        ImageListing listing = ImageListing.of(file, limits);
        session.console().result(listing.asText(), listing.asJson());
        return ExitCode.OK;
    }
}
