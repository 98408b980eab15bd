// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.fiji;

import ij.ImagePlus;
import java.io.File;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What is fused, and how. The words are those of the options of the program {@code psfusion}. */
public final class FusionRequest {
    /** The fused image has the colors of the visible one. */
    public static final String COLOR_VISIBLE = "visible";

    /** The fused image is gray. */
    public static final String COLOR_GRAY = "gray";

    /** The images are fused as they are. */
    public static final String ALIGN_OFF = "off";

    /** The images are registered first. */
    public static final String ALIGN_AUTO = "auto";

    /** The choices of colors, the usual one first. */
    static final List<String> COLORS = Collections.unmodifiableList(Arrays.asList(COLOR_VISIBLE, COLOR_GRAY));

    /** The choices of registration, the usual one first. */
    static final List<String> ALIGNMENTS = Collections.unmodifiableList(Arrays.asList(ALIGN_OFF, ALIGN_AUTO));

    private final ImagePlus infrared;
    private final ImagePlus visible;
    private final String method;
    private final String color;
    private final String align;
    private final File weights;

    /**
     * Makes the request for an image in the colors of the visible one.
     *
     * @param infrared an image of 8, 16 or 32 bits or RGB, or a stack; 32 bits are degrees Celsius
     * @param visible an image or a stack of as many slices
     * @param method name of the method, with its options after colons, such as {@code gtf:minimum}
     */
    public FusionRequest(ImagePlus infrared, ImagePlus visible, String method) {
        this(infrared, visible, method, COLOR_VISIBLE, ALIGN_OFF, null);
    }

    private FusionRequest(
            ImagePlus infrared, ImagePlus visible, String method, String color, String align, File weights) {
        this.infrared = infrared;
        this.visible = visible;
        this.method = method;
        this.color = color;
        this.align = align;
        this.weights = weights;
    }

    /** Returns this request with other colors: {@value #COLOR_VISIBLE} or {@value #COLOR_GRAY}. */
    public FusionRequest withColor(String other) {
        return new FusionRequest(infrared, visible, method, other, align, weights);
    }

    /** Returns this request with another registration: {@value #ALIGN_OFF}, {@value #ALIGN_AUTO} or the path of a rig file. */
    public FusionRequest withAlign(String other) {
        return new FusionRequest(infrared, visible, method, color, other, weights);
    }

    /** Returns this request with the weight file of the method; null leaves the search to the library. */
    public FusionRequest withWeights(File other) {
        return new FusionRequest(infrared, visible, method, color, align, other);
    }

    /** Returns the infrared image. */
    public ImagePlus infrared() {
        return infrared;
    }

    /** Returns the visible image. */
    public ImagePlus visible() {
        return visible;
    }

    /** Returns the method. */
    public String method() {
        return method;
    }

    /** Returns the colors. */
    public String color() {
        return color;
    }

    /** Returns how the images are registered. */
    public String align() {
        return align;
    }

    /** Returns the weight file, if one was named. */
    public Optional<File> weights() {
        return Optional.ofNullable(weights);
    }
}
