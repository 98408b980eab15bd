// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.Rounding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultNamingTest {
    private static final ResultNaming.Form USUAL =
            new ResultNaming.Form(Optional.empty(), BitDepth.BITS_8, Rounding.NEAREST);

    @TempDir
    private Path folder;

    private PairInputs single() throws IOException {
        TestPairs.write(folder, "a");
        return PairInputs.ofFiles(folder.resolve("ir/a.png"), folder.resolve("vi/a.png"));
    }

    private static void refused(PipelineException.Reason reason, String message, String place, PairInputs inputs) {
        assertThatThrownBy(() -> ResultNaming.of(place, inputs, USUAL))
                .isInstanceOfSatisfying(
                        PipelineException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "out, out/a.png, PNG",
        "out/, out/a.png, PNG",
        "out/{name}_fused.tif, out/a_fused.tif, TIFF",
        "{name}/fused, a/fused, PNG",
    })
    void foldersAndPatternsNameTheResultOfEachPair(String place, String file, ImageFormat format) throws IOException {
        PairInputs inputs = TestPairs.write(folder, "a", "b");
        ResultNaming naming = ResultNaming.of(folder.resolve("x") + "/" + place, inputs, USUAL);

        PairFiles pair = inputs.pairs().get(0);
        assertThat(naming.result(pair)).isEqualTo(folder.resolve("x").resolve(file));
        assertThat(naming.options().format()).isEqualTo(format);
        assertThat(naming.place()).endsWith(place);
    }

    @Test
    void anotherFormatIsUsedWhereTheNameSaysNothing() throws IOException {
        PairInputs inputs = TestPairs.write(folder, "a");
        ResultNaming.Form tiff =
                new ResultNaming.Form(Optional.of(ImageFormat.TIFF), BitDepth.BITS_16, Rounding.TRUNCATE);
        ResultNaming naming = ResultNaming.of(folder.resolve("out").toString(), inputs, tiff);

        assertThat(naming.result(inputs.pairs().get(0)).getFileName().toString())
                .isEqualTo("a." + ImageFormat.TIFF.extensions().get(0));
        assertThat(naming.options().depth()).isEqualTo(BitDepth.BITS_16);
        assertThat(naming.options().rounding()).isEqualTo(Rounding.TRUNCATE);
    }

    @Test
    void extraOutputsGetTheNameOfTheOutput() throws IOException {
        PairInputs inputs = TestPairs.write(folder, "a");
        ResultNaming naming = ResultNaming.of(folder + "/out/{name}.jpeg", inputs, USUAL);

        assertThat(MeanMethod.EXTRA)
                .extracting(extra ->
                        naming.extra(inputs.pairs().get(0), extra).getFileName().toString())
                .containsExactly(
                        "a_hot.png",
                        "a_third.png",
                        "a_negative." + ImageFormat.JPEG.extensions().get(0));
    }

    @Test
    void placesThatDoNotFitAreRefused() throws IOException {
        PairInputs many = TestPairs.write(folder, "a", "b");
        Path file = Files.writeString(folder.resolve("file"), "x");
        refused(PipelineException.Reason.OUTPUT, "is a file. Name a folder", file.toString(), many);
        refused(
                PipelineException.Reason.REQUEST,
                "names one image, but there is a folder of 2 pairs",
                folder + "/x.png",
                many);
        refused(PipelineException.Reason.REQUEST, "images are written as png", folder + "/{name}.webp", many);
        refused(PipelineException.Reason.OUTPUT, "holds the source images", folder + "/ir/", many);
        refused(PipelineException.Reason.OUTPUT, "holds the source images", folder + "/vi/{name}_f.png", many);
        refused(PipelineException.Reason.OUTPUT, "is a source image", folder + "/ir/a.png", single());
    }

    @Test
    void aDepthThatTheFormatLacksIsRefused() throws IOException {
        PairInputs inputs = single();
        ResultNaming.Form deep = new ResultNaming.Form(Optional.empty(), BitDepth.BITS_16, Rounding.NEAREST);

        assertThatThrownBy(() -> ResultNaming.of(folder + "/x.jpg", inputs, deep))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("x.jpg")
                .hasMessageContaining("Use png or tiff.");
    }
}
