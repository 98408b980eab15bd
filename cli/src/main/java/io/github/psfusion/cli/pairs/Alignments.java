// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.pairs;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.pipeline.PairAligner;
import io.github.psfusion.registration.RegistrationOptions;
import io.github.psfusion.registration.RigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The values of {@code --align}. */
public final class Alignments {
    private Alignments() {}

    /**
     * Returns what aligns pairs; empty for {@code off}.
     *
     * @param value {@code auto}, {@code off} or the file of a rig
     * @throws UserError if it is neither
     * @throws IOException if the file is no rig
     */
    public static Optional<PairAligner> parse(String value) throws IOException {
        if (value.equals("off")) {
            return Optional.empty();
        }
        if (value.equals("auto")) {
            return Optional.of(PairAligner.each(RegistrationOptions.defaults()));
        }
        Path file = Path.of(value);
        if (!Files.exists(file)) {
            throw UserError.input("--align " + value + ": expected auto, off or a rig file, and there is no such file."
                    + " psfusion align --calibrate makes one.");
        }
        return Optional.of(PairAligner.ofRig(RigFile.read(file)));
    }
}
