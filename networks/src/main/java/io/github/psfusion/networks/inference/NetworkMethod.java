// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import static java.util.stream.Collectors.joining;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionResult;
import io.github.psfusion.methods.FusionTimer;
import io.github.psfusion.methods.MethodCapabilities;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.networks.ClassMaps;
import io.github.psfusion.platform.Sha256;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network as a fusion method: brings pairs to a size that the network takes, runs its graph of that size, and makes images of the
 * outputs. Thread-safe: several threads may fuse with one object. Close it when no thread uses it any more.
 */
public final class NetworkMethod implements FusionMethod {
    private static final int LEVELS = 256;

    /** What is left of an image where overflown activations saturate: black and white, or one of both. */
    private static final int SATURATED_LEVELS = 2;

    /** Levels of a source from which on a fused image must have more than that. */
    private static final int LEVELS_TO_SHOW = 16;

    private final NetworkSpec spec;
    private final String key;
    private final MethodContext context;
    private final List<Path> files;
    private final LoadedNetwork loaded;
    private final TrainingPairs trainingPairs;
    private final SizeAdapter sizing;
    private final OutputStep step;
    private @Nullable MethodDescription description;

    private NetworkMethod(
            NetworkSpec spec,
            String key,
            MethodContext context,
            List<Path> files,
            LoadedNetwork loaded,
            TrainingPairs trainingPairs) {
        this.spec = spec;
        this.key = key;
        this.context = context;
        this.files = files;
        this.loaded = loaded;
        this.trainingPairs = trainingPairs;
        sizing = spec.sizeAdapter(context.sizing());
        step = spec.outputStep(loaded.architecture());
    }

    /**
     * Loads weights, with the defaults of the network's own options.
     *
     * @param context names the weights: a safetensors file, or the authors' checkpoint
     * @throws IllegalArgumentException if the context names no weights
     * @throws IOException if the file cannot be read, is damaged or holds another network
     * @throws io.github.psfusion.tensors.BackendException if the backend cannot be loaded, the device is not there, or the CPU cannot
     *     compute in the precision
     */
    public static NetworkMethod load(NetworkSpec spec, MethodContext context) throws IOException {
        return load(spec, spec.key(), Map.of(), context);
    }

    /**
     * Loads weights.
     *
     * @param key how the method was asked for
     * @param options values of {@link NetworkSpec#options} by name
     */
    static NetworkMethod load(NetworkSpec spec, String key, Map<String, String> options, MethodContext context)
            throws IOException {
        try (WeightFile file = NetworkWeightFiles.open(weights(context), spec)) {
            // A wrong file is reported before the backend is loaded.
            Architecture architecture = NetworkWeights.architecture(spec, file).withOptions(options);
            TrainingPairs trainingPairs = NetworkWeights.trainingPairs(file);
            LoadedNetwork loaded = LoadedNetwork.load(spec, architecture, file, context);
            return new NetworkMethod(spec, key, context, file.files(), loaded, trainingPairs);
        }
    }

    private static Path weights(MethodContext context) {
        return context.weights().orElseThrow(() -> new IllegalArgumentException("the context names no weights"));
    }

    /**
     * Returns the declared facts; the settings hold the SHA-256 of the weights, for which the file is read once more on the first
     * call.
     *
     * @throws UncheckedIOException if the file of the weights cannot be read any more
     */
    @Override
    public synchronized MethodDescription description() {
        if (description == null) {
            description = new MethodDescription(key, spec.title(), spec.citation(), settings());
        }
        return description;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(loaded.architecture().options());
        if (!loaded.architecture().without().isEmpty()) {
            settings.put(
                    NetworkVariant.METADATA,
                    String.join(",", loaded.architecture().without()));
        }
        settings.put(
                "weights",
                files.stream().map(file -> String.valueOf(file.getFileName())).collect(joining(" + ")));
        try {
            List<String> digests = new ArrayList<>();
            for (Path file : files) {
                digests.add(Sha256.of(file));
            }
            settings.put("weights-sha256", String.join(" + ", digests));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("precision", loaded.precision().key());
        settings.put("sizing", context.sizing().key());
        settings.put("device", loaded.backend().device().toString());
        return settings;
    }

    @Override
    public Optional<TrainingPairs> trainingPairs() {
        return Optional.of(trainingPairs);
    }

    @Override
    public MethodCapabilities capabilities() {
        return new MethodCapabilities(
                NetworkProvider.extraOutputs(spec.outputs(loaded.architecture())),
                sizing.minimum(),
                Optional.of(loaded.precision()),
                loaded.backend().device());
    }

    /** Returns the form of the network that was loaded. */
    public Architecture architecture() {
        return loaded.architecture();
    }

    @Override
    public OptionalLong memoryNeeded(int width, int height, OutputSet outputs) {
        return OptionalLong.of(loaded.plans()
                .peakBytes(PlanCache.Plan.of(sizing.prepared(width), sizing.prepared(height), names(outputs.extra()))));
    }

    @Override
    public List<BlockCost> blocks(int width, int height) {
        return NetworkSummary.of(spec, loaded.architecture(), width, height);
    }

    @Override
    public Image fuse(ImagePair pair) throws WeightFormatException {
        return fuse(pair, OutputSet.IMAGE).image();
    }

    @Override
    public Plane fuseLuminance(ImagePair pair) throws WeightFormatException {
        return fuse(pair, OutputSet.LUMINANCE).image().luminance();
    }

    /**
     * Fuses a pair.
     *
     * @throws WeightFormatException if what the network computes shows that its weights are unfit: a value is not finite, or the
     *     fused image has two levels at most though its sources have many
     */
    @Override
    public FusionResult fuse(ImagePair pair, OutputSet outputs) throws WeightFormatException {
        Set<String> names = names(outputs.extra());
        ImagePair prepared = sizing.prepare(pair);
        Backend backend = loaded.backend();
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            NetworkTensors results = run(prepared, names, GraphRunner.Observer.NONE);
            Map<String, FusionResult.Extra> extra = new LinkedHashMap<>();
            for (NetworkOutput output : spec.outputs()) {
                if (outputs.extra().contains(output.name())) {
                    extra.put(output.name(), extra(output, results.get(output.name()), pair));
                }
            }
            Plane fused = fused(results, prepared);
            return new FusionResult(image(fused, outputs.color(), prepared, pair), extra);
        }
    }

    /** Fuses a pair; reports the stages {@code network} and {@code color}, and the network's blocks. */
    @Override
    public Image fuse(ImagePair pair, FusionTimer timer) throws WeightFormatException {
        BlockTimer blocks = new BlockTimer(spec::block);
        Backend backend = loaded.backend();
        long start = System.nanoTime();
        ImagePair prepared = sizing.prepare(pair);
        Plane fused;
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            NetworkTensors results = run(prepared, Set.of(NetworkOutput.FUSED), blocks);
            fused = fused(results, prepared);
        }
        long computed = System.nanoTime();
        Image image = image(fused, OutputSet.Color.VISIBLE, prepared, pair);
        timer.stage("network", computed - start);
        timer.stage("color", System.nanoTime() - computed);
        blocks.nanoseconds().forEach(timer::block);
        return image;
    }

    private NetworkTensors run(ImagePair prepared, Set<String> outputs, GraphRunner.Observer observer) {
        PlanCache.Plan plan = PlanCache.Plan.of(prepared.width(), prepared.height(), outputs);
        Map<String, Tensor> inputs = ImageTensors.inputs(spec.inputs(), prepared, loaded.backend(), loaded.inputType());
        return new NetworkTensors(loaded.plans().runner(plan).run(inputs, observer));
    }

    private Image image(Plane fused, OutputSet.Color color, ImagePair prepared, ImagePair pair) {
        Optional<ColorImage> colors =
                color == OutputSet.Color.VISIBLE && prepared.visible() instanceof ColorImage visible
                        ? Optional.of(visible)
                        : Optional.empty();
        return step.finish(sizing.restore(step.compose(fused, colors), pair));
    }

    private Plane fused(NetworkTensors results, ImagePair prepared) throws WeightFormatException {
        Tensor result = results.get(NetworkOutput.FUSED);
        requireFinite(NetworkOutput.FUSED, result, prepared);
        Plane fused = step.luminance(ImageTensors.plane(result));
        int levels = levels(fused);
        if (levels <= SATURATED_LEVELS) {
            int ofSources = Math.max(
                    levels(prepared.infrared()), levels(prepared.visible().luminance()));
            if (ofSources >= LEVELS_TO_SHOW) {
                throw unfit("the fused image of " + prepared.name() + " has " + levels + " of " + LEVELS
                        + " levels, its sources have " + ofSources);
            }
        }
        return fused;
    }

    /** Returns how many of the levels of 8 bits an image has. */
    private static int levels(Plane plane) {
        boolean[] seen = new boolean[LEVELS];
        int count = 0;
        for (float value : plane.toArray()) {
            int level = Math.max(0, Math.min(LEVELS - 1, Math.round(value * (LEVELS - 1))));
            if (!seen[level]) {
                seen[level] = true;
                count++;
            }
        }
        return count;
    }

    /** Weights may be valid numbers each and overflow together. */
    private void requireFinite(String output, Tensor result, ImagePair pair) throws WeightFormatException {
        if (!result.isFinite()) {
            throw unfit("the output \"" + output + "\" of " + pair.name() + " has values that are not finite");
        }
    }

    private WeightFormatException unfit(String found) {
        return new WeightFormatException(
                weights(context),
                found + ". These weights are damaged or their training diverged; give other weights.");
    }

    private FusionResult.Extra extra(NetworkOutput output, Tensor result, ImagePair pair) throws WeightFormatException {
        requireFinite(output.name(), result, pair);
        if (output.kind() == NetworkOutput.Kind.IMAGE) {
            return new FusionResult.ExtraImage(sizing.restore(ImageTensors.plane(result), pair));
        }
        LabelMap labels = sizing.restore(ClassMaps.argmax(result), pair);
        return output.kind() == NetworkOutput.Kind.MASK_LOGITS
                ? new FusionResult.Mask(labels)
                : new FusionResult.Classes(labels, (int) result.shape().size(1));
    }

    /** Returns the network's names of the fused image and of extra outputs. */
    private Set<String> names(Set<String> extra) {
        Set<String> names = new LinkedHashSet<>(Set.of(NetworkOutput.FUSED));
        names.addAll(extra);
        Set<String> known = NetworkGraphs.allOutputs(spec, loaded.architecture());
        if (!known.containsAll(names)) {
            throw new IllegalArgumentException(NetworkVariant.of(spec, loaded.architecture()) + " has the outputs "
                    + known + ", not all of " + extra);
        }
        return names;
    }

    @Override
    public void close() {
        loaded.close();
    }
}
