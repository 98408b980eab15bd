// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.OptionValues;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SessionBackend;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.cli.pairs.NameOptions;
import io.github.psfusion.cli.pairs.SourceOptions;
import io.github.psfusion.evaluation.MetricSelection;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.pipeline.WeightsLocator;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.training.DataSettings;
import io.github.psfusion.training.Dataset;
import io.github.psfusion.training.TrainingSet;
import io.github.psfusion.training.TrainingSource;
import io.github.psfusion.training.log.ValidationReport;
import io.github.psfusion.training.psfusion.PsFusionStage;
import io.github.psfusion.training.psfusion.PsFusionValidation;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Validates weights on a whole set. */
@Command(
        name = "validate",
        aliases = "val",
        header = "validate weights on a whole set",
        customSynopsis = "psfusion validate --data DIR [--weights FILE] [OPTIONS]",
        description = {
            "%nFuse all held-out pairs of a set and report the losses of train, metrics of the",
            "fused images and, where there are labels, the IoU of each class. Writes no images.%n",
            "Examples:",
            "  psfusion validate --data MSRS --weights runs/msrs/best.safetensors",
            "  psfusion validate --data own --labels none --metrics all --json"
        },
        footer = "%nCommon options: psfusion --help.")
public final class ValidateCommand implements Callable<Integer> {
    private final Session session;

    @ArgGroup(validate = false, heading = "%nData:%n")
    private HeldOutOptions data = new HeldOutOptions();

    @ArgGroup(validate = false, heading = "%nWeights and values:%n")
    private ValueOptions values = new ValueOptions();

    @ArgGroup(validate = false, heading = "%nLoss, as of the training:%n")
    private LossOptions loss = new LossOptions();

    /** The pairs. */
    static final class HeldOutOptions extends NameOptions {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                split = OptionValues.LINES,
                description =
                        "data set folder: its split validation, else test, else all its pairs; synthetic: scenes made on"
                                + " the fly. May be repeated")
        private List<String> folders = List.of();

        @Option(
                names = "--labels",
                paramLabel = "MODE",
                description =
                        "optional (default): the terms and IoU that the labels of each pair allow; none: labels are"
                                + " not read; required")
        private DataSettings.LabelUse labels = DataSettings.LabelUse.OPTIONAL;

        @Option(
                names = "--ir-range",
                paramLabel = "R",
                description = "intensity window of infrared images, as in fuse (default auto)")
        private String infraredRange = "auto";

        @Option(
                names = "--vi-range",
                paramLabel = "R",
                description = "intensity window of visible images, as in fuse (default full)")
        private String visibleRange = "full";

        private Dataset open(List<TrainingSet> sets, int classes, Session session) throws IOException {
            TrainingSource source = new TrainingSource(
                    sets,
                    List.of(),
                    SourceOptions.windows(infraredRange, visibleRange),
                    DecodeLimits.defaults().withMaxPixels(session.common().maxPixels()),
                    naming());
            DataSettings settings = DataSettings.defaults().withLabels(labels).withClasses(classes);
            return source.openHeldOut(settings, 1, session.cancellation()::check);
        }

        private List<TrainingSet> sets() {
            if (folders.isEmpty()) {
                throw UserError.usage("missing: --data DIR, or --data synthetic for a trial without any data.");
            }
            try {
                return TrainingSet.parseAll(folders);
            } catch (IllegalArgumentException e) {
                throw UserError.usage("--data: " + e.getMessage() + ".");
            }
        }
    }

    /** What is validated, by what. */
    static final class ValueOptions {
        @Option(
                names = "--weights",
                paramLabel = "FILE",
                description = "weights of PSFusion (default: $PSFUSION_WEIGHTS, else models/psfusion.safetensors of the"
                        + " installation)")
        private @Nullable Path weights;

        @Option(
                names = "--metrics",
                paramLabel = "LIST",
                split = ",",
                completionCandidates = MetricSelection.Names.class,
                description = "metrics of the fused luminance, as of evaluate: names such as EN,SD,VIF, or paper"
                        + " (EN,SD,AG,SF,SCD,VIF; default), or all")
        private List<String> metrics = List.of(MetricSelection.PAPER);

        private List<FusionMetric> chosen() {
            try {
                return MetricSelection.of(metrics, Protocol.MODERN).metrics();
            } catch (IllegalArgumentException e) {
                throw UserError.usage("--metrics " + e.getMessage());
            }
        }
    }

    /** Makes the command. */
    public ValidateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        List<FusionMetric> metrics = values.chosen();
        List<TrainingSet> sets = data.sets(); // mistakes of the command line come before missing files
        Path file =
                MethodOpening.weights(session).find(WeightsLocator.DEFAULT_METHOD, Optional.ofNullable(values.weights));
        try (WeightFile weights = WeightFiles.open(file)) {
            PsFusionValidation validation = new PsFusionValidation(weights, loss.of(PsFusionStage.WHOLE), metrics);
            Dataset pairs = data.open(sets, validation.classes(), session);
            session.cancellation().cooperate();
            report(file, run(validation, pairs));
        }
        return ExitCode.OK;
    }

    private PsFusionValidation.Outcome run(PsFusionValidation validation, Dataset pairs) throws IOException {
        try (Backend backend = SessionBackend.open(session);
                ProgressDisplay progress = session.console().progress("validate")) {
            return validation.run(backend, pairs, number -> {
                session.cancellation().check();
                progress.at(number - 1, pairs.size(), pairs.name(number - 1));
            });
        }
    }

    private void report(Path file, PsFusionValidation.Outcome outcome) {
        Console console = session.console();
        if (outcome.trainingPairs() > 0) {
            console.warn(file + ": " + outcome.trainingPairs() + " of "
                    + Counted.of(outcome.values().pairs(), "pair")
                    + " are training pairs of these weights. The values do not hold for other images.");
        }
        ValidationReport report = new ValidationReport(outcome.values());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("weights", file.toString());
        facts.put("trainingPairs", outcome.trainingPairs());
        facts.putAll(report.facts());
        int columns = session.terminal().tableColumns();
        console.result(file + ", " + report.text(columns, console.verbosity().outputAnsi()), facts);
    }
}
