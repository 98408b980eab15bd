// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

/** Name and version of this program, as results record them. */
public final class ProgramVersion {
    private ProgramVersion() {}

    /** Returns the name and, from the manifest of the jar, the version. */
    public static String text() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return "psfusion " + (version == null ? "(development)" : version);
    }
}
