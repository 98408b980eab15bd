// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.networks.inference.NetworkTensors;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.ShapeException;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The PSFusion network: a shared multi-scale encoder, a sparse semantic branch, and a scene restoration branch into which
 * semantic features are injected step by step.
 *
 * <p>Declares 1360 parameters and statistics (the whole network; {@link PsFusionVariant} leaves parts out) under
 * the names, and in the order, of the authors' state dict; they have values
 * after {@link io.github.psfusion.networks.StateDictLoader} or {@link Parameters#initialize}. A loaded network may evaluate on several
 * threads at once.
 */
public final class PsFusionNetwork implements Network {
    /** Height and width of the inputs must be multiples of this: six levels that halve five times. */
    public static final int SIZE_MULTIPLE = 32;

    private final int classes;
    private final PsFusionVariant variant;
    private final Parameters parameters = Parameters.root();
    private final ResidualEncoder infraredEncoder;
    private final ResidualEncoder visibleEncoder;
    private final LevelFusion psfm6;
    private final LevelFusion psfm5;
    private final LevelFusion psfm4;
    private final LevelFusion sdfm3;
    private final LevelFusion sdfm2;
    private final LevelFusion sdfm1;
    private final GuideInjection sim1;
    private final GuideInjection sim2;
    private final SparseSemanticPerception s2pm;
    private final SemanticInjection sim3;
    private final DenseSceneReconstruction dsrm1;
    private final DenseSceneReconstruction dsrm2;
    private final Optional<SparseSemanticHeads> heads;
    private final ImageFusionPath fusionPath;
    private final Optional<SceneFidelityPaths> fidelityPaths;

    /**
     * Declares the whole network.
     *
     * @param classes number of semantic classes, at least 2; 9 for MSRS
     */
    public PsFusionNetwork(int classes) {
        this(classes, PsFusionVariant.WHOLE);
    }

    /**
     * Declares the network with or without some of its parts.
     *
     * @param classes number of semantic classes, at least 2; 9 for MSRS. Without {@link PsFusionPart#S2P2} it counts for nothing
     */
    public PsFusionNetwork(int classes, PsFusionVariant variant) {
        if (classes < 2 && variant.has(PsFusionPart.S2P2)) {
            throw new IllegalArgumentException("number of classes " + classes + " must be at least 2");
        }
        this.classes = classes;
        this.variant = variant;
        infraredEncoder = new ResidualEncoder(parameters, "thermal", 1);
        visibleEncoder = new ResidualEncoder(parameters, "rgb", 3);
        psfm6 = variant.psfm(parameters.child("high_fuse6"), 512);
        psfm5 = variant.psfm(parameters.child("high_fuse5"), 256);
        psfm4 = variant.psfm(parameters.child("high_fuse4"), 128);
        sdfm3 = variant.sdfm(parameters.child("low_fuse3"), 64, 64);
        sdfm2 = variant.sdfm(parameters.child("low_fuse2"), 64, 32);
        sdfm1 = variant.sdfm(parameters.child("low_fuse1"), 32, 32);
        sim1 = variant.psim(parameters.child("SIM1"), 32, 64);
        sim2 = variant.psim(parameters.child("SIM2"), 32, 32);
        s2pm = SparseSemanticPerception.adapters(parameters);
        sim3 = new SemanticInjection(parameters.child("SIM3"), 32, 64);
        s2pm.declareDecoder(parameters);
        dsrm1 = new DenseSceneReconstruction(parameters.child("rec_decoder"));
        dsrm2 = new DenseSceneReconstruction(parameters.child("seg_rec_decoder"));
        heads = variant.heads(parameters.child("classfier"), classes);
        fusionPath = new ImageFusionPath(parameters.child("pred_fusion"));
        fidelityPaths = variant.fidelity(parameters);
    }

    /** Returns the number of semantic classes, if there are semantic heads. */
    public int classes() {
        return classes;
    }

    /** Returns which parts the network is without. */
    public PsFusionVariant variant() {
        return variant;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    /**
     * Computes all outputs: six of the whole network.
     *
     * @param visible red, green, blue in [0, 1], [N, 3, H, W], H and W multiples of 32
     * @param infrared [N, 1, H, W] in [0, 1]
     * @param context training or evaluation, and the observer of features
     * @return the outputs, logits in the type of the inputs, images at least in FLOAT32, owned by the current scope
     * @throws ShapeException if the shapes do not fit, or in training if N is 1
     */
    public PsFusionOutputs forward(Tensor visible, Tensor infrared, ForwardContext context) {
        Scene scene = scene(visible, infrared, context);
        return new PsFusionOutputs(
                heads.map(present -> logits(present, scene.semantic, context)),
                context.observe("out.fused", fusionPath.forward(scene.features)),
                fidelityPaths.map(present -> present.forward(scene.features, context)));
    }

    /**
     * Computes the outputs of the semantic branch alone: both encoders, the fusion of the levels 3 to 6, S2PM and the three heads.
     * The fusion of the levels 1 and 2, PSIM, the decoders and the image heads are neither computed nor, in training, changed.
     *
     * @param visible red, green, blue in [0, 1], [N, 3, H, W], H and W multiples of 32
     * @param infrared [N, 1, H, W] in [0, 1]
     * @param context training or evaluation, and the observer of features
     * @return logits in the type of the inputs, the same as those of {@link #forward}, owned by the current scope
     * @throws ShapeException if the shapes do not fit, or in training if N is 1
     * @throws IllegalStateException if the network is without {@link PsFusionPart#S2P2}
     */
    public SemanticLogits perceive(Tensor visible, Tensor infrared, ForwardContext context) {
        SparseSemanticHeads present =
                heads.orElseThrow(() -> new IllegalStateException("the network has no semantic heads"));
        checkShapes(visible.shape(), infrared.shape());
        Tensor feature = visible.backend().inScope(() -> {
            Encoded levels = encode(visible, infrared, context);
            return semanticFeature(deepLevels(levels, context), context);
        });
        return logits(present, feature, context);
    }

    private static SemanticLogits logits(SparseSemanticHeads heads, Tensor semanticFeature, ForwardContext context) {
        SemanticLogits logits = heads.forward(semanticFeature, context);
        return new SemanticLogits(
                context.observe("out.semantic", logits.semantic()),
                context.observe("out.binary", logits.binary()),
                context.observe("out.boundary", logits.boundary()));
    }

    @Override
    public NetworkTensors evaluate(NetworkTensors inputs, Set<String> outputs) {
        Tensor visible = inputs.get(PsFusionSpec.VISIBLE);
        Tensor infrared = inputs.get(PsFusionSpec.INFRARED);
        if (outputs.equals(Set.of(NetworkOutput.FUSED))) {
            return NetworkTensors.of(NetworkOutput.FUSED, fuse(visible, infrared));
        }
        PsFusionOutputs all = forward(visible, infrared, ForwardContext.EVALUATION);
        Map<String, Tensor> results = new LinkedHashMap<>(Map.of(NetworkOutput.FUSED, all.fused()));
        all.logits().ifPresent(logits -> {
            results.put(PsFusionSpec.CLASSES, logits.semantic());
            results.put(PsFusionSpec.BINARY, logits.binary());
            results.put(PsFusionSpec.BOUNDARY, logits.boundary());
        });
        all.sources().ifPresent(sources -> {
            results.put(PsFusionSpec.INFRARED, sources.infrared());
            results.put(PsFusionSpec.VISIBLE, sources.visible());
        });
        return new NetworkTensors(results);
    }

    /**
     * Computes the fused image alone, in evaluation; the heads that only the other outputs need are left out.
     *
     * @param visible red, green, blue in [0, 1], [N, 3, H, W], H and W multiples of 32
     * @param infrared [N, 1, H, W] in [0, 1]
     * @return luminance of the fused image, [N, 1, H, W], in (0, 1), owned by the current scope
     */
    public Tensor fuse(Tensor visible, Tensor infrared) {
        return visible.backend()
                .inScope(() -> fusionPath.forward(scene(visible, infrared, ForwardContext.EVALUATION).features));
    }

    /**
     * What both branches leave for the heads.
     *
     * @param semantic f_se, [N, 64, H / 4, W / 4]
     * @param features f_sr, [N, 32, H, W]
     */
    private record Scene(Tensor semantic, Tensor features) {}

    private Scene scene(Tensor visible, Tensor infrared, ForwardContext context) {
        checkShapes(visible.shape(), infrared.shape());
        Backend backend = visible.backend();
        try (TensorScope scope = backend.openScope()) {
            Fused fused = fusedLevels(visible, infrared, context);
            // PSIM: progressive semantic injection, from the semantic level 3 up to full size.
            Tensor r1 = context.observe("psim.1", sim1.forward(fused.f2, fused.f3(), context));
            Tensor r2 = context.observe("psim.2", sim2.forward(fused.f1, r1, context));
            Tensor semantic = semanticFeature(fused.deep(), context);
            Tensor r3 = context.observe("rec.dsrm1", dsrm1.forward(r2, context));
            Tensor r4 = context.observe("rec.sim3", sim3.forward(r3, semantic, context));
            Tensor features = context.observe("rec.dsrm2", dsrm2.forward(r4, context));
            return new Scene(scope.keep(semantic), scope.keep(features));
        }
    }

    /**
     * Returns f_se.
     *
     * @param deep the fused levels 3 to 6
     */
    private Tensor semanticFeature(List<Tensor> deep, ForwardContext context) {
        return context.observe("seg.feat", s2pm.forward(deep, context));
    }

    /** The six levels of each modality. */
    private record Encoded(List<Tensor> visible, List<Tensor> infrared) {}

    private Encoded encode(Tensor visible, Tensor infrared, ForwardContext context) {
        List<Tensor> vi = visibleEncoder.forward(visible, context);
        List<Tensor> ir = infraredEncoder.forward(infrared, context);
        for (int level = 0; level < vi.size(); level++) {
            context.observer().observe("vi.f" + (level + 1), vi.get(level));
            context.observer().observe("ir.f" + (level + 1), ir.get(level));
        }
        return new Encoded(vi, ir);
    }

    /** The six levels after fusing both modalities; those from 3 on are deep. */
    private record Fused(Tensor f1, Tensor f2, List<Tensor> deep) {
        Tensor f3() {
            return deep.get(0);
        }
    }

    private Fused fusedLevels(Tensor visible, Tensor infrared, ForwardContext context) {
        try (TensorScope scope = visible.backend().openScope()) {
            Encoded levels = encode(visible, infrared, context);
            List<Tensor> deep = deepLevels(levels, context);
            List<Tensor> vi = levels.visible;
            List<Tensor> ir = levels.infrared;
            Tensor f2 = context.observe("fused.f2", sdfm2.forward(vi.get(1), ir.get(1), context, "sdfm2"));
            Tensor f1 = context.observe("fused.f1", sdfm1.forward(vi.get(0), ir.get(0), context, "sdfm1"));
            return new Fused(
                    scope.keep(f1),
                    scope.keep(f2),
                    deep.stream().map(scope::keep).toList());
        }
    }

    /** Fuses the levels 3 to 6, on which the semantic branch works. */
    private List<Tensor> deepLevels(Encoded levels, ForwardContext context) {
        List<Tensor> vi = levels.visible;
        List<Tensor> ir = levels.infrared;
        Tensor f6 = context.observe("fused.f6", psfm6.forward(vi.get(5), ir.get(5), context, "psfm6"));
        Tensor f5 = context.observe("fused.f5", psfm5.forward(vi.get(4), ir.get(4), context, "psfm5"));
        Tensor f4 = context.observe("fused.f4", psfm4.forward(vi.get(3), ir.get(3), context, "psfm4"));
        Tensor f3 = context.observe("fused.f3", sdfm3.forward(vi.get(2), ir.get(2), context, "sdfm3"));
        return List.of(f3, f4, f5, f6);
    }

    private static void checkShapes(Shape visible, Shape infrared) {
        if (visible.rank() != 4
                || infrared.rank() != 4
                || visible.size(1) != 3
                || infrared.size(1) != 1
                || visible.size(0) != infrared.size(0)
                || visible.size(2) != infrared.size(2)
                || visible.size(3) != infrared.size(3)) {
            throw new ShapeException("PSFusion expects visible [N, 3, H, W] and infrared [N, 1, H, W], not " + visible
                    + " and " + infrared);
        }
        if (visible.size(2) % SIZE_MULTIPLE != 0 || visible.size(3) % SIZE_MULTIPLE != 0) {
            throw new ShapeException("PSFusion expects height and width that are multiples of " + SIZE_MULTIPLE
                    + ", not " + visible.size(2) + " x " + visible.size(3));
        }
    }
}
