// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.imaging.ColourImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.colour.ColourRecomposition;
import io.github.psfusion.imaging.colour.YCbCr;
import io.github.psfusion.imaging.geometry.Padding;
import io.github.psfusion.networks.Pass;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.ElementType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Path;

/** Stand-in until the library entry of another branch arrives. */
public final class PsFusion implements AutoCloseable {
    private final Backend backend;
    private final PsFusionNetwork network;
    private final ElementType type;

    private PsFusion(Backend backend, PsFusionNetwork network, ElementType type) {
        this.backend = backend;
        this.network = network;
        this.type = type;
    }

    public static PsFusion load(Path weights, PsFusionOptions options) throws IOException {
        try (WeightFile file = WeightFiles.open(weights)) {
            int unused = PsFusionWeights.classes(file);
            Backend backend = Backends.open(
                    BackendOptions.defaults().withDevice(options.device()).withThreads(options.threads()));
            ElementType type = switch (options.precision()) {
                case AUTO -> backend.fastestFloat();
                case FLOAT32 -> ElementType.FLOAT32;
                case BFLOAT16 -> ElementType.BFLOAT16;
            };
            return new PsFusion(backend, PsFusionWeights.load(file, backend, type), type);
        }
    }

    public int classes() {
        return network.classes();
    }

    public Image fuse(ImagePair pair) {
        return withColours(fuseLuminance(pair), pair.visible());
    }

    public Image withColours(Plane fused, Image visible) {
        return visible instanceof ColourImage colour
                ? ColourRecomposition.recompose(fused, YCbCr.chroma(colour))
                : fused;
    }

    public Plane fuseLuminance(ImagePair pair) {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            return plane(network.fuse(visible(pair), infrared(pair)), pair);
        }
    }

    public PsFusionPictures analyse(ImagePair pair) {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            PsFusionOutputs all = network.forward(visible(pair), infrared(pair), Pass.EVALUATION);
            return new PsFusionPictures(
                    plane(all.fused(), pair),
                    plane(all.infrared(), pair),
                    plane(all.visible(), pair),
                    map(all.semantic(), pair),
                    map(all.binary(), pair),
                    map(all.boundary(), pair));
        }
    }

    private Tensor visible(ImagePair pair) {
        ColourImage padded = Padding.toMultipleOf(pair.visible(), PsFusionNetwork.SIZE_MULTIPLE)
                .toColour();
        int n = padded.width() * padded.height();
        float[] all = new float[3 * n];
        padded.red().copyInto(all, 0);
        padded.green().copyInto(all, n);
        padded.blue().copyInto(all, 2 * n);
        return backend.floats(Shape.of(1, 3, padded.height(), padded.width()), all)
                .to(type);
    }

    private Tensor infrared(ImagePair pair) {
        Plane padded = Padding.toMultipleOf(pair.infrared(), PsFusionNetwork.SIZE_MULTIPLE);
        return backend.floats(Shape.of(1, 1, padded.height(), padded.width()), padded.toArray())
                .to(type);
    }

    private static Plane plane(Tensor picture, ImagePair pair) {
        long[] sizes = picture.shape().sizes();
        Plane whole = Plane.wrap(
                (int) sizes[3], (int) sizes[2], picture.to(ElementType.FLOAT32).toFloats());
        return Padding.crop(whole, pair.width(), pair.height());
    }

    private static LabelMap map(Tensor logits, ImagePair pair) {
        long[] sizes = logits.shape().sizes();
        long[] classes = logits.argmax(1).toLongs();
        byte[] cropped = new byte[pair.width() * pair.height()];
        for (int y = 0; y < pair.height(); y++) {
            for (int x = 0; x < pair.width(); x++) {
                cropped[y * pair.width() + x] = (byte) classes[(int) (y * sizes[3] + x)];
            }
        }
        return LabelMap.of(pair.width(), pair.height(), cropped);
    }

    @Override
    public void close() {
        network.close();
        backend.close();
    }
}
