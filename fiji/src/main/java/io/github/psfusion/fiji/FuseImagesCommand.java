// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.fiji;

import ij.ImagePlus;
import java.io.File;
import java.util.Objects;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * The same as a command of SciJava, for scripts that want the result as a value. It has no menu entry: in macros the plug-in {@link
 * FuseImagesPlugIn} is the one that gives its result to the next line.
 */
@Plugin(type = Command.class, label = "PSFusion: fuse infrared and visible", headless = true)
public final class FuseImagesCommand implements Command {
    @Parameter(label = "Infrared image")
    private ImagePlus infrared;

    @Parameter(label = "Visible image")
    private ImagePlus visible;

    @Parameter(label = "Method", description = "with its options after colons, such as gtf:minimum", required = false)
    private String method = "psfusion";

    @Parameter(
            label = "Color",
            choices = {FusionRequest.COLOR_VISIBLE, FusionRequest.COLOR_GRAY},
            required = false)
    private String color = FusionRequest.COLOR_VISIBLE;

    @Parameter(label = "Align", description = "off, auto or the path of a rig file", required = false)
    private String align = FusionRequest.ALIGN_OFF;

    @Parameter(label = "Weights", required = false)
    private File weights;

    @SuppressWarnings("UnusedVariable") // read by SciJava
    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus fused;

    /** Called by SciJava. */
    public FuseImagesCommand() {}

    /**
     * Fuses.
     *
     * @throws IllegalStateException with a message for users, if that cannot be done
     */
    @Override
    public void run() {
        FusionRequest request = new FusionRequest(
                        Objects.requireNonNull(infrared, "infrared"),
                        Objects.requireNonNull(visible, "visible"),
                        method)
                .withColor(color)
                .withAlign(align)
                .withWeights(weights);
        try {
            fused = FusionLibrary.installed().fuse(request, new ImageJProgress());
        } catch (FusionException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
