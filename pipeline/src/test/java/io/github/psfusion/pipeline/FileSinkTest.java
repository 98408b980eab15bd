// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionResult;
import io.github.psfusion.platform.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
    private static final ResultNaming.Form USUAL =
            new ResultNaming.Form(Optional.empty(), BitDepth.BITS_8, Rounding.NEAREST);

    /** Another output of a pair, which lies beside the fused image. */
    private static final List<ExtraOutput> VISIBLE =
            List.of(new ExtraOutput("visible", ExtraOutput.Kind.IMAGE, "the visible image"));

    private static final FusionResult RESULT = new FusionResult(
            TestPairs.plane("fused"), Map.of("visible", new FusionResult.ExtraImage(TestPairs.plane("visible"))));

    @TempDir
    private Path folder;

    private FileSink sink(String place, PairInputs inputs, List<ExtraOutput> extra, FileSink.Existing existing)
            throws IOException {
        return FileSink.of(ResultNaming.of(folder + "/" + place, inputs, USUAL), extra, existing, inputs);
    }

    private void refused(String message, String place, PairInputs inputs) {
        assertThatThrownBy(() -> sink(place, inputs, VISIBLE, FileSink.Existing.REPLACE))
                .isInstanceOfSatisfying(
                        PipelineException.class, e -> assertThat(e.reason()).isEqualTo(PipelineException.Reason.OUTPUT))
                .hasMessageContaining(message);
    }

    /** Returns a single pair in the folder itself, named {@code a_infrared.png} and {@code a_visible.png}. */
    private PairInputs beside() throws IOException {
        TestPairs.write(folder, "a");
        return PairInputs.ofFiles(
                Files.move(folder.resolve("ir/a.png"), folder.resolve("a_infrared.png")),
                Files.move(folder.resolve("vi/a.png"), folder.resolve("a_visible.png")));
    }

    @Test
    void noOutputIsWrittenOntoASource() throws IOException {
        PairInputs inputs = beside();
        String source = folder.resolve("a_visible.png").toString();

        refused("a_visible.png is the source image " + source, "a.png", inputs);
        refused("is the source image " + source, "ir/../a.png", inputs);
        Files.createSymbolicLink(folder.resolve("other"), folder);
        refused("is the source image " + source, "other/a.png", inputs);
        Files.createSymbolicLink(folder.resolve("vi/b_visible.png"), folder.resolve("a_visible.png"));
        refused("b_visible.png is the source image " + source, "vi/b.png", inputs);
        Files.createLink(folder.resolve("vi/c_visible.png"), folder.resolve("a_visible.png"));
        refused("c_visible.png is the source image " + source, "vi/c.png", inputs);
        refused("is a source image", "a_infrared.png", inputs);
        assertThat(sink("b.png", inputs, VISIBLE, FileSink.Existing.REPLACE)
                        .files(inputs.pairs().get(0)))
                .containsExactly(folder.resolve("b.png"), folder.resolve("b_visible.png"));
    }

    @Test
    void outputsOfAFolderAreNotWrittenOntoASourceThroughLinks() throws IOException {
        PairInputs inputs = TestPairs.write(folder, "a", "b");
        Path out = Files.createDirectory(folder.resolve("out"));

        Files.createSymbolicLink(out.resolve("b_visible.png"), folder.resolve("vi/a.png"));
        refused("b_visible.png is the source image", "out", inputs);
        Files.delete(out.resolve("b_visible.png"));
        Files.createLink(out.resolve("x_b.png"), folder.resolve("ir/b.png"));
        refused("x_b.png is the source image", "out/x_{name}.png", inputs);
    }

    @Test
    void labelsAndImagesWithoutPartnerAreSources() throws IOException {
        TestPairs.write(folder, "a", "b");
        Files.delete(folder.resolve("vi/b.png"));
        PairInputs inputs = PairInputs.ofFolders(folder.resolve("ir"), folder.resolve("vi"), Optional.empty());
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.createLink(out.resolve("a.png"), folder.resolve("ir/b.png"));

        refused("is the source image", "out", inputs);
    }

    @Test
    void twoOutputsAreNotOneFile() throws IOException {
        PairInputs inputs = TestPairs.write(folder, "a", "a_visible");

        refused("a_visible.png would be a result of two pairs, a and a_visible", "out", inputs);
        assertThat(sink("out/{name}_fused.png", inputs, VISIBLE, FileSink.Existing.KEEP))
                .isNotNull();
    }

    @Test
    void whatAnotherRunWroteMeanwhileIsKept() throws IOException {
        PairInputs inputs = TestPairs.write(folder, "a");
        PairFiles pair = inputs.pairs().get(0);
        FileSink keeping = sink("out", inputs, VISIBLE, FileSink.Existing.KEEP);
        assertThat(keeping.isDone(pair)).isFalse();
        Path out = Files.createDirectory(folder.resolve("out"));
        Path fused = Files.writeString(out.resolve("a.png"), "other");

        assertThat(keeping.write(pair, RESULT)).isEqualTo(ResultSink.State.WRITTEN); // the extra output
        assertThat(fused).hasContent("other");
        assertThat(keeping.write(pair, RESULT)).isEqualTo(ResultSink.State.KEPT);
        assertThat(keeping.isDone(pair)).isTrue();
        FileSink replacing = sink("out", inputs, VISIBLE, FileSink.Existing.REPLACE);
        assertThat(replacing.write(pair, RESULT)).isEqualTo(ResultSink.State.WRITTEN);
        assertThat(TestPairs.read(fused).width()).isEqualTo(TestPairs.WIDTH);
    }

    @Test
    void whatAKilledRunLeftIsSwept() throws IOException {
        PairInputs inputs = TestPairs.write(folder, "a");
        Path out = Files.createDirectory(folder.resolve("out"));
        Path left = Files.createFile(out.resolve(".psfusion-0123456789abcdef0123456789abcdef.part"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(AtomicFile.SURELY_DEAD.multipliedBy(2))));

        sink("out", inputs, VISIBLE, FileSink.Existing.KEEP)
                .write(inputs.pairs().get(0), RESULT);

        assertThat(left).doesNotExist();
    }

    @Test
    void aNameThatIsTooLongIsTheReasonThatIsGiven() throws IOException {
        PairInputs inputs = TestPairs.write(folder, "n".repeat(246));

        sink("out/{name}.png", inputs, List.of(), FileSink.Existing.KEEP)
                .write(inputs.pairs().get(0), RESULT);
        assertThat(folder.resolve("out/" + "n".repeat(246) + ".png")).exists();
        FileSink longer = sink("out/{name}_fused.png", inputs, List.of(), FileSink.Existing.KEEP);
        assertThatThrownBy(() -> longer.write(inputs.pairs().get(0), RESULT))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining(
                        "_fused.png cannot be written: its name has 256 bytes, and file systems allow 255."
                                + " Choose a shorter name");
    }

    @Test
    void aStreamThatTakesNoMoreIsAnErrorOfTheResult() throws IOException {
        PairInputs inputs = TestPairs.write(folder, "a");
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThatThrownBy(() -> new StreamSink(full, WriteOptions.png())
                        .write(inputs.pairs().get(0), RESULT))
                .isInstanceOfSatisfying(
                        PipelineException.class, e -> assertThat(e.reason()).isEqualTo(PipelineException.Reason.OUTPUT))
                .hasMessageContaining("standard output cannot be written: No space left on device. Make room");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(new StreamSink(bytes, WriteOptions.png())
                        .write(inputs.pairs().get(0), RESULT))
                .isEqualTo(ResultSink.State.WRITTEN);
        assertThat(bytes.size()).isPositive();
    }
}
