// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

/** Observes a {@link ComparisonRun}. */
@FunctionalInterface
public interface ComparisonListener {
    /** The first task: the levels of 16-bit infrared images are looked at. */
    String SURVEY = "survey";

    /** The last task: all images are measured. The tasks before it have the keys of methods. */
    String MEASURE = "measure";

    /** Ignores everything. */
    ComparisonListener NONE = task -> WorkListener.NONE;

    /**
     * Reports that a task begins.
     *
     * @param task {@link #SURVEY}, the key of the method that is run, or {@link #MEASURE}
     * @return the listener of the task, which is closed when the task ends
     */
    WorkListener begin(String task);

    /**
     * Reports that a method has run, and that images of an equal run before were kept.
     *
     * @param method key of the method
     * @param images number of images that were kept, at least 1
     */
    default void kept(String method, int images) {}
}
