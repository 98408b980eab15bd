// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.methods.Sizing;
import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.ArchitectureFact;
import io.github.psfusion.networks.inference.NetworkInput;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.RemovablePart;
import io.github.psfusion.networks.inference.SizeRule;
import io.github.psfusion.networks.inference.WeightSignature;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What PSFusion declares: visible in red, green, blue and infrared; multiples of 32; six outputs; classes by its semantic head. */
public final class PsFusionSpec implements NetworkSpec {
    /** The one specification. */
    public static final PsFusionSpec INSTANCE = new PsFusionSpec();

    static final String VISIBLE = "visible";
    static final String INFRARED = "infrared";
    static final String CLASSES = "classes";
    static final String BINARY = "binary";
    static final String BOUNDARY = "boundary";

    /** The published network has nine classes, those of MSRS. */
    private static final int PUBLISHED_CLASSES = 9;

    /** Label files hold a class in a byte, of which 255 means none. */
    private static final int MAX_CLASSES = 255;

    /** The only parameter, beside its bias, whose shape depends on the number of classes: the first size is it. */
    private static final String SEMANTIC_HEAD = "classfier.semantic_conv2.weight";

    /** Holds four layers, which work side by side with other blocks. */
    private static final String NUMBERED_BLOCK = "to_fused_seg.";

    private PsFusionSpec() {}

    @Override
    public String key() {
        return "psfusion";
    }

    @Override
    public String name() {
        return "PSFusion";
    }

    @Override
    public String title() {
        return "PSFusion, progressive semantic injection and scene fidelity";
    }

    @Override
    public String citation() {
        return "L. Tang, H. Zhang, H. Xu, J. Ma, Rethinking the necessity of image fusion in high-level vision tasks:"
                + " A practical infrared and visible image fusion network based on progressive semantic injection and"
                + " scene fidelity, Information Fusion 99, 101870, 2023";
    }

    @Override
    public List<NetworkInput> inputs() {
        return List.of(NetworkInput.visible(NetworkInput.Channels.RGB), NetworkInput.infrared());
    }

    @Override
    public SizeRule sizes() {
        return SizeRule.multipleOf(PsFusionNetwork.SIZE_MULTIPLE);
    }

    @Override
    public List<NetworkOutput> outputs() {
        return List.of(
                NetworkOutput.fused(),
                new NetworkOutput(CLASSES, NetworkOutput.Kind.CLASS_LOGITS, CLASSES, "the class of each pixel"),
                new NetworkOutput(BINARY, NetworkOutput.Kind.MASK_LOGITS, BINARY, "objects"),
                new NetworkOutput(BOUNDARY, NetworkOutput.Kind.MASK_LOGITS, BOUNDARY, "contours of the classes"),
                new NetworkOutput(
                        INFRARED,
                        NetworkOutput.Kind.IMAGE,
                        "infrared_reconstruction",
                        "the infrared image, reconstructed from the fused features"),
                new NetworkOutput(
                        VISIBLE,
                        NetworkOutput.Kind.IMAGE,
                        "visible_reconstruction",
                        "the luminance of the visible image, reconstructed from the fused features"));
    }

    @Override
    public List<NetworkOutput> outputs(Architecture architecture) {
        PsFusionVariant variant = PsFusionVariant.withoutKeys(architecture.without());
        Set<String> missing = new HashSet<>();
        if (!variant.has(PsFusionPart.S2P2)) {
            missing.addAll(List.of(CLASSES, BINARY, BOUNDARY));
        }
        if (!variant.has(PsFusionPart.SFP)) {
            missing.addAll(List.of(INFRARED, VISIBLE));
        }
        return outputs().stream()
                .filter(output -> !missing.contains(output.name()))
                .toList();
    }

    @Override
    public List<RemovablePart> removableParts() {
        return PsFusionPart.removable();
    }

    /** The second keys are those of blocks that every variant has. */
    @Override
    public WeightSignature signature() {
        return WeightSignature.of(SEMANTIC_HEAD, "high_fuse6.obj_fuse.gamma1")
                .or("to_fused_seg.0.0.weight", "seg_rec_decoder.block1.0.conv.weight");
    }

    @Override
    public List<ArchitectureFact> facts() {
        return List.of(new ArchitectureFact(CLASSES, SEMANTIC_HEAD, 0, 2, MAX_CLASSES, PUBLISHED_CLASSES));
    }

    @Override
    public PsFusionNetwork build(Architecture architecture) {
        PsFusionVariant variant = PsFusionVariant.withoutKeys(architecture.without());
        return new PsFusionNetwork(variant.has(PsFusionPart.S2P2) ? architecture.fact(CLASSES) : 0, variant);
    }

    /** Returns the form with this number of semantic classes. */
    public Architecture architecture(int classes) {
        return architecture(classes, PsFusionVariant.WHOLE);
    }

    /** Returns the form with this number of semantic classes and without some parts. */
    public Architecture architecture(int classes, PsFusionVariant variant) {
        return Architecture.published(this).withFact(CLASSES, classes).without(this, variant.keys());
    }

    @Override
    public List<Sizing> sizings() {
        return List.of(Sizing.PAD, Sizing.AS_PUBLISHED);
    }

    /** Returns the convolution by which the fused features enter the last decoder: few of its inputs reach far above the others. */
    @Override
    public Set<String> floatConvolutions() {
        return Set.of("seg_rec_decoder.block1.0.conv.weight");
    }

    @Override
    public String block(String parameter) {
        int from = parameter.startsWith(NUMBERED_BLOCK) ? NUMBERED_BLOCK.length() : 0;
        int end = parameter.indexOf('.', from);
        return end < 0 ? parameter : parameter.substring(0, end);
    }
}
