// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionResult;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.FileSet;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes results as image files, each whole or not at all, and never onto a file that is read. Extra images have the form of the fused image; class maps are PNG in the
 * colors of their classes, masks black-and-white PNG.
 */
public final class FileSink implements ResultSink {
    private final ResultNaming naming;
    private final SourceMetadata metadata;
    private final List<ExtraOutput> extra;
    private final Existing existing;
    private final Set<Path> swept = new HashSet<>();

    /** What happens to results that exist. */
    public enum Existing {
        /** They are kept; pairs of which all results exist are not fused. */
        KEEP,
        /** They are replaced. */
        REPLACE
    }

    private FileSink(ResultNaming naming, List<ExtraOutput> extra, Existing existing, SourceMetadata metadata) {
        this.naming = naming;
        this.metadata = metadata;
        this.extra = List.copyOf(extra);
        this.existing = existing;
    }

    /**
     * Makes a sink, after checking where its files go.
     *
     * @param extra outputs that are written besides the fused image
     * @param inputs what is read; no file of it is written to, under whatever name
     * @throws PipelineException if a result is one of the inputs, or two results are one file
     */
    public static FileSink of(ResultNaming naming, List<ExtraOutput> extra, Existing existing, PairInputs inputs) {
        return of(naming, extra, existing, SourceMetadata.KEEP, inputs);
    }

    /**
     * Makes a sink as {@link #of(ResultNaming, List, Existing, PairInputs)} does.
     *
     * @param metadata whether fused images state the metadata of the visible ones
     */
    public static FileSink of(
            ResultNaming naming,
            List<ExtraOutput> extra,
            Existing existing,
            SourceMetadata metadata,
            PairInputs inputs) {
        FileSink sink = new FileSink(naming, extra, existing, metadata);
        FileSet sources = FileSet.of(inputs.files());
        Map<Path, String> names = new HashMap<>();
        for (PairFiles pair : inputs.pairs()) {
            for (Path file : sink.files(pair)) {
                sources.find(file).ifPresent(source -> {
                    throw refused(file + " is the source image " + source + ". Name another place for the results.");
                });
                String other = names.put(location(file), pair.name());
                if (other != null) {
                    throw refused(file + " would be a result of two pairs, " + other + " and " + pair.name()
                            + ". Name a pattern that distinguishes them, such as out/{name}_fused.png.");
                }
            }
        }
        return sink;
    }

    private static PipelineException refused(String message) {
        return new PipelineException(PipelineException.Reason.OUTPUT, message);
    }

    /** Returns a path without links and other detours, as far as its folders exist. */
    private static Path location(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        try {
            Path folder = whole.getParent();
            return folder == null ? whole : folder.toRealPath().resolve(whole.getFileName());
        } catch (IOException e) {
            return whole; // the folder is still to be made
        }
    }

    /** Returns the files of a pair's results, the fused image first. */
    public List<Path> files(PairFiles pair) {
        return Stream.concat(Stream.of(naming.result(pair)), extra.stream().map(output -> naming.extra(pair, output)))
                .toList();
    }

    @Override
    public Path place(PairFiles pair) {
        return naming.result(pair);
    }

    @Override
    public boolean isDone(PairFiles pair) {
        return files(pair).stream().allMatch(this::keeps);
    }

    private boolean keeps(Path file) {
        return existing == Existing.KEEP && Files.exists(file);
    }

    @Override
    public State write(PairFiles pair, FusionResult result) {
        if (extra.contains(Temperatures.OUTPUT)) {
            Temperatures.require(pair, result);
        }
        State state = write(naming.result(pair), metadata.encode(pair, result.image(), naming.options()));
        for (ExtraOutput output : extra) {
            if (write(naming.extra(pair, output), ResultEncoder.encode(output, result, naming.options())) == State.WRITTEN) {
                state = State.WRITTEN;
            }
        }
        return state;
    }

    /** Writes a file, unless it is to be kept; another run may have made it since this one began. */
    private State write(Path file, byte[] bytes) {
        try {
            OutputFiles.makeFolderOf(file);
            sweep(file);
            if (existing == Existing.REPLACE) {
                AtomicFile.write(file, bytes);
            } else {
                AtomicFile.create(file, bytes);
            }
            return State.WRITTEN;
        } catch (FileAlreadyExistsException e) {
            return State.KEPT;
        } catch (IOException e) {
            throw OutputFiles.failure(file, e);
        }
    }

    /** Deletes what killed runs left in a folder, once. */
    private void sweep(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && swept.add(folder)) {
            AtomicFile.sweep(folder, AtomicFile.SURELY_DEAD);
        }
    }
}
