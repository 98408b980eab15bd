// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import io.github.psfusion.cli.console.ProgramVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Reads versions without loading libtorch. */
final class Versions implements IVersionProvider {
    private static final String PYTORCH = "/META-INF/maven/org.bytedeco/pytorch/pom.properties";

    @Override
    public String[] getVersion() {
        return new String[] {
            ProgramVersion.text(),
            "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
            "libtorch with JavaCPP " + pytorch()
        };
    }

    /** Returns the version of the Java package of libtorch: libtorch's, a hyphen and JavaCPP's. */
    static String pytorch() {
        Properties properties = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream(PYTORCH)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            return "of unknown version: " + e.getMessage();
        }
        return properties.getProperty("version", "is not there");
    }
}
