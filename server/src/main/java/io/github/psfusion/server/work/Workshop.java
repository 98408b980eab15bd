// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.work;

import io.github.psfusion.datasets.InfraredOptions;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.Pairing;
import io.github.psfusion.evaluation.Entry;
import io.github.psfusion.evaluation.EvaluationPlan;
import io.github.psfusion.evaluation.Evaluator;
import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MetricSelection;
import io.github.psfusion.evaluation.PairScores;
import io.github.psfusion.evaluation.ScoreOrigin;
import io.github.psfusion.evaluation.WorkListener;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.pipeline.FileSink;
import io.github.psfusion.pipeline.FusionListener;
import io.github.psfusion.pipeline.FusionPipeline;
import io.github.psfusion.pipeline.PairAligner;
import io.github.psfusion.pipeline.PairInputs;
import io.github.psfusion.pipeline.PairOutcome;
import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.pipeline.PipelineSettings;
import io.github.psfusion.pipeline.WeightsLocator;
import io.github.psfusion.pipeline.alignment.AlignmentFolder;
import io.github.psfusion.pipeline.alignment.AlignmentRun;
import io.github.psfusion.pipeline.alignment.AlignmentSettings;
import io.github.psfusion.pipeline.alignment.BorderHandling;
import io.github.psfusion.registration.OutputFrame;
import io.github.psfusion.registration.RegistrationOptions;
import io.github.psfusion.registration.SearchRange;
import io.github.psfusion.registration.WarpModel;
import io.github.psfusion.server.http.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Fuses, aligns and scores the images of requests, as the commands of the same names do. Called by the workers of the queue. */
public final class Workshop implements AutoCloseable {
    /** The names of the options of {@code /v1/align}. */
    public static final Set<String> ALIGN_OPTIONS = Set.of("ir-range", "vi-range", "model", "range", "frame", "border");
    /** The names of the options of {@code /v1/evaluate}. */
    public static final Set<String> EVALUATE_OPTIONS = Set.of("ir-range", "vi-range", "metrics", "protocol");

    /** Keys of an outcome that name files, of which clients know nothing. */
    private static final Set<String> FILES = Set.of("name", "infrared", "visible", "output");

    private final DecodeLimits limits;
    private final MethodContext context;
    private final OpenMethodCache methods;
    private final String program;

    /**
     * Makes a workshop.
     *
     * @param locator finds weights
     * @param context how methods are opened
     * @param limits of images that are read
     * @param program name and version, for records
     */
    public Workshop(WeightsLocator locator, MethodContext context, DecodeLimits limits, String program) {
        this.limits = limits;
        this.context = context;
        this.program = program;
        methods = new OpenMethodCache(locator);
    }

    /** Returns how methods are opened. */
    public MethodContext context() {
        return context;
    }

    /**
     * A fused image.
     *
     * @param image the file
     * @param format its format
     * @param extra files of the other outputs by their names
     * @param record what {@code psfusion fuse --json} reports of the pair and of the method, without files
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Fused(
            byte[] image, ImageFormat format, Map<String, byte[]> extra, Map<String, @Nullable Object> record) {
        /** Returns the warnings on the pair. */
        public List<String> warnings() {
            return record.get("warnings") instanceof List<?> texts
                    ? texts.stream().map(String::valueOf).toList()
                    : List.of();
        }

        /** Returns the record with the images in it. */
        public Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>(record);
            json.put("format", format.extensions().get(0));
            json.put("image", base64(image));
            Map<String, String> others = new LinkedHashMap<>();
            extra.forEach((name, bytes) -> others.put(name, base64(bytes)));
            if (!others.isEmpty()) {
                json.put("extra", others);
            }
            return json;
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Fuses a pair.
     *
     * @param cancelled asked whether the client is gone
     * @throws Exception what {@link WorkFailures} turns into answers
     */
    public Fused fuse(UploadedImages images, FuseOptions options, BooleanSupplier cancelled) throws Exception {
        PairFiles pair = images.pair();
        PipelineSettings settings = PipelineSettings.defaults()
                .withWindows(options.preparation().windows())
                .withInfrared(options.infrared())
                .withAligner(options.preparation().aligner())
                .withLimits(limits)
                .withOutputs(options.preparation().outputs());
        MemorySink sink = new MemorySink(options);
        try (OpenMethodCache.Use method = methods.use(options.method());
                FusionPipeline pipeline = new FusionPipeline(List.of(pair), sink, settings, cancelled)) {
            PairOutcome outcome = only(pipeline.run(method.opened().method(), FusionListener.NONE));
            MethodDescription description = method.opened().method().description();
            Map<String, @Nullable Object> record = facts(outcome);
            record.put("method", description.key());
            record.put("settings", description.settings());
            return new Fused(sink.image(), options.form().format(), sink.extra(), record);
        }
    }

    /** Returns the outcome of the only pair; throws the reason if it failed. */
    private static PairOutcome only(List<PairOutcome> outcomes) throws Exception {
        PairOutcome outcome = outcomes.get(0);
        if (outcome.error().isPresent()) {
            Throwable error = outcome.error().get();
            if (error instanceof Error serious) {
                throw serious;
            }
            throw (Exception) error;
        }
        return outcome;
    }

    private static Map<String, @Nullable Object> facts(PairOutcome outcome) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>(outcome.facts());
        facts.keySet().removeAll(FILES);
        return facts;
    }

    /**
     * Opens a method ahead of the first request.
     *
     * @throws MethodOptionException if an option has a value that cannot be
     * @throws IOException if its weights cannot be read
     */
    public void open(FuseOptions options) throws MethodOptionException, IOException {
        methods.use(options.method()).close();
    }

    /**
     * Reads the options of {@code /v1/align}.
     *
     * @throws RequestException if one is unknown, or has a value that cannot be
     */
    public AlignmentSettings alignment(Map<String, String> values) throws RequestException {
        RequestFields fields = RequestFields.of(values, ALIGN_OPTIONS);
        WarpModel model = fields.choice("model", WarpModel.AFFINE);
        if (model == WarpModel.SHIFT) {
            throw RequestFields.bad("model: expected similarity, camera, affine or homography.");
        }
        RegistrationOptions registration = new RegistrationOptions(model, fields.choice("range", SearchRange.NARROW));
        return new AlignmentSettings(
                PairAligner.each(registration),
                fields.windows(),
                InfraredOptions.DEFAULTS,
                limits,
                fields.choice("frame", OutputFrame.VISIBLE),
                fields.choice("border", BorderHandling.CROP),
                /* views= */ 0,
                Math.max(1, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Aligns a pair.
     *
     * @return what {@code psfusion align --json} reports of the pair, with both images as Base64
     * @throws Exception what {@link WorkFailures} turns into answers
     */
    public Map<String, @Nullable Object> align(
            UploadedImages images, AlignmentSettings settings, BooleanSupplier cancelled) throws Exception {
        PairFiles pair = images.pair();
        PairInputs inputs = new PairInputs(new Pairing(List.of(pair), List.of(), List.of()), /* single= */ true);
        AlignmentFolder folder =
                AlignmentFolder.of(images.resultFolder(), settings.borders(), FileSink.Existing.REPLACE, inputs);
        PairOutcome outcome =
                only(new AlignmentRun(inputs.pairs(), settings, folder, cancelled).run(FusionListener.NONE));
        Map<String, @Nullable Object> json = facts(outcome);
        List<Path> files = folder.files(pair);
        List<String> names = List.of(UploadedImages.INFRARED, UploadedImages.VISIBLE, "area");
        for (int i = 0; i < files.size(); i++) {
            json.put(names.get(i), base64(Files.readAllBytes(files.get(i))));
        }
        return json;
    }

    /**
     * Reads the options of {@code /v1/evaluate}.
     *
     * @throws RequestException if one is unknown, or has a value that cannot be
     */
    public Scoring evaluation(Map<String, String> values) throws RequestException {
        RequestFields fields = RequestFields.of(values, EVALUATE_OPTIONS);
        Protocol protocol = fields.parsed("protocol", Protocol::of).orElse(Protocol.MODERN);
        List<String> names = Arrays.asList(
                fields.text("metrics").orElse(MetricSelection.PAPER).split(",", -1));
        MetricSelection metrics;
        try {
            metrics = MetricSelection.of(names, protocol);
        } catch (IllegalArgumentException e) {
            throw RequestFields.bad("metrics: " + e.getMessage());
        }
        return new Scoring(fields, metrics, protocol);
    }

    /** How a fused image is scored: the intensity windows, the metrics and their definition. */
    public static final class Scoring {
        private final RequestFields fields;
        private final MetricSelection metrics;
        private final Protocol protocol;

        private Scoring(RequestFields fields, MetricSelection metrics, Protocol protocol) {
            this.fields = fields;
            this.metrics = metrics;
            this.protocol = protocol;
        }
    }

    /**
     * Scores a fused image.
     *
     * @return values by the keys of the metrics, null where there is none, with the reasons
     * @throws Exception what {@link WorkFailures} turns into answers
     */
    public Map<String, @Nullable Object> evaluate(UploadedImages images, Scoring scoring) throws Exception {
        images.require(UploadedImages.VISIBLE);
        images.require(UploadedImages.FUSED);
        PairFiles pair = images.pair();
        EvaluationPlan plan = EvaluationPlan.of(List.of(pair), scoring.metrics.metrics(), scoring.protocol)
                .withWindows(scoring.fields.windows())
                .withLimits(limits)
                .withThreads(1);
        Evaluator evaluator = Evaluator.of(plan, List.of(Entry.images(UploadedImages.FUSED, images.fusedFolder())));
        FusionScores scores = evaluator.run(new ScoreOrigin(program, Clock.systemUTC(), Map.of()), WorkListener.NONE);
        PairScores found = scores.methods().get(0).pairs().get(0);
        if (found.failure().isPresent()) {
            throw new RequestException(
                    RequestException.UNPROCESSABLE, found.failure().get());
        }
        return json(scores, found);
    }

    private static Map<String, @Nullable Object> json(FusionScores scores, PairScores found) {
        Map<String, @Nullable Object> metrics = new LinkedHashMap<>();
        Map<String, @Nullable Object> missing = new LinkedHashMap<>();
        for (MetricDescription metric : scores.metrics()) {
            MetricValue value = found.values().get(metric.key());
            boolean counts = value != null && value.counts();
            metrics.put(metric.key(), counts && value != null ? value.orNaN() : null);
            if (value instanceof MetricValue.Undefined undefined) {
                missing.put(metric.key(), undefined.reason());
            }
        }
        Map<String, @Nullable Object> better = new LinkedHashMap<>();
        Map<String, @Nullable Object> titles = new LinkedHashMap<>();
        for (MetricDescription metric : scores.metrics()) {
            better.put(metric.key(), better(metric.direction()));
            titles.put(metric.key(), metric.name());
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("protocol", scores.protocol().key());
        json.put("metrics", metrics);
        json.put("undefined", missing);
        json.put("better", better);
        json.put("names", titles);
        json.put("warnings", scores.notes());
        return json;
    }

    private static String better(Direction direction) {
        String words = direction.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.replace(" is better", "");
    }

    @Override
    public void close() {
        methods.close();
    }

    /** Returns the error of a method whose weights are not there; that of the pipeline names folders of the server. */
    static RequestException withoutWeights(PipelineException e) {
        return new RequestException(
                RequestException.NOT_IMPLEMENTED,
                "the weights of this method are not on the server, or cannot be used. See /v1/methods.");
    }
}
