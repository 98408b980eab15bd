// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.cli.console.ProgramVersion;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.cli.scores.PairProgress;
import io.github.psfusion.cli.scores.Scoring;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.evaluation.Candidate;
import io.github.psfusion.evaluation.MethodRun;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.MethodContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Methods that make their images here. All are opened before the first one runs: a wrong option shows at once. */
final class MethodsToRun implements AutoCloseable {
    private final Session session;
    private final List<Opened> methods = new ArrayList<>();

    /** A method and the threads that it could use. */
    private record Opened(FusionMethod method, int threads) {}

    private MethodsToRun(Session session) {
        this.session = session;
    }

    /**
     * Opens methods.
     *
     * @throws io.github.psfusion.cli.console.UserError if one cannot be opened
     * @throws IOException if a file that one needs cannot be read
     */
    static MethodsToRun open(List<Request> requests, Session session) throws IOException {
        MethodsToRun opened = new MethodsToRun(session);
        try {
            for (Request request : requests) {
                opened.open(request);
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void open(Request request) throws IOException {
        int threads = request.has(MethodContext.THREADS) ? MethodOpening.threads(session) : 1;
        MethodContext context = MethodOpening.context(session).withThreads(threads);
        FusionMethod method = MethodOpening.open(request, context, session).method();
        methods.add(new Opened(new CompetingMethod(request.options().key(), method), threads));
    }

    /**
     * Runs all methods over all pairs.
     *
     * @param folder of the images; each method has a folder of its own in it
     * @return the images, ready to be measured
     */
    List<Candidate> run(Scoring scoring, Path folder, MethodRun.Existing existing) throws IOException {
        if (methods.isEmpty()) {
            return List.of();
        }
        PairReader reader = PairReader.of(
                scoring.inputs().pairs(), scoring.range(), scoring.limits(), session.cancellation()::check);
        List<Candidate> candidates = new ArrayList<>();
        for (Opened opened : methods) {
            String key = opened.method.description().key();
            try (PairProgress progress = new PairProgress(session, key)) {
                MethodRun.Result result = new MethodRun(ProgramVersion.text(), opened.threads, existing)
                        .run(
                                opened.method,
                                scoring.inputs().pairs(),
                                reader,
                                folder.resolve(MethodRun.folderName(key)),
                                progress);
                candidates.add(result.candidate());
                if (result.kept() > 0) {
                    session.console().info(result.kept() + " images of " + key + " exist and are kept.");
                }
            }
        }
        return candidates;
    }

    @Override
    public void close() {
        methods.forEach(opened -> opened.method.close());
        methods.clear();
    }
}
