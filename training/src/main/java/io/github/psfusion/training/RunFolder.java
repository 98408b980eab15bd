// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a training run: {@code run.yaml} with its settings, {@code checkpoints/}, {@code previews/}, {@code
 * best.safetensors}, {@code final.safetensors}, {@code log.jsonl}, {@code losses.csv}, {@code validation.csv} and {@code losses.png}; {@code run.lock}
 * keeps a second training out.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
    /** Temporary files of version 0.1 before November 2026. */
    private static final Pattern FORMER_TEMPORARY = Pattern.compile("\\.(step-|best|final|run|losses).*\\.tmp");

    /**
     * Makes a folder {@code train-1}, {@code train-2} and so on, the first whose name is free.
     *
     * @param parent exists
     */
    public static RunFolder createNumbered(Path parent) throws IOException {
        int number = 1;
        while (true) {
            try {
                return new RunFolder(Files.createDirectory(parent.resolve("train-" + number)));
            } catch (FileAlreadyExistsException e) {
                number++; // the name is taken, perhaps at this moment by another training
            }
        }
    }

    /** What a folder holds of a training run. */
    public enum State {
        /** Nothing that a run would replace. */
        FREE,
        /** The settings of a run that ended before its first checkpoint. */
        BEGUN,
        /** The same, with weights that a validation has found to be the best so far. */
        BEGUN_WITH_WEIGHTS,
        /** Settings and checkpoints. */
        RESUMABLE,
        /** Files that a run would replace, without settings: of another program, or their settings were removed. */
        FOREIGN
    }

    /**
     * Returns what the folder holds.
     *
     * @throws IOException if it cannot be listed
     */
    public State state() throws IOException {
        boolean hasCheckpoints = !checkpoints().newestFirst().isEmpty();
        boolean hasWeights = Files.exists(bestWeights()) || Files.exists(finalWeights());
        if (!Files.isRegularFile(settings())) {
            boolean replaced = Stream.of(settings(), checkpoints().path(), previews(), events(), losses(), validations(), lossChart())
                    .anyMatch(Files::exists);
            return hasWeights || replaced ? State.FOREIGN : State.FREE;
        }
        if (hasCheckpoints) {
            return State.RESUMABLE;
        }
        return hasWeights ? State.BEGUN_WITH_WEIGHTS : State.BEGUN;
    }

    /** Returns why there is no training to resume; empty if there is one. */
    public Optional<String> obstacleToResume() throws IOException {
        State state = state();
        if (state != State.FREE && state != State.FOREIGN) {
            return Optional.empty();
        }
        return Optional.of(path + ": there is no training run to resume (no run.yaml). "
                + (state == State.FREE
                        ? "Name the folder that train printed last."
                        : "The folder holds checkpoints or records without the settings of their run. Start a new run"
                                + " from one of its weight files: --pretrained FILE -o ANOTHER."));
    }

    /** Returns why a new training must not begin here, because it would replace another; empty if it may. */
    public Optional<String> obstacleToStart() throws IOException {
        return switch (state()) {
            case FREE, BEGUN -> Optional.empty();
            case RESUMABLE ->
                Optional.of(path + " holds a training run. Continue it with --resume " + path
                        + ", or name another folder with -o.");
            case BEGUN_WITH_WEIGHTS ->
                Optional.of(path + " holds weights of a training run without a checkpoint. Start that run anew,"
                        + " which replaces them, with --resume " + path + ", or name another folder with -o.");
            case FOREIGN ->
                Optional.of(path + " holds checkpoints or records that a training would replace, but no run.yaml."
                        + " Name another folder with -o.");
        };
    }

    /**
     * Removes the temporary files that a killed training has left, each of the size of what it was writing. Only while the
     * folder is {@linkplain RunLock locked}.
     *
     * @return the files
     * @throws IOException if one cannot be removed
     */
    public List<Path> sweep() throws IOException {
        List<Path> swept = new ArrayList<>();
        for (Path place : List.of(path, checkpoints().path(), previews())) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.list(place)) {
                    files.filter(RunFolder::isTemporary).forEach(swept::add);
                }
            }
        }
        for (Path file : swept) {
            Files.deleteIfExists(file);
        }
        return List.copyOf(swept);
    }

    private static boolean isTemporary(Path file) {
        boolean former =
                FORMER_TEMPORARY.matcher(String.valueOf(file.getFileName())).matches();
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && (former || AtomicFile.isTemporary(file));
    }

    /** Returns the file of the settings, {@code run.yaml}. */
    public Path settings() {
        return path.resolve("run.yaml");
    }

    /** Returns the file of the lock, {@code run.lock}. */
    Path lock() {
        return path.resolve("run.lock");
    }

    /** Returns the checkpoints. */
    public CheckpointFolder checkpoints() {
        return new CheckpointFolder(path.resolve("checkpoints"));
    }

    /** Returns the file of the weights with the lowest validation loss. */
    public Path bestWeights() {
        return path.resolve("best.safetensors");
    }

    /** Returns the file of the weights at the end of the training. */
    public Path finalWeights() {
        return path.resolve("final.safetensors");
    }

    /** Returns the folder of the previews. */
    public Path previews() {
        return path.resolve("previews");
    }

    /** Returns the file of all events. */
    public Path events() {
        return path.resolve("log.jsonl");
    }

    /** Returns the table of the losses. */
    public Path losses() {
        return path.resolve("losses.csv");
    }

    /** Returns the table of the validations. */
    public Path validations() {
        return path.resolve("validation.csv");
    }

    /** Returns the folder of TensorBoard's files. */
    public Path tensorBoard() {
        return path.resolve("tensorboard");
    }

    /** Returns the chart of the losses. */
    public Path lossChart() {
        return path.resolve("losses.png");
    }
}
