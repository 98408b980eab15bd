// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.fiji;

import ij.ImagePlus;
import ij.gui.GenericDialog;
import java.io.File;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Asks for two images and how to fuse them. ImageJ records the fields, and takes them from macros, under the first word of each
 * label in lower case.
 */
final class FusionDialog {
    static final String INFRARED = "Infrared image";
    static final String VISIBLE = "Visible image";
    static final String METHOD = "Method";
    static final String COLOR = "Color of the result";
    static final String ALIGN = "Align the images first";
    static final String WEIGHTS = "Weights (empty: those installed)";

    /** All labels. */
    static final List<String> LABELS =
            Collections.unmodifiableList(Arrays.asList(INFRARED, VISIBLE, METHOD, COLOR, ALIGN, WEIGHTS));

    private final List<ImagePlus> images;
    private final List<String> methods;

    /**
     * Makes the dialog.
     *
     * @param images the open images, at least two
     * @param methods names of the methods, the usual one first
     */
    FusionDialog(List<ImagePlus> images, List<String> methods) {
        this.images = images;
        this.methods = methods;
    }

    /** Shows the dialog; a macro answers it. Returns nothing where it was cancelled. */
    Optional<FusionRequest> ask() {
        GenericDialog dialog = new GenericDialog(FuseImagesPlugIn.TITLE);
        String[] titles = images.stream().map(ImagePlus::getTitle).toArray(String[]::new);
        dialog.addChoice(INFRARED, titles, titles[0]);
        dialog.addChoice(VISIBLE, titles, titles[1]);
        dialog.addChoice(METHOD, methods.toArray(new String[0]), methods.get(0));
        dialog.addChoice(COLOR, FusionRequest.COLORS.toArray(new String[0]), FusionRequest.COLOR_VISIBLE);
        dialog.addChoice(ALIGN, FusionRequest.ALIGNMENTS.toArray(new String[0]), FusionRequest.ALIGN_OFF);
        dialog.addFileField(WEIGHTS, "");
        dialog.showDialog();
        if (dialog.wasCanceled()) {
            return Optional.empty();
        }
        // By index: two open images may have one title.
        ImagePlus infrared = images.get(dialog.getNextChoiceIndex());
        ImagePlus visible = images.get(dialog.getNextChoiceIndex());
        String method = dialog.getNextChoice();
        String color = dialog.getNextChoice();
        String align = dialog.getNextChoice();
        String weights = dialog.getNextString().trim();
        return Optional.of(new FusionRequest(infrared, visible, method)
                .withColor(color)
                .withAlign(align)
                .withWeights(weights.isEmpty() ? null : new File(weights)));
    }
}
