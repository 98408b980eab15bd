// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contents of all files that {@code --save} writes, against the outputs of the network itself; and its need of memory. */
@Tag("slow")
class SavedOutputsTest {
    /** A multiple of 32, so that nothing is padded. */
    private static final int WIDTH = 96;

    private static final int HEIGHT = 64;
    private static final int PIXELS = WIDTH * HEIGHT;

    @TempDir
    private static Path folder;

    private static Path weights = Path.of("");
    private static float[] semantic = {};
    private static float[] binary = {};
    private static float[] boundary = {};
    private static float[] infrared = {};
    private static float[] visible = {};

    @BeforeAll
    static void computeAndFuse() throws IOException {
        Path rule = RuleWeightFile.write(folder.resolve("rule.safetensors"));
        Path ir = TestImages.write(folder.resolve("ir/a.png"), TestImages.infrared(WIDTH, HEIGHT));
        Path vi = TestImages.write(folder.resolve("vi/a.png"), TestImages.visible(WIDTH, HEIGHT));
        compute(rule, read(ir).luminance(), read(vi).toColor());
        weights = folder.resolve("balanced.safetensors");
        balance(rule, weights);
        compute(weights, read(ir).luminance(), read(vi).toColor());
        Run run = Run.of(
                "fuse",
                "--weights",
                weights.toString(),
                "--precision",
                "float32",
                "--ir",
                ir.toString(),
                "--vi",
                vi.toString(),
                "-o",
                folder.resolve("f.png").toString(),
                "--save",
                "classes,binary,boundary,infrared,visible");
        assertThat(run.status()).as(run.err()).isZero();
    }

    /** With the rule's weights no pixel is an object or a contour; another bias of the last layer makes a share of them one. */
    private static void balance(Path rule, Path balanced) throws IOException {
        float objects = raise(binary, 0.5);
        float contours = raise(boundary, 0.25);
        try (WeightFile file = WeightFiles.open(rule)) {
            List<TensorToWrite> tensors = new ArrayList<>();
            for (String name : file.names()) {
                StoredTensor stored = file.tensor(name);
                float more = name.equals("classfier.binary_conv2.bias")
                        ? objects
                        : name.equals("classfier.boundary_conv.3.bias") ? contours : 0;
                if (more == 0) {
                    tensors.add(TensorToWrite.of(stored));
                } else {
                    ByteBuffer bytes = ByteBuffer.allocate(2 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                    bytes.put(stored.data().duplicate()).putFloat(Float.BYTES, bytes.getFloat(Float.BYTES) + more);
                    tensors.add(new TensorToWrite(name, stored.type(), stored.shape(), bytes::flip));
                }
            }
            SafetensorsWriter.write(balanced, file.metadata(), tensors);
        }
    }

    /** Returns what is to be added to the logits of channel 1 to give it a share of the pixels. */
    private static float raise(float[] logits, double share) {
        double[] differences = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            differences[i] = logits[i] - logits[PIXELS + i];
        }
        Arrays.sort(differences);
        return (float) differences[(int) (share * PIXELS)];
    }

    private static void compute(Path weightFile, Plane ir, ColorImage vi) throws IOException {
        float[] colors = new float[3 * PIXELS];
        System.arraycopy(vi.red().toArray(), 0, colors, 0, PIXELS);
        System.arraycopy(vi.green().toArray(), 0, colors, PIXELS, PIXELS);
        System.arraycopy(vi.blue().toArray(), 0, colors, 2 * PIXELS, PIXELS);
        try (Backend backend = Backends.open(BackendOptions.defaults());
                WeightFile file = WeightFiles.open(weightFile);
                PsFusionNetwork network = new PsFusionNetwork(9)) {
            StateDictLoader.load(network.parameters(), file, backend);
            try (TensorScope scope = backend.openScope();
                    Autograd.Mode mode = backend.autograd().recording(false)) {
                PsFusionOutputs outputs = network.forward(
                        backend.floats(Shape.of(1, 3, HEIGHT, WIDTH), colors),
                        backend.floats(Shape.of(1, 1, HEIGHT, WIDTH), ir.toArray()),
                        ForwardContext.EVALUATION);
                semantic = outputs.semantic().toFloats();
                binary = outputs.binary().toFloats();
                boundary = outputs.boundary().toFloats();
                infrared = outputs.infrared().toFloats();
                visible = outputs.visible().toFloats();
            }
        }
    }

    private static Image read(Path file) throws IOException {
        return ImageFiles.read(file, DecodeLimits.defaults()).image();
    }

    /** Returns how much the best of several logits lies above the second, and which it is. */
    private record Best(int index, double lead) {
        static Best of(float[] logits, int channels, int pixel) {
            int best = 0;
            double second = Double.NEGATIVE_INFINITY;
            for (int c = 1; c < channels; c++) {
                float value = logits[c * PIXELS + pixel];
                if (value > logits[best * PIXELS + pixel]) {
                    second = logits[best * PIXELS + pixel];
                    best = c;
                } else {
                    second = Math.max(second, value);
                }
            }
            return new Best(best, logits[best * PIXELS + pixel] - second);
        }
    }

    /** Compares where the decision is clear: `fuse` folds the batch norms, so that logits differ in their last digits. */
    private static void assertDecisions(String name, float[] logits, int channels, int levelOfOne) throws IOException {
        LabelMap found = ImageFiles.readLabels(folder.resolve("f_" + name + ".png"), DecodeLimits.defaults());
        int clear = 0;
        int others = 0;
        for (int i = 0; i < PIXELS; i++) {
            Best best = Best.of(logits, channels, i);
            if (best.lead > 1e-3) {
                clear++;
                others += best.index == 0 ? 0 : 1;
                assertThat(found.at(i % WIDTH, i / WIDTH))
                        .as("%s of pixel %s", name, i)
                        .isEqualTo(best.index * levelOfOne);
            }
        }
        assertThat(clear).isGreaterThan(PIXELS / 2);
        assertThat(others).as("pixels above 0 in " + name).isPositive();
    }

    private static void assertImage(String name, float[] samples) throws IOException {
        float[] found = read(folder.resolve("f_" + name + ".png")).luminance().toArray();
        double mean = 0;
        for (int i = 0; i < PIXELS; i++) {
            assertThat(Math.abs(found[i] - samples[i]) * 255)
                    .as("%s of pixel %s", name, i)
                    .isLessThan(0.51f);
            mean += found[i] / PIXELS;
        }
        assertThat(mean).isBetween(0.01, 0.99);
    }

    @Test
    void classesAreThoseOfTheLargestLogit() throws IOException {
        assertDecisions("classes", semantic, 9, 1);
    }

    @Test
    void objectsAreWhite() throws IOException {
        assertDecisions("binary", binary, 2, 255);
    }

    @Test
    void contoursAreWhite() throws IOException {
        assertDecisions("boundary", boundary, 2, 255);
    }

    @Test
    void bothReconstructionsAreUnderTheirOwnNames() throws IOException {
        assertImage("infrared", infrared);
        assertImage("visible", visible);
        double difference = 0;
        for (int i = 0; i < PIXELS; i++) {
            difference = Math.max(difference, Math.abs(infrared[i] - visible[i]) * 255);
        }
        assertThat(difference).as("the two differ").isGreaterThan(2);
        int unlike = 0;
        for (int i = 0; i < PIXELS; i++) {
            unlike += Best.of(binary, 2, i).index == Best.of(boundary, 2, i).index ? 0 : 1;
        }
        assertThat(unlike).as("objects and contours differ").isGreaterThan(10);
    }

    /** 709 bytes per pixel of 1920 x 1080, as in docs/reference/performance.md, and 0.9 GB for everything else. */
    @Test
    void needOfMemoryIsThatOfThePlan() throws IOException {
        Path ir = TestImages.write(folder.resolve("large/ir.png"), Plane.constant(1920, 1080, 0.5f));
        List<String> arguments = List.of(
                "fuse",
                "--weights",
                weights.toString(),
                "--precision",
                "float32",
                "--ir",
                ir.toString(),
                "--vi",
                ir.toString(),
                "-o",
                folder.resolve("large/f.png").toString(),
                "--memory",
                "1G");
        Run run = Run.of(arguments.toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isEqualTo(6);
        assertThat(run.err()).contains("1920 x 1080 pixels need about 2.4 GB of memory");
    }
}
