// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.ProgramVersion;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.evaluation.Candidate;
import io.github.psfusion.evaluation.Comparison;
import io.github.psfusion.evaluation.EvaluationPlan;
import io.github.psfusion.evaluation.Evaluator;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.MissingImage;
import io.github.psfusion.evaluation.PageImages;
import io.github.psfusion.evaluation.Provenance;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.pipeline.PairInputs;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures images as the options of a verb say.
 *
 * @param session the run of the program
 * @param inputs the pairs
 * @param range levels of deep infrared images that are black and white
 * @param metrics the metrics, in the order of columns
 * @param protocol their definition
 */
public record Scoring(
        Session session, PairInputs inputs, IntensityWindow range, List<FusionMetric> metrics, Protocol protocol) {
    /** Copies the metrics. */
    public Scoring {
        metrics = List.copyOf(metrics);
    }

    /**
     * Returns the images of candidates that are not there; measures nothing.
     *
     * @throws io.github.psfusion.datasets.DatasetException if a folder is not there or holds none of them
     */
    public List<MissingImage> missing(List<Candidate> candidates) throws IOException {
        return Evaluator.of(plan(candidates)).missing();
    }

    /**
     * Measures.
     *
     * @param settings what is recorded besides the settings of the measurement
     * @throws java.util.concurrent.CancellationException if the program should end
     */
    public Comparison measure(List<Candidate> candidates, Map<String, String> settings)
            throws IOException, InterruptedException {
        EvaluationPlan plan = plan(candidates);
        Evaluator evaluator = Evaluator.of(plan);
        Map<String, String> all = new LinkedHashMap<>(plan.settings());
        all.putAll(settings);
        try (PairProgress progress = new PairProgress(session, "measure")) {
            Provenance provenance =
                    Provenance.collect(ProgramVersion.text(), Clock.systemUTC(), all, evaluator.inputDigests());
            return evaluator.run(provenance, progress);
        }
    }

    /**
     * Reads images for a page.
     *
     * @param comparison the scores of these candidates
     * @param most how many pairs are shown whole at most
     */
    public PageImages images(List<Candidate> candidates, Comparison comparison, int most) throws IOException {
        return Evaluator.of(plan(candidates)).images(comparison, most);
    }

    private EvaluationPlan plan(List<Candidate> candidates) {
        EvaluationPlan plan = EvaluationPlan.of(inputs.pairs(), candidates, metrics, protocol)
                .withInfraredRange(range)
                .withLimits(limits());
        int threads = session.common().threads();
        return threads > 0 ? plan.withThreads(threads) : plan;
    }

    /** Returns how large images may be. */
    public DecodeLimits limits() {
        return DecodeLimits.defaults().withMaxPixels(session.common().maxPixels());
    }

    /** Returns the exit status that belongs to scores of these pairs. */
    public int status(Comparison comparison) {
        boolean nothing = comparison.methods().stream()
                .filter(method ->
                        method.kind() == MethodScores.Kind.IMAGES || method.kind() == MethodScores.Kind.METHOD)
                .flatMap(method -> method.pairs().stream())
                .allMatch(scores -> scores.failure().isPresent());
        if (nothing) {
            return ExitCode.INPUT;
        }
        return comparison.failures().isEmpty() && inputs.incomplete().isEmpty() ? ExitCode.OK : ExitCode.PARTLY;
    }
}
