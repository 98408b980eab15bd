// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import io.github.psfusion.fiji.FuseImagesCommand;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandService;

/** The command of SciJava, run as scripts run it, with the library behind its own class loader. */
@Tag("slow")
class CommandTest {
    private static final String LIBRARY = "psfusion.fiji.library";

    @TempDir
    private Path folder;

    @AfterEach
    void forgetLibrary() {
        System.clearProperty(LIBRARY);
    }

    @Test
    void scriptsGetTheImageThatTheLibraryMakes() throws Exception {
        System.setProperty(LIBRARY, FijiFolder.make(folder).library().toString());
        Path infrared = Scenes.save(folder.resolve("ir.tif"), Scenes.degrees(0));
        Path visible = Scenes.save(folder.resolve("vi.png"), Scenes.visible8(0));
        Path result = folder.resolve("fused.png");
        Program.run(
                "fuse", "--ir", infrared.toString(), "--vi", visible.toString(), "-o", result.toString(), "-m", "gtf");
        Map<String, Object> inputs =
                Map.of("infrared", Program.open(infrared), "visible", Program.open(visible), "method", "gtf");

        try (Context context = new Context(CommandService.class)) {
            ImagePlus fused = (ImagePlus) context.service(CommandService.class)
                    .run(FuseImagesCommand.class, true, inputs)
                    .get()
                    .getOutput("fused");

            assertThat(fused.getProcessor().getPixels())
                    .isEqualTo(Program.open(result).getProcessor().getPixels());
        }
    }

    @Test
    void scriptsGetTheReasonWhereThereIsNoLibrary() {
        System.setProperty(LIBRARY, folder.resolve("nothing").toString());
        ImagePlus image = Scenes.image("a", Scenes.visible8(0));

        try (Context context = new Context(CommandService.class)) {
            var run = context.service(CommandService.class)
                    .run(FuseImagesCommand.class, true, Map.<String, Object>of("infrared", image, "visible", image));

            assertThatThrownBy(run::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("There is no library in " + folder.resolve("nothing")
                            + ".\nInstall the plug-in anew: the folder lib/psfusion is beside the folder plugins.");
        }
    }
}
