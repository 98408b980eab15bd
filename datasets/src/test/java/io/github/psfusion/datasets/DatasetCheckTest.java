// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static io.github.psfusion.datasets.Finding.Severity.FAULT;
import static io.github.psfusion.datasets.Finding.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.CheckOptions.Thoroughness;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCheckTest {
    @TempDir
    private Path root;

    private Path train;
    private Path test;

    @BeforeEach
    void threePairs() throws IOException {
        train = root.resolve("train");
        test = root.resolve("test");
        TinySet.labeledPair(train, "1D");
        TinySet.labeledPair(train, "2N");
        TinySet.labeledPair(test, "3D");
    }

    private List<Finding> found(Thoroughness thoroughness) throws IOException {
        return DatasetCheck.of(root, CheckOptions.defaults().withThoroughness(thoroughness), Progress.NONE)
                .findings();
    }

    @Test
    void pairsBesideTheSplitsAreReported() throws IOException {
        Path unlabeled = root.resolve("train_unlabelled");
        TinySet.labeledPair(unlabeled, "4D");
        Files.createDirectories(root.resolve("notes/vi"));
        assertThat(found(Thoroughness.HEADERS))
                .filteredOn(finding -> finding.severity() == WARNING)
                .singleElement()
                .asString()
                .startsWith(unlabeled.toString())
                .contains("holds pairs, but is no split of this set");
    }

    private Set<String> depths(Thoroughness thoroughness) throws IOException {
        return DatasetCheck.of(root, CheckOptions.defaults().withThoroughness(thoroughness), Progress.NONE)
                .splits()
                .values()
                .stream()
                .flatMap(split -> split.depths().keySet().stream())
                .collect(Collectors.toSet());
    }

    private void assertOnly(Thoroughness thoroughness, Finding.Severity severity, Path file, String message)
            throws IOException {
        assertThat(found(thoroughness)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.file()).isEqualTo(file);
            assertThat(finding.message()).contains(message);
        });
    }

    @Test
    void aSoundSetHasNoFindings() throws IOException {
        List<String> steps = new ArrayList<>();

        DatasetCheck.Result result = DatasetCheck.of(
                root,
                CheckOptions.defaults().withThoroughness(Thoroughness.PIXELS),
                (done, total) -> steps.add(done + "/" + total));

        assertThat(result.findings()).isEmpty();
        assertThat(result.hasFaults()).isFalse();
        assertThat(result.splits()).containsOnly(Map.entry(Split.TRAIN, summary(2)), Map.entry(Split.TEST, summary(1)));
        assertThat(steps).containsExactly("1/3", "2/3", "3/3");
    }

    private static SplitSummary summary(int pairs) {
        return new SplitSummary(
                pairs,
                Map.of(ImageRole.INFRARED, pairs, ImageRole.VISIBLE, pairs, ImageRole.LABEL, pairs),
                Map.of("12 x 8", pairs),
                Map.of("infrared 8 bits, visible 8 bits", pairs));
    }

    @Test
    void missingPartnersAreFaults() throws IOException {
        Files.delete(train.resolve("vi/1D.png"));
        Files.delete(test.resolve("ir/3D.png"));

        assertThat(found(Thoroughness.HEADERS))
                .extracting(Finding::toString)
                .contains(
                        train.resolve("ir/1D.png") + ": there is no visible partner of this name.",
                        test.resolve("vi/3D.png") + ": there is no infrared partner of this name.");
    }

    @Test
    void aPairWithoutLabelIsWarnedOf() throws IOException {
        Files.delete(train.resolve("label/1D.png"));

        assertOnly(Thoroughness.HEADERS, WARNING, train.resolve("ir/1D.png"), "no label");
    }

    @Test
    void aFolderOfMasksThatLacksAFileIsAFault() throws IOException {
        TinySet.write(train.resolve("mask"), "1D", TinySet.noise("mask", TinySet.WIDTH, TinySet.HEIGHT));

        assertOnly(Thoroughness.HEADERS, FAULT, train.resolve("ir/2N.png"), "no mask image in the folder mask");
    }

    @Test
    void unusedLabelsAreWarnedOf() throws IOException {
        TinySet.write(test.resolve("label"), "9", TinySet.label());

        assertOnly(Thoroughness.HEADERS, WARNING, test.resolve("label/9.png"), "unused");
    }

    @Test
    void ambiguousNamesAreFaults() throws IOException {
        Files.copy(train.resolve("ir/1D.png"), train.resolve("ir/1d.jpg"));

        assertOnly(Thoroughness.HEADERS, FAULT, train.resolve("ir/1D.png"), "1d.jpg");
    }

    @Test
    void anEmptyFolderIsAFault() throws IOException {
        Files.delete(test.resolve("label/3D.png"));

        assertThat(found(Thoroughness.HEADERS))
                .extracting(Finding::toString)
                .anyMatch(text -> text.startsWith(test.resolve("label") + ": the folder holds no images"));
    }

    @Test
    void sizesThatDifferAreFaultsWithBothSizes() throws IOException {
        TinySet.write(train.resolve("vi"), "1D", TinySet.noise("large", 20, 10));

        for (Thoroughness thoroughness : Thoroughness.values()) {
            assertOnly(thoroughness, FAULT, train.resolve("vi/1D.png"), "20 x 10 pixels, but the infrared image");
        }
    }

    @Test
    void labelsOfAnotherSizeAreFaults() throws IOException {
        TinySet.write(train.resolve("label"), "1D", LabelMap.of(1, 1, new byte[1]));

        assertOnly(Thoroughness.HEADERS, FAULT, train.resolve("label/1D.png"), "1 x 1 pixels");
    }

    @Test
    void labelsOutOfRangeAreFaultsWithValueAndPlace() throws IOException {
        byte[] classes = TinySet.label().toArray();
        classes[TinySet.WIDTH + 3] = 9;
        TinySet.write(train.resolve("label"), "2N", LabelMap.of(TinySet.WIDTH, TinySet.HEIGHT, classes));

        assertOnly(Thoroughness.PIXELS, FAULT, train.resolve("label/2N.png"), "value 9 at column 3, row 1");
        assertThat(found(Thoroughness.HEADERS)).isEmpty();
        assertThat(DatasetCheck.of(
                                root,
                                CheckOptions.defaults()
                                        .withThoroughness(Thoroughness.PIXELS)
                                        .withClasses(10),
                                Progress.NONE)
                        .findings())
                .isEmpty();
    }

    @Test
    void grayInABinaryMapIsWarnedOf() throws IOException {
        for (String name : List.of("1D", "2N")) {
            TinySet.write(train.resolve("bi"), name, LabelDerivation.image(LabelDerivation.binary(TinySet.label())));
        }
        TinySet.write(train.resolve("bi"), "2N", TinySet.noise("bi", TinySet.WIDTH, TinySet.HEIGHT));

        assertOnly(Thoroughness.PIXELS, WARNING, train.resolve("bi/2N.png"), "neither 0 nor 255");
    }

    @Test
    void unreadableFilesAreFaultsAndTheOthersAreLookedAt() throws IOException {
        Files.write(train.resolve("ir/1D.png"), new byte[0]);
        Files.writeString(train.resolve("vi/2N.png"), "no image");
        Files.delete(test.resolve("label/3D.png"));
        Files.createSymbolicLink(test.resolve("label/3D.png"), root.resolve("nowhere"));

        assertThat(found(Thoroughness.HEADERS))
                .hasSize(3)
                .allMatch(finding -> finding.severity() == FAULT)
                .extracting(Finding::file)
                .containsExactly(train.resolve("ir/1D.png"), train.resolve("vi/2N.png"), test.resolve("label/3D.png"));
    }

    @Test
    void aTruncatedImageIsFoundAmongPixels() throws IOException {
        Path file = test.resolve("vi/3D.png");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));

        assertThat(found(Thoroughness.PIXELS))
                .singleElement()
                .matches(finding -> finding.file().equals(file));
    }

    @Test
    void aDuplicateWithinASplitIsWarnedOf() throws IOException {
        TinySet.labeledPair(train, "4");
        Files.copy(train.resolve("ir/1D.png"), train.resolve("ir/4.png"), StandardCopyOption.REPLACE_EXISTING);

        assertOnly(
                Thoroughness.HEADERS,
                WARNING,
                train.resolve("ir/4.png"),
                train.resolve("ir/1D.png").toString());
    }

    @Test
    void aDuplicateInAnotherSplitIsAFault() throws IOException {
        TinySet.labeledPair(test, "1D");

        assertThat(found(Thoroughness.HEADERS))
                .hasSize(2)
                .allMatch(finding -> finding.severity() == FAULT)
                .extracting(Finding::file)
                .containsExactlyInAnyOrder(test.resolve("ir/1D.png"), test.resolve("vi/1D.png"));
    }

    @Test
    void depthsAreCounted() throws IOException {
        ImageFiles.write(
                train.resolve("ir/1D.png"),
                TinySet.noise("ir1D", TinySet.WIDTH, TinySet.HEIGHT),
                WriteOptions.png().withDepth(BitDepth.BITS_16));

        for (Thoroughness thoroughness : Thoroughness.values()) {
            assertThat(depths(thoroughness))
                    .containsOnly("infrared 16 bits, visible 8 bits", "infrared 8 bits, visible 8 bits");
        }
    }

    @Test
    void aConstantImageIsWarnedOf() throws IOException {
        TinySet.write(train.resolve("ir"), "1D", Plane.constant(TinySet.WIDTH, TinySet.HEIGHT, 0.5f));

        assertOnly(Thoroughness.PIXELS, WARNING, train.resolve("ir/1D.png"), "the infrared image has one level only");
    }

    @Test
    void swappedImagesAreReported() throws IOException {
        Path infrared = test.resolve("ir/3D.png");
        Path visible = test.resolve("vi/3D.png");
        Files.move(infrared, root.resolve("kept.png"));
        Files.move(visible, infrared);
        Files.move(root.resolve("kept.png"), visible);

        assertOnly(Thoroughness.PIXELS, WARNING, infrared, "are they swapped?");
    }

    @Test
    void aShiftedPairIsWarnedOfWithItsShift() throws IOException {
        int size = 96;
        Plane scene = blocks(size + 10);
        TinySet.write(train.resolve("ir"), "4", new CropGrid.Window(0, 0, size, size).cut(scene));
        TinySet.write(train.resolve("vi"), "4", new CropGrid.Window(10, 8, size, size).cut(scene));
        TinySet.write(train.resolve("label"), "4", LabelMap.of(size, size, new byte[size * size]));

        assertOnly(Thoroughness.PIXELS, WARNING, train.resolve("ir/4.png"), "look shifted by about -10, -8 pixels");
    }

    /** Returns a square of blocks of random brightness, 12 pixels wide. */
    private static Plane blocks(int size) {
        float[] brightness = TinySet.noise("blocks", size, size).toArray();
        float[] samples = new float[size * size];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = brightness[i % size / 12 + i / size / 12 * size];
        }
        return Plane.wrap(size, size, samples);
    }

    @Test
    void aFolderThatIsNoDataSetCannotBeChecked() {
        assertThatThrownBy(() -> DatasetCheck.of(root.resolve("none"), CheckOptions.defaults(), Progress.NONE))
                .isInstanceOf(DatasetException.class);
    }
}
