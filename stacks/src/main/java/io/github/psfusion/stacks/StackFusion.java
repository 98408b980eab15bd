// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.stacks;

import ij.ImagePlus;
import io.github.psfusion.fiji.FusionException;
import io.github.psfusion.fiji.FusionProgress;
import io.github.psfusion.fiji.FusionRequest;
import io.github.psfusion.fiji.ImageFusion;
import io.github.psfusion.methods.FusionMethodProvider;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.ImagesInFolder;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.pipeline.FileErrors;
import io.github.psfusion.pipeline.FusionPipeline;
import io.github.psfusion.pipeline.PairAligner;
import io.github.psfusion.pipeline.PairOutcome;
import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.pipeline.PipelineSettings;
import io.github.psfusion.tensors.BackendException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Fuses images and stacks through the pipeline. The method of the last call stays open, so that the next one starts at once. */
public final class StackFusion implements ImageFusion {
    private static final String DEFAULT = "psfusion";

    private final OpenMethod method = OpenMethod.ofInstallation();

    /** Called by {@link java.util.ServiceLoader}. */
    public StackFusion() {}

    @Override
    public List<String> methods() {
        List<String> names = new ArrayList<>(FusionMethods.all().stream()
                .map(FusionMethodProvider::key)
                .filter(key -> !key.equals(ImagesInFolder.KEY))
                .toList());
        if (names.remove(DEFAULT)) {
            names.add(0, DEFAULT);
        }
        return names;
    }

    @Override
    public synchronized ImagePlus fuse(FusionRequest request, FusionProgress progress) throws FusionException {
        try (SliceFiles files = SliceFiles.of(request.infrared(), request.visible(), progress)) {
            return fuse(request, files, progress);
        } catch (MethodOptionException | PipelineException | BackendException e) {
            throw new FusionException(String.valueOf(e.getMessage()), e);
        } catch (IOException | OutOfMemoryError e) {
            throw new FusionException(FileErrors.message(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled();
        }
    }

    private ImagePlus fuse(FusionRequest request, SliceFiles files, FusionProgress progress)
            throws MethodOptionException, IOException, InterruptedException, FusionException {
        PipelineSettings settings = PipelineSettings.defaults()
                .withAligner(PairAligner.parse(request.align()))
                .withOutputs(outputs(request.color()));
        OpenMethod.Open open = method.open(request);
        SliceSink sink = new SliceSink(open.rounding());
        try (FusionPipeline pipeline = new FusionPipeline(files.pairs(), sink, settings, progress::isCancelled)) {
            List<PairOutcome> outcomes = pipeline.run(open.method(), new OutcomeListener(files, progress));
            return new FusedStack(request, files, sink).assemble(outcomes);
        }
    }

    private static OutputSet outputs(String color) throws FusionException {
        return switch (color) {
            case FusionRequest.COLOR_VISIBLE -> OutputSet.IMAGE;
            case FusionRequest.COLOR_GRAY -> OutputSet.LUMINANCE;
            default ->
                throw new FusionException("Color \"" + color + "\": expected " + FusionRequest.COLOR_VISIBLE + " or "
                        + FusionRequest.COLOR_GRAY + ".");
        };
    }

    private static CancellationException cancelled() {
        return new CancellationException("cancelled");
    }
}
