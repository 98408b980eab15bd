// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.downstream;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.downstream.InputRow;
import io.github.psfusion.pipeline.WeightsLocator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows as the command line names them. */
final class Rows {
    private static final String AUTO = "auto";

    private Rows() {}

    /**
     * Reads rows; the weights of {@code psfusion-head} and {@code psfusion-head=auto} are those that {@code fuse} takes.
     *
     * @throws UserError if a row is none
     */
    static List<InputRow> parse(List<String> texts, Session session) {
        List<String> named = new ArrayList<>();
        for (String text : texts) {
            boolean found = text.strip().equals(InputRow.HEAD) || text.strip().equals(InputRow.HEAD + "=" + AUTO);
            named.add(found ? InputRow.HEAD + "=" + weights(session) : text);
        }
        try {
            return InputRow.parse(named);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--rows " + e.getMessage() + ".");
        }
    }

    private static Path weights(Session session) {
        return MethodOpening.weights(session).find(WeightsLocator.DEFAULT_METHOD, Optional.empty());
    }
}
