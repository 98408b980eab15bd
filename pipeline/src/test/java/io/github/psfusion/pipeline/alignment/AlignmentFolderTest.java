// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.Pairing;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.pipeline.FileSink.Existing;
import io.github.psfusion.pipeline.PairInputs;
import io.github.psfusion.pipeline.PairOutcome;
import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.registration.AlignedPair;
import io.github.psfusion.registration.ValidArea;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignmentFolderTest {
    private static final AlignedPair ALIGNED = new AlignedPair(plane(0.25f), plane(0.5f), ValidArea.whole(3, 2));

    @TempDir
    private Path folder;

    private PairInputs inputs = new PairInputs(new Pairing(List.of(), List.of(), List.of()), /* single= */ false);

    private static Plane plane(float level) {
        return Plane.wrap(3, 2, new float[] {level, 0, 0, 0, 0, 1});
    }

    @BeforeEach
    void writePair() throws IOException {
        for (String kind : List.of("ir", "vi")) {
            Files.createDirectories(folder.resolve("in").resolve(kind));
            ImageFiles.write(folder.resolve("in").resolve(kind).resolve("a.png"), plane(1), WriteOptions.png());
        }
        inputs = PairInputs.ofFolders(folder.resolve("in/ir"), folder.resolve("in/vi"), Optional.empty());
    }

    private AlignmentFolder out(Existing existing) throws IOException {
        return AlignmentFolder.of(folder.resolve("out"), BorderHandling.MARK, existing, inputs);
    }

    private PairFiles pair() {
        return inputs.pairs().get(0);
    }

    @Test
    void filesHaveTheDepthsOfTheirSources() throws IOException {
        AlignmentFolder out = out(Existing.KEEP);
        assertThat(out.isDone(pair())).isFalse();
        out.write(pair(), ALIGNED, BitDepth.BITS_14, BitDepth.BITS_8);

        assertThat(out.isDone(pair())).isTrue();
        assertThat(ImageFiles.depth(folder.resolve("out/ir/a.png"), DecodeLimits.defaults()))
                .isEqualTo(BitDepth.BITS_16);
        assertThat(ImageFiles.depth(folder.resolve("out/vi/a.png"), DecodeLimits.defaults()))
                .isEqualTo(BitDepth.BITS_8);
        assertThat(folder.resolve("out/area/a.png")).exists();
    }

    @Test
    void aPairIsWrittenWholeOrNotAtAll() throws IOException {
        AlignmentFolder out = out(Existing.KEEP);
        Files.writeString(folder.resolve("out/vi"), "in the way of the folder");

        assertThatExceptionOfType(PipelineException.class)
                .isThrownBy(() -> out.write(pair(), ALIGNED, BitDepth.BITS_8, BitDepth.BITS_8))
                .withMessageContaining("out/vi");
        assertThat(folder.resolve("out/ir")).isEmptyDirectory();
    }

    @Test
    void foreignFilesStayWithoutOverwrite() throws IOException {
        Path foreign = folder.resolve("out/vi/a.png");
        Files.createDirectories(folder.resolve("out/vi"));
        Files.writeString(foreign, "mine");

        AlignmentFolder keeping = out(Existing.KEEP);
        assertThatExceptionOfType(PipelineException.class)
                .isThrownBy(() -> keeping.write(pair(), ALIGNED, BitDepth.BITS_8, BitDepth.BITS_8))
                .withMessageContaining("--overwrite");
        assertThat(foreign).content().isEqualTo("mine");
        assertThat(folder.resolve("out/ir")).isEmptyDirectory();

        out(Existing.REPLACE).write(pair(), ALIGNED, BitDepth.BITS_8, BitDepth.BITS_8);
        assertThat(ImageFiles.size(foreign, DecodeLimits.defaults()).width()).isEqualTo(3);
    }

    @Test
    void aPairOfWhichOneFileIsMissingIsCompleted() throws IOException {
        AlignmentFolder out = out(Existing.KEEP);
        out.write(pair(), ALIGNED, BitDepth.BITS_8, BitDepth.BITS_8);
        Files.delete(folder.resolve("out/vi/a.png"));

        assertThat(out.isDone(pair())).isFalse();
        out.write(pair(), ALIGNED, BitDepth.BITS_8, BitDepth.BITS_8);
        assertThat(out.isDone(pair())).isTrue();
    }

    @Test
    void foldersOfTheSourcesAreRefused() {
        assertThatExceptionOfType(PipelineException.class)
                .isThrownBy(
                        () -> AlignmentFolder.of(folder.resolve("in"), BorderHandling.CROP, Existing.REPLACE, inputs))
                .withMessageContaining("holds the source images");
    }

    @Test
    void keptPairsKeepTheirRows() throws IOException {
        PairFiles odd = PairFiles.of("a,\"b\"", Path.of("ir"), Path.of("vi"));
        Path earlier = Files.writeString(folder.resolve("align.csv"), """
                pair,verdict
                "a,""b""\",accepted,8
                a,refused,1
                """);
        byte[] table = new AlignmentTable(List.of(PairOutcome.kept(odd, earlier), PairOutcome.kept(pair(), earlier)))
                .bytes(earlier);
        assertThat(new String(table, StandardCharsets.UTF_8).lines().skip(1))
                .containsExactly("\"a,\"\"b\"\"\",accepted,8", "a,refused,1");
    }
}
