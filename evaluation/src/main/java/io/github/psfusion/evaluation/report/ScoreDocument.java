// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.OutputException;
import java.nio.file.Path;
import java.util.List;

/** Scores of class maps or boxes, as text, as JSON and as files. */
public interface ScoreDocument {
    /** Returns a line on what was scored, and how. */
    String title();

    /** Returns the tables for a terminal, in their order. */
    List<TextGrid> tables();

    /** Returns everything as a JSON object on several lines. */
    String json();

    /** Returns the same on one line, without its end. */
    String jsonLine();

    /** Returns what a reader should know, a sentence or more each. */
    List<String> notes();

    /** Returns what could not be scored, with the reason, without what was reported before the work. */
    List<String> failures();

    /** Returns whether all was scored. */
    boolean isComplete();

    /** Returns whether nothing was scored. */
    boolean isEmpty();

    /**
     * Writes all files, replacing older ones.
     *
     * @param folder is made if it does not exist
     * @return the names of the files
     * @throws OutputException if one cannot be written
     */
    List<String> write(Path folder) throws OutputException;
}
