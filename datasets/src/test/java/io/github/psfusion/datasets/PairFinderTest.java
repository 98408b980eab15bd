// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairFinderTest {
    @TempDir
    private Path root;

    private Pairing between() throws IOException {
        return PairFinder.between(root.resolve("a"), root.resolve("b"));
    }

    private static List<String> names(Pairing pairing) {
        return pairing.pairs().stream().map(PairFiles::name).toList();
    }

    @Test
    void pairsHaveOneNameWhateverTheirExtension() throws IOException {
        Folders.with(root, "a/10.png", "a/2.bmp", "b/2.JPG", "b/10.tiff", "a/.2.png", "a/notes.txt", "b/x.txt");

        Pairing pairing = between();

        assertThat(names(pairing)).containsExactly("2", "10");
        assertThat(pairing.pairs().get(0).visible()).isEqualTo(root.resolve("b/2.JPG"));
        assertThat(pairing.isComplete()).isTrue();
    }

    @Test
    void imagesWithoutPartnerAreListed() throws IOException {
        Folders.with(root, "a/1.png", "a/2.png", "b/2.png", "b/3.png");

        Pairing pairing = between();

        assertThat(names(pairing)).containsExactly("2");
        assertThat(pairing.infraredOnly()).containsExactly(root.resolve("a/1.png"));
        assertThat(pairing.visibleOnly()).containsExactly(root.resolve("b/3.png"));
        assertThat(pairing.isComplete()).isFalse();
    }

    @Test
    void upperCaseLowerCaseAndComposedAccentsAreAlike() throws IOException {
        Folders.with(root, "a/Abc.png", "b/aBC.png", "a/\u00e4.png", "b/a\u0308.png", "a/-v x.png", "b/-v x.png");

        assertThat(names(between())).containsExactly("-v x", "Abc", "\u00e4");
    }

    @Test
    void twoExtensionsOfOneNameAreAnErrorThatListsThem() throws IOException {
        Folders.with(root, "a/1.png", "a/1.jpg", "b/1.png");

        assertThatThrownBy(this::between)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(root.resolve("a").toString())
                .hasMessageContaining("(1.jpg, 1.png)");
    }

    @Test
    void twinsInUpperAndLowerCaseAreAnErrorThatListsThem() throws IOException {
        Folders.with(root, "a/n.png", "b/N.png", "b/n.png");

        assertThatThrownBy(this::between).hasMessageContaining("(N.png, n.png)");
    }

    @Test
    void noCommonNameIsAnError() throws IOException {
        Folders.with(root, "a/ir1.png", "b/vi1.png");

        assertThatThrownBy(this::between)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("ir1.png")
                .hasMessageContaining("vi1.png");
    }

    @Test
    void foldersThatCannotHoldPairsAreErrors() throws IOException {
        Folders.with(root, "a/1.png", "b/readme.txt", "file");

        assertThatThrownBy(this::between).hasMessageContaining("holds no images");
        assertThatThrownBy(() -> PairFinder.between(root.resolve("a"), root.resolve("none")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("no such folder");
        assertThatThrownBy(() -> PairFinder.between(root.resolve("a"), root.resolve("file")))
                .hasMessageContaining("this is a file");
        assertThatThrownBy(() -> PairFinder.between(root.resolve("a"), root.resolve("a/../a")))
                .hasMessageContaining("the same one");
    }

    @ParameterizedTest
    @CsvSource({
        "ir, vi",
        "IR, VI",
        "Ir, Vis",
        "infrared, visible",
        "thermal, rgb",
        "cropinfrared, crop_LR_visible",
        "input/IR, input/VI"
    })
    void namesOfFoldersInUseAreKnown(String infrared, String visible) throws IOException {
        Folders.with(root, infrared + "/1.png", visible + "/1.png", "other/2.png");

        assertThat(PairFinder.in(root).pairs())
                .containsExactly(PairFiles.of(
                        "1",
                        root.resolve(infrared).resolve("1.png"),
                        root.resolve(visible).resolve("1.png")));
        assertThat(PairFinder.in(root, Split.TRAIN).pairs()).hasSize(1);
        assertThat(PairFinder.in(root, Split.VALIDATION).pairs()).isEmpty();
    }

    @Test
    void twoFoldersForOneRoleAreAnError() throws IOException {
        Folders.with(root, "ir/1.png", "thermal/1.png", "vi/1.png");

        assertThatThrownBy(() -> PairFinder.in(root)).hasMessageContaining("ir, thermal");
    }

    @Test
    void oneKindOfFolderAloneIsAnErrorThatNamesTheOther() throws IOException {
        Folders.with(root, "ir/1.png");

        assertThatThrownBy(() -> PairFinder.in(root)).hasMessageContaining("vi, vis, visible, rgb");
    }

    @Test
    void aFolderOfAnotherKindIsNotRecognized() throws IOException {
        Folders.with(root, "train/image/1.png", "train/label/1.png");

        assertThatThrownBy(() -> PairFinder.in(root))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("no folders of infrared and visible images");
    }

    @Test
    void msrsSplitsAreFoundWithTheirMaps() throws IOException {
        Folders.with(root, "train/ir/1D.png", "train/vi/1D.jpg", "train/Segmentation_labels/1D.png", "train/bi/1D.png");
        Folders.with(root, "train/bd/1D.png", "train/mask/1D.png", "test/ir/2N.png", "test/vi/2N.png");
        Folders.with(root, "test/label/2N.png", "train/boxes.csv", "train_unlabelled/ir/3D.png");

        PairFiles train = PairFinder.in(root, Split.TRAIN).pairs().get(0);

        assertThat(train.label()).contains(root.resolve("train/Segmentation_labels/1D.png"));
        assertThat(train.binary()).contains(root.resolve("train/bi/1D.png"));
        assertThat(train.boundary()).contains(root.resolve("train/bd/1D.png"));
        assertThat(train.mask()).contains(root.resolve("train/mask/1D.png"));
        assertThat(names(PairFinder.in(root, Split.VALIDATION))).containsExactly("2N");
        assertThat(names(PairFinder.in(root, Split.TEST))).containsExactly("2N");
        assertThat(names(PairFinder.in(root))).containsExactly("1D", "2N");
    }

    @Test
    void validationIsPreferredToTest() throws IOException {
        Folders.with(root, "validation/ir/1.png", "validation/vi/1.png", "test/ir/2.png", "test/vi/2.png");

        assertThat(names(PairFinder.in(root, Split.VALIDATION))).containsExactly("1");
        assertThat(names(PairFinder.in(root, Split.TEST))).containsExactly("2");
        assertThat(PairFinder.in(root, Split.TRAIN).pairs()).isEmpty();
    }

    @Test
    void llvipHoldsItsSplitsInsideItsKinds() throws IOException {
        Folders.with(root, "infrared/train/1.jpg", "visible/train/1.jpg", "infrared/test/2.jpg", "visible/test/2.jpg");

        assertThat(names(PairFinder.in(root, Split.TRAIN))).containsExactly("1");
        assertThat(names(PairFinder.in(root, Split.TEST))).containsExactly("2");
    }

    @Test
    void oneNameInTwoSplitsCannotBeFusedIntoOneFolder() throws IOException {
        Folders.with(root, "train/ir/1.png", "train/vi/1.png", "test/ir/1.png", "test/vi/1.png");

        assertThatThrownBy(() -> PairFinder.in(root)).hasMessageContaining("in another split too");
    }

    @Test
    void aFolderOfMasksThatLacksAFileIsAnErrorThatNamesIt() throws IOException {
        Folders.with(root, "ir/1.png", "ir/2.png", "vi/1.png", "vi/2.png", "mask/1.png");

        assertThatThrownBy(() -> PairFinder.in(root, Split.TRAIN))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(root.resolve("mask/2.png") + ": the file is missing");
        assertThat(PairFinder.in(root).pairs()).hasSize(2);
    }

    @Test
    void pairsWithoutLabelNeedNoDerivedMaps() throws IOException {
        Folders.with(root, "ir/1.png", "ir/2.png", "vi/1.png", "vi/2.png", "label/1.png", "bi/1.png");

        List<PairFiles> pairs = PairFinder.in(root, Split.TRAIN).pairs();

        assertThat(pairs.get(0).binary()).isPresent();
        assertThat(pairs.get(1).label()).isEmpty();
        assertThat(pairs.get(1).binary()).isEmpty();
    }

    @Test
    void nothingBelowAFolderNamedValidationIsTrainedOn() throws IOException {
        Folders.with(root, "set/validation/ir/1.png", "set/validation/vi/1.png");
        Files.createDirectories(root.resolve("other"));
        Files.createSymbolicLink(root.resolve("other/train"), root.resolve("set/validation"));

        for (String folder : List.of("set/validation", "other/train", "other")) {
            assertThatThrownBy(() -> PairFinder.in(root.resolve(folder), Split.TRAIN))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining("never trained on");
        }
        assertThat(PairFinder.in(root.resolve("set/validation")).pairs()).hasSize(1);
        assertThat(PairFinder.in(root.resolve("set"), Split.VALIDATION).pairs()).hasSize(1);
    }
}
