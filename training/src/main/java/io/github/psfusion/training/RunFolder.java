// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of a training run: {@code run.yaml} with its settings, {@code checkpoints/}, {@code previews/}, {@code
 * best.safetensors}, {@code final.safetensors}, {@code log.jsonl}, {@code losses.csv} and {@code losses.png}.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
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

    /** Returns whether the folder holds a training run: whether it has settings. */
    public boolean holdsRun() {
        return Files.isRegularFile(settings());
    }

    /** Returns the file of the settings, {@code run.yaml}. */
    public Path settings() {
        return path.resolve("run.yaml");
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

    /** Returns the chart of the losses. */
    public Path lossChart() {
        return path.resolve("losses.png");
    }
}
