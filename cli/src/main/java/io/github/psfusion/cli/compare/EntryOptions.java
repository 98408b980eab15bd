// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.cli.console.OptionValues;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodNames;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.evaluation.FusedFolders;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.ImagesInFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What is compared: methods that run here, and folders of images made elsewhere. */
final class EntryOptions {
    @Option(
            names = {"-m", "--method"},
            paramLabel = "LIST",
            split = ",",
            completionCandidates = MethodNames.class,
            description = "methods to run here, such as psfusion,gtf:minimum; psfusion fuse --list-methods names all."
                    + " Networks compute in float32 unless asked otherwise, as by psfusion:precision=int8")
    private List<String> methods = List.of();

    @Option(
            names = "--fused",
            paramLabel = "DIR",
            split = OptionValues.LINES,
            description =
                    "images made elsewhere; the folder's name is the method. Several: results/*, a,b, or a folder of"
                            + " such folders; or a pattern, as in evaluate. May be repeated")
    private List<Path> folders = List.of();

    /**
     * The entries as the user asked for them. A method {@code folder:DIR} is a folder like the others.
     *
     * @param methods methods that run here
     * @param folders folders of images made elsewhere
     */
    record Entries(List<RequestedMethod> methods, List<Path> folders) {
        /** Returns the keys of the methods, which no folder can have. */
        List<String> keys() {
            return methods.stream().map(RequestedMethod::key).toList();
        }
    }

    /** Returns whether any entry was named. */
    boolean named() {
        return !methods.isEmpty() || !folders.isEmpty();
    }

    /**
     * Returns the entries.
     *
     * @param further more folders of images
     * @param sources folders of source images, as real paths
     * @throws UserError if there is nothing to compare, or a method does not exist
     */
    Entries entries(Session session, List<Path> further, Set<Path> sources) throws IOException {
        List<RequestedMethod> requested = new ArrayList<>();
        List<Path> all = new ArrayList<>();
        for (String method : new LinkedHashSet<>(methods)) {
            Request request = MethodOpening.parse(method.strip());
            if (request.provider().key().equals(ImagesInFolder.KEY)) {
                all.add(folder(request));
            } else {
                requested.add(new RequestedMethod(request, session));
            }
        }
        all.addAll(FusedFolders.expand(folders, sources));
        all.addAll(FusedFolders.expand(further, sources));
        if (requested.isEmpty() && all.isEmpty()) {
            throw UserError.usage(
                    "nothing to compare. Name methods to run with --method, folders of images with --fused.");
        }
        return new Entries(requested, all);
    }

    private static Path folder(Request request) {
        String named = request.options().text("").orElse("");
        if (named.isEmpty()) {
            throw UserError.usage(
                    "--method " + request.options().key() + ": the folder is missing. Name it with --fused DIR.");
        }
        return Path.of(named);
    }
}
