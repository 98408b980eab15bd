// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.cli.scores.ReportFolder;
import io.github.psfusion.cli.scores.ScoreNotes;
import io.github.psfusion.cli.scores.Scoring;
import io.github.psfusion.evaluation.Candidate;
import io.github.psfusion.evaluation.Comparison;
import io.github.psfusion.evaluation.MethodRun;
import io.github.psfusion.evaluation.MissingImage;
import io.github.psfusion.evaluation.PageImages;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.ImagesInFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Methods that run here, and folders of images that were made elsewhere.
 *
 * @param requests the methods
 * @param folders the folders
 */
record Competition(List<Request> requests, List<Path> folders) {
    /**
     * Reads the wishes of the user. A method {@code folder:DIR} is a folder like the others.
     *
     * @throws UserError if there is nothing to compare, or something is named twice
     */
    static Competition of(List<String> methods, List<Path> folders) {
        List<Request> requests = new ArrayList<>();
        List<Path> all = new ArrayList<>();
        for (String method : new LinkedHashSet<>(methods)) {
            Request request = MethodOpening.parse(method.strip());
            if (request.provider().key().equals(ImagesInFolder.KEY)) {
                all.add(folder(request));
            } else {
                requests.add(request);
            }
        }
        all.addAll(folders);
        if (requests.isEmpty() && all.isEmpty()) {
            throw UserError.usage(
                    "nothing to compare. Name methods to run with --method, folders of images with --fused.");
        }
        return new Competition(List.copyOf(requests), List.copyOf(all));
    }

    private static Path folder(Request request) {
        String named = request.options().text("").orElse("");
        if (named.isEmpty()) {
            throw UserError.usage(
                    "--method " + request.options().key() + ": the folder is missing. Name it with --fused DIR.");
        }
        return Path.of(named);
    }

    /**
     * Runs the methods and measures everything, the plain sources first.
     *
     * @param reports folder of the reports, which keeps the images; else they are gone afterwards
     * @param settings what is recorded besides the settings of the measurement
     */
    Result run(
            Scoring scoring, Optional<ReportFolder> reports, MethodRun.Existing existing, Map<String, String> settings)
            throws IOException, InterruptedException {
        Session session = scoring.session();
        List<Candidate> elsewhere = elsewhere();
        List<MissingImage> missing = elsewhere.isEmpty() ? List.of() : scoring.missing(elsewhere);
        reports.ifPresent(folder -> folder.prepare(existing == MethodRun.Existing.REPLACE));
        ScoreNotes notes = new ScoreNotes(session.console());
        scoring.inputs().incomplete().forEach(session.console()::info);
        notes.missing(missing, scoring.inputs().pairs().size());
        try (ImageFolder images = ImageFolder.in(reports.map(ReportFolder::path));
                MethodsToRun methods = MethodsToRun.open(requests, session)) {
            List<Candidate> candidates = new ArrayList<>(List.of(Candidate.visible(), Candidate.infrared()));
            candidates.addAll(methods.run(scoring, images.path(), existing));
            candidates.addAll(elsewhere);
            Comparison comparison = scoring.measure(candidates, settings);
            notes.after(comparison, missing);
            return new Result(comparison, most -> scoring.images(candidates, comparison, most));
        }
    }

    /**
     * What came of it.
     *
     * @param comparison the scores
     * @param images reads the images of so many pairs
     */
    record Result(Comparison comparison, Images images) {}

    /** Reads images for a page. */
    interface Images {
        /** Reads those of so many pairs at most. */
        PageImages of(int most) throws IOException;
    }

    private List<Candidate> elsewhere() {
        List<String> taken =
                requests.stream().map(request -> request.options().key()).toList();
        try {
            return Candidate.ofFolders(folders, taken);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--fused: " + e.getMessage() + ".");
        }
    }
}
