// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.fiji;

/** The Java that the library needs. */
final class RequiredJava {
    private static final int RELEASE = 17;

    private RequiredJava() {}

    /**
     * Checks the Java that runs Fiji.
     *
     * @param specification its version as in the property {@code java.specification.version}: {@code 1.8}, {@code 11}, {@code 21}
     * @throws FusionException if it is too old
     */
    static void check(String specification) throws FusionException {
        if (release(specification) < RELEASE) {
            throw new FusionException("PSFusion needs Java " + RELEASE + " or newer, but this Fiji runs on Java "
                    + specification
                    + ".\nUse the current Fiji, which brings Java 21, or start this one with a newer Java:"
                    + "\nfiji --java-home FOLDER");
        }
    }

    /** Returns the release; 0 where the text is not understood. */
    private static int release(String specification) {
        String text = specification.startsWith("1.") ? specification.substring(2) : specification;
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end == 0 || end > 4 ? 0 : Integer.parseInt(text.substring(0, end));
    }
}
