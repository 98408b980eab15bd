// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.methods.FusionMethodProvider;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import io.github.psfusion.platform.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Opens PSFusion as one fusion method among others. No native code is loaded before {@link #open}. */
public final class PsFusionProvider implements FusionMethodProvider {
    static final String NAME = "PSFusion, progressive semantic injection and scene fidelity";
    static final String CITATION =
            "L. Tang, H. Zhang, H. Xu, J. Ma, Rethinking the necessity of image fusion in high-level vision tasks: A practical"
                    + " infrared and visible image fusion network based on progressive semantic injection and scene fidelity,"
                    + " Information Fusion 99, 101870, 2023";

    private static final int MAX_THREADS = 1024;

    @Override
    public String key() {
        return PsFusion.KEY;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String citation() {
        return CITATION;
    }

    @Override
    public List<String> options() {
        return List.of("weights", "device", "precision", "threads", "sizing");
    }

    /**
     * Opens the method.
     *
     * @param options {@code weights}: a file, needed; {@code device}: cpu or cuda:N; {@code precision}: auto, float32,
     *     bfloat16 or int8; {@code threads}: 0 leaves the choice to the engine; {@code sizing}: pad or as-published
     */
    @Override
    public PsFusion open(MethodOptions options) throws MethodOptionException, IOException {
        options.requireOnly(options());
        Path weights = Path.of(options.text("weights")
                .orElseThrow(() -> new MethodOptionException(
                        options.key() + ": the network needs weights; name a file by the option weights")));
        PsFusionOptions.Precision precision = PsFusionOptions.Precision.valueOf(
                options.choice("precision", List.of("auto", "float32", "bfloat16", "int8"))
                        .toUpperCase(Locale.ROOT));
        boolean pad = options.choice("sizing", List.of("pad", "as-published")).equals("pad");
        return PsFusion.load(
                weights,
                PsFusionOptions.defaults()
                        .withDevice(device(options))
                        .withThreads(options.integer("threads", 0, MAX_THREADS, 0))
                        .withPrecision(precision)
                        .withSizing(pad ? PsFusionOptions.SizeAdapter.PAD : PsFusionOptions.SizeAdapter.AS_PUBLISHED));
    }

    private static Device device(MethodOptions options) throws MethodOptionException {
        String text = options.text("device").orElse("cpu");
        return Device.parse(text)
                .orElseThrow(() -> new MethodOptionException(options.key() + ": option device=" + text
                        + ": expected cpu, or cuda:N with the number of a GPU"));
    }
}
