// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.platform.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetPreparationTest {
    private static final DecodeLimits LIMITS = DecodeLimits.defaults();
    private static final PreparationOptions COPY = PreparationOptions.defaults();

    @TempDir
    private Path folder;

    private Path source;
    private Path target;

    @BeforeEach
    void threePairs() throws IOException {
        source = folder.resolve("source");
        target = folder.resolve("new/target");
        TinySet.labeledPair(source.resolve("train"), "1D");
        TinySet.pair(source.resolve("train"), "2N"); // without label
        TinySet.labeledPair(source.resolve("test"), "3D");
    }

    private DatasetPreparation.Result prepare(PreparationOptions options) throws IOException {
        return DatasetPreparation.prepare(source, target, options, Progress.NONE);
    }

    /** Returns the digest of every file below a folder, by its path there. */
    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    contents.put(root.relativize(file).toString(), Sha256.of(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return contents;
    }

    @Test
    void filesAreCopiedAndMapsDerived() throws IOException {
        DatasetPreparation.Result result = prepare(COPY);

        assertThat(result.pairs()).containsOnly(Map.entry(Split.TRAIN, 2), Map.entry(Split.TEST, 1));
        assertThat(result.written()).isEqualTo(14);
        assertThat(result.failures()).isEmpty();
        assertThat(contents(target)).containsAllEntriesOf(contents(source)).hasSize(14 + 1);
        Path boundary = target.resolve("train/bd/1D.png");
        assertThat(ImageFiles.read(boundary, LIMITS).image())
                .isEqualTo(LabelDerivation.image(LabelDerivation.boundary(TinySet.label(), 1)));
        List<PairFiles> pairs = PairFinder.in(target, Split.TRAIN).pairs();
        assertThat(pairs.get(0).mask()).contains(target.resolve("train/mask/1D.png"));
        assertThat(pairs.get(1).mask()).isEmpty();
        assertThat(DatasetCheck.of(target, CheckOptions.defaults(), Progress.NONE)
                        .hasFaults())
                .isFalse();
    }

    @Test
    void mapsThatExistWin() throws IOException {
        Plane mask = TinySet.noise("mask", TinySet.WIDTH, TinySet.HEIGHT);
        TinySet.write(source.resolve("train/mask"), "1D", mask);

        prepare(COPY);

        assertThat(ImageFiles.read(target.resolve("train/mask/1D.png"), LIMITS).image())
                .isEqualTo(mask);
    }

    @Test
    void onlyWhatIsAskedForIsDerived() throws IOException {
        prepare(COPY.withDerived(Set.of(ImageRole.BINARY)));

        assertThat(target.resolve("train/bi/1D.png")).exists();
        assertThat(target.resolve("train/bd")).doesNotExist();
    }

    @Test
    void theIndexNamesEachFileItsDigestAndItsSource() throws IOException {
        prepare(COPY);

        List<String> index = Files.readAllLines(target.resolve("index.csv"));
        String label = Sha256.of(source.resolve("train/label/1D.png"));
        String binary = Sha256.of(target.resolve("train/bi/1D.png"));
        assertThat(index)
                .hasSize(15)
                .startsWith("split,name,role,file,sha256,source,source_sha256")
                .contains("train,1D,label,train/label/1D.png," + label + ",train/label/1D.png," + label)
                .contains("train,1D,bi,train/bi/1D.png," + binary + ",train/label/1D.png," + label);
    }

    @Test
    void namesWithCommasAreQuotedInTheIndex() throws IOException {
        TinySet.pair(source.resolve("train"), "a,\"b");

        prepare(COPY);

        assertThat(Files.readString(target.resolve("index.csv")))
                .contains("train,\"a,\"\"b\",ir,\"train/ir/a,\"\"b.png\",");
    }

    @Test
    void windowsAreCutOutOfAllImages() throws IOException {
        prepare(COPY.withReshaping(new Reshaping.Crop(8, 8, 4)));

        assertThat(ImageFiles.readLabels(target.resolve("train/label/1D_x4_y0.png"), LIMITS))
                .satisfies(label -> {
                    assertThat(label.width()).isEqualTo(8);
                    assertThat(label.at(1, 0)).isZero();
                    assertThat(label.at(2, 0)).isEqualTo(2);
                    assertThat(label.at(7, 7)).isEqualTo(LabelMap.IGNORED);
                });
        assertThat(PairFinder.in(target, Split.TRAIN).pairs())
                .extracting(PairFiles::name)
                .containsExactly("1D_x0_y0", "1D_x4_y0", "2N_x0_y0", "2N_x4_y0");
        assertThat(ImageFiles.read(target.resolve("train/vi/2N_x4_y0.png"), LIMITS)
                        .image())
                .isEqualTo(new CropGrid.Window(4, 0, 8, 8)
                        .cut(ImageFiles.read(source.resolve("train/vi/2N.png"), LIMITS)
                                .image()));
    }

    @Test
    void imagesAreResizedAndLabelsKeepTheirClasses() throws IOException {
        TinySet.write(source.resolve("train/vi"), "1D", TinySet.noise("large", 40, 30));

        prepare(COPY.withReshaping(new Reshaping.Resize(24, 16)));

        for (String role : List.of("ir", "vi", "label", "bi", "bd", "mask")) {
            assertThat(ImageFiles.size(target.resolve("train").resolve(role).resolve("1D.png"), LIMITS))
                    .hasToString("24 x 16");
        }
        LabelMap label = ImageFiles.readLabels(target.resolve("train/label/1D.png"), LIMITS);
        assertThat(label.at(11, 15)).isZero();
        assertThat(label.at(12, 0)).isEqualTo(2);
        assertThat(ImageFiles.read(target.resolve("train/bd/1D.png"), LIMITS).image())
                .isEqualTo(LabelDerivation.image(LabelDerivation.boundary(label, 1)));
    }

    @Test
    void filesMayBeLinked() throws IOException {
        PreparationOptions link = COPY.withTransfer(PreparationOptions.Transfer.LINK);

        prepare(link);

        Path infrared = target.resolve("train/ir/1D.png");
        assertThat(Files.readSymbolicLink(infrared))
                .isEqualTo(source.resolve("train/ir/1D.png").toRealPath());
        assertThat(target.resolve("train/bi/1D.png")).isRegularFile();
        assertThat(prepare(link).written()).isZero();
        assertThatThrownBy(() -> prepare(COPY)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> link.withReshaping(new Reshaping.Resize(8, 8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInterruptedPreparationGoesOn() throws IOException {
        prepare(COPY);
        Map<String, String> whole = contents(target);
        Files.delete(target.resolve("index.csv"));
        Files.delete(target.resolve("test/bd/3D.png"));
        // As a killed program leaves them:
        Files.writeString(target.resolve("test/bd/.3D.png.6ba7b810-9dad-11d1-80b4-00c04fd430c8.part"), "half");
        Files.writeString(target.resolve(".index.csv.0f8fad5b-d9cb-469f-a165-70867728950e.part"), "half");

        DatasetPreparation.Result result = prepare(COPY);

        assertThat(result.written()).isEqualTo(1);
        assertThat(result.kept()).isEqualTo(13);
        assertThat(contents(target)).isEqualTo(whole);
    }

    @Test
    void aFileWithAnotherContentIsNotReplaced() throws IOException {
        Path file = target.resolve("train/ir/1D.png");
        TinySet.write(target.resolve("train/ir"), "1D", TinySet.noise("other", 3, 3));
        String before = Sha256.of(file);

        assertThatThrownBy(() -> prepare(COPY))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(file + ": the file exists with another content");
        assertThat(Sha256.of(file)).isEqualTo(before);
    }

    @Test
    void foreignImagesInTheResultAreListed() throws IOException {
        TinySet.pair(target.resolve("train"), "old");

        assertThat(prepare(COPY).unexpected())
                .containsExactly(target.resolve("train/ir/old.png"), target.resolve("train/vi/old.png"));
    }

    @Test
    void aPairThatCannotBeReadDoesNotStopTheOthers() throws IOException {
        Files.writeString(source.resolve("train/label/1D.png"), "no image");
        TinySet.write(source.resolve("test/vi"), "3D", TinySet.noise("large", 20, 10));
        TinySet.pair(source.resolve("test"), "4");

        DatasetPreparation.Result result = prepare(COPY);

        assertThat(result.pairs()).containsOnly(Map.entry(Split.TRAIN, 1), Map.entry(Split.TEST, 1));
        assertThat(result.failures())
                .extracting(Finding::message)
                .anyMatch(message ->
                        message.contains(source.resolve("train/label/1D.png").toString()))
                .anyMatch(message -> message.contains("20 x 10 pixels"));
        assertThat(target.resolve("train/ir/1D.png")).doesNotExist();
    }

    @Test
    void imagesWithoutPartnerAreLeftOut() throws IOException {
        Files.delete(source.resolve("train/vi/2N.png"));

        assertThat(prepare(COPY).leftOut()).containsExactly(source.resolve("train/ir/2N.png"));
        assertThat(target.resolve("train/ir/2N.png")).doesNotExist();
    }

    @Test
    void pairsWithoutSplitsAreDividedBySeed() throws IOException {
        source = source.resolve("train");
        PreparationOptions halves = COPY.withRandomSplit(new RandomSplit(0.5, 0.5, 3));

        DatasetPreparation.Result result = prepare(halves);

        assertThat(result.pairs()).containsOnly(Map.entry(Split.TRAIN, 1), Map.entry(Split.VALIDATION, 1));
        assertThat(PairFinder.in(target).pairs()).hasSize(2);
    }

    @Test
    void splitsOfTheSourceAreNotMixed() {
        assertThatThrownBy(() -> prepare(COPY.withRandomSplit(new RandomSplit(0.5, 0.5, 3))))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("train, test");
    }

    @Test
    void validationDoesNotBecomeTraining() throws IOException {
        source = folder.resolve("set/validation");
        TinySet.labeledPair(source, "1D");

        assertThatThrownBy(() -> prepare(COPY)).hasMessageContaining("never trained on");
        assertThat(prepare(COPY.withRandomSplit(new RandomSplit(0, 1, 1))).pairs())
                .containsOnly(Map.entry(Split.VALIDATION, 1));
    }

    @Test
    void nothingIsWrittenIntoTheSource() throws IOException {
        Map<String, String> before = contents(source);

        for (Path inside : List.of(source, source.resolve("prepared"), source.resolve("train/ir"))) {
            target = inside;
            assertThatThrownBy(() -> prepare(COPY)).hasMessageContaining("into the source folder");
        }
        target = source;
        source = source.resolve("train");
        assertThatThrownBy(() -> prepare(COPY)).hasMessageContaining("into the source folder");
        target = folder.resolve("link");
        Files.createSymbolicLink(target, source);
        assertThatThrownBy(() -> prepare(COPY)).hasMessageContaining("into the source folder");
        assertThat(contents(folder.resolve("source"))).isEqualTo(before);
    }

    @Test
    void aTargetThatCannotBeWrittenIsNamed() throws IOException {
        Files.createDirectories(target.getParent());
        Files.writeString(target, "a file where the folder should be");

        assertThatThrownBy(() -> prepare(COPY)).isInstanceOf(IOException.class).hasMessageContaining(target.toString());
    }

    @Test
    void pairsOfOtherProportionsAreWarnedOf() throws IOException {
        TinySet.write(source.resolve("train/ir"), "wide", TinySet.noise("ir", 20, 16));
        TinySet.write(source.resolve("train/vi"), "wide", TinySet.noise("vi", 32, 18));
        DatasetPreparation.Result result = DatasetPreparation.prepare(
                source,
                target,
                PreparationOptions.defaults().withReshaping(new Reshaping.Resize(20, 16)),
                (done, total) -> {});
        assertThat(result.warnings())
                .anyMatch(line -> line.startsWith("1 of ")
                        && line.contains("aspect ratios differ (1.25, 1.78): the pair will not be registered"));
    }
}
