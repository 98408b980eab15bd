// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.OutputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Scores of boxes or class maps as one page that opens without a network. */
final class TaskPage {
    private TaskPage() {}

    /**
     * Writes the page, replacing an older one.
     *
     * @param script resource that draws the scores
     * @param json the scores
     */
    static void write(String title, String script, String json, Path file) throws OutputException {
        try {
            HtmlPage.of(
                            "task.html",
                            List.of("charts.js", "task.js"),
                            Map.of(
                                    "title", HtmlPage.utf8(title),
                                    "scores.js", HtmlPage.ours(script),
                                    "scores", HtmlPage.data(json)))
                    .write(file);
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }
}
