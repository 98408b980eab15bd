// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.scores.Scoring;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.fingerprint.PairFingerprint;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.pipeline.PairInputs;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes into a weight file on which pairs its weights were trained, for files that {@code train} did not write. */
@Command(
        name = "annotate",
        header = "record on which pairs weights were trained",
        customSynopsis = "psfusion weights annotate FILE --training-pairs DIR -o OUT [OPTIONS]",
        description = {
            "Write the weights again, value for value, with the fingerprints of the pairs that they were trained on."
                    + " `evaluate` and `compare` warn when such pairs are scored. Files that `train` writes have the list"
                    + " already.%n",
            "Example:",
            "  psfusion weights annotate a.safetensors --training-pairs MSRS -o b.safetensors%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class AnnotateCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "a .safetensors or .pth file, or a TensorFlow checkpoint (.index)")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "the safetensors file to write")
    private Path output = Path.of("");

    @Option(
            names = "--training-pairs",
            required = true,
            paramLabel = "DIR",
            description =
                    "folder of pairs with a known layout (see dataset check), or with the folders ir and vi. May be"
                            + " repeated")
    private List<Path> folders = List.of();

    @Option(names = "--partial", description = "the weights saw more pairs than these (default: these are all)")
    private boolean partial;

    @Option(names = "--add", description = "keep the pairs that the file lists already")
    private boolean add;

    @Option(names = "--overwrite", description = "replace an existing file")
    private boolean overwrite;

    AnnotateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Outputs.refuseExisting(output, overwrite);
        session.cancellation().cooperate();
        try (WeightFile weights = WeightFiles.open(file)) {
            TrainingPairs earlier = NetworkWeights.trainingPairs(weights);
            Set<PairFingerprint> fingerprints = new LinkedHashSet<>();
            for (Path folder : folders) {
                add(folder, fingerprints);
            }
            TrainingPairs given = TrainingPairs.of(fingerprints, !partial);
            TrainingPairs pairs = add ? earlier.and(given) : given;
            Outputs.write(output, () -> NetworkWeights.annotate(weights, pairs, output));
            print(pairs);
        }
        return ExitCode.OK;
    }

    private void add(Path folder, Set<PairFingerprint> fingerprints) throws IOException {
        PairInputs inputs = PairInputs.ofDataset(folder, Optional.empty());
        inputs.incomplete().forEach(session.console()::info);
        List<PairFiles> files = inputs.pairs();
        if (files.isEmpty()) {
            throw UserError.input(folder + ": there are no pairs. Check the folder with: psfusion dataset check.");
        }
        DecodeLimits limits = Scoring.limits(session);
        try (ProgressDisplay progress = session.console().progress("read")) {
            for (int i = 0; i < files.size(); i++) {
                session.cancellation().check();
                PairFiles pair = files.get(i);
                fingerprints.add(PairFingerprint.of(
                        ImageFiles.read(pair.infrared(), limits).image(),
                        ImageFiles.read(pair.visible(), limits).image()));
                progress.at(i + 1, files.size(), pair.name());
            }
        }
    }

    private void print(TrainingPairs pairs) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", output.toString());
        json.put("trainingPairs", pairs.size());
        json.put("complete", pairs.isComplete());
        json.put("bytes", Files.size(output));
        session.console()
                .outcome("wrote " + output + " (trained on " + pairs + ", " + Files.size(output) + " bytes)", json);
    }
}
