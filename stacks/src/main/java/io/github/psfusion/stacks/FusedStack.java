// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.stacks;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.psfusion.fiji.FusionException;
import io.github.psfusion.fiji.FusionRequest;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.pipeline.Alignment;
import io.github.psfusion.pipeline.PairOutcome;
import io.github.psfusion.registration.Rectangle;
import java.util.List;
import java.util.Optional;

/**
 * Joins fused slices to an image in the frame of the visible one. Aligned images have only a part of it in common: each result lies
 * there at its place, so that calibration, overlay and the slices of a stack fit, and the rest is black.
 */
final class FusedStack {
    private final FusionRequest request;
    private final SliceFiles files;
    private final SliceSink sink;

    FusedStack(FusionRequest request, SliceFiles files, SliceSink sink) {
        this.request = request;
        this.files = files;
        this.sink = sink;
    }

    /**
     * Joins.
     *
     * @param outcomes one of each slice, in their order
     * @throws FusionException if no slice was fused
     */
    ImagePlus assemble(List<PairOutcome> outcomes) throws FusionException {
        if (outcomes.stream().noneMatch(outcome -> outcome.error().isEmpty())) {
            throw new FusionException(files.message(outcomes.get(0)));
        }
        boolean color = outcomes.stream()
                .flatMap(outcome -> sink.fused(outcome.pair()).stream())
                .anyMatch(ColorProcessor.class::isInstance);
        ImagePlus visible = request.visible();
        ImageStack stack = new ImageStack(visible.getWidth(), visible.getHeight());
        for (PairOutcome outcome : outcomes) {
            String label = visible.getStack().getSliceLabel(SliceFiles.slice(outcome.pair()));
            ImageProcessor pixels = inFrame(outcome, color);
            stack.addSlice(outcome.error().isEmpty() ? label : "not fused", pixels);
        }
        ImagePlus fused = new ImagePlus("Fused " + visible.getTitle(), stack);
        describe(fused);
        return fused;
    }

    private ImageProcessor inFrame(PairOutcome outcome, boolean color) {
        int width = request.visible().getWidth();
        int height = request.visible().getHeight();
        Optional<ImageProcessor> fused =
                sink.fused(outcome.pair()).map(pixels -> color ? pixels.convertToColorProcessor() : pixels);
        if (fused.isPresent() && fused.get().getWidth() == width && fused.get().getHeight() == height) {
            return fused.get();
        }
        ImageProcessor frame = color ? new ColorProcessor(width, height) : new ByteProcessor(width, height);
        frame.setColor(0);
        frame.fill();
        Optional<Alignment> alignment = outcome.alignment();
        if (fused.isPresent() && alignment.isPresent()) {
            Rectangle part = alignment.get().commonPart(size(request.infrared()), size(request.visible()));
            frame.insert(fused.get(), part.x(), part.y());
        }
        return frame;
    }

    private static ImageSize size(ImagePlus image) {
        return new ImageSize(image.getWidth(), image.getHeight());
    }

    /** Gives the result what belongs to the frame of the visible image, and states where it comes from. */
    private void describe(ImagePlus fused) {
        ImagePlus visible = request.visible();
        Calibration calibration = visible.getCalibration().copy();
        calibration.disableDensityCalibration(); // of gray levels, which are others now
        fused.setCalibration(calibration);
        if (visible.getOverlay() != null) {
            fused.setOverlay(visible.getOverlay().duplicate());
        }
        fused.setDimensions(1, visible.getNSlices(), visible.getNFrames());
        fused.setOpenAsHyperStack(visible.isHyperStack());
        fused.setProperty(
                "Info",
                "PSFusion: method=" + request.method() + ", infrared="
                        + request.infrared().getTitle() + ", visible=" + visible.getTitle() + ", align="
                        + request.align() + "\n");
    }
}
