// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.fiji;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ij.plugin.PlugIn;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

class FusionDialogTest {
    /** ImageJ makes keys of macros from labels: their first words in lower case. */
    @Test
    void keysOfMacrosAreThoseOfTheGuide() {
        assertThat(FusionDialog.LABELS)
                .map(label -> label.split("[ _]", 2)[0].toLowerCase(Locale.ROOT))
                .containsExactly("infrared", "visible", "method", "color", "align", "weights");
    }

    @Test
    void theMenuNamesThePlugIn() throws IOException {
        String lines;
        try (InputStream stream = Objects.requireNonNull(getClass().getResourceAsStream("/plugins.config"))) {
            lines = new String(stream.readAllBytes(), UTF_8);
        }

        assertThat(lines)
                .contains("Plugins>Fusion, \"" + FuseImagesPlugIn.TITLE + "...\", " + FuseImagesPlugIn.class.getName());
        assertThat(PlugIn.class).isAssignableFrom(FuseImagesPlugIn.class);
    }

    @Test
    void theCommandIsOneOfSciJava() {
        assertThat(FuseImagesCommand.class.getAnnotation(Plugin.class).type()).isEqualTo(Command.class);
    }
}
