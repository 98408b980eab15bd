// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairNamingTest {
    @TempDir
    private Path root;

    private static PairNaming patterns(String infrared, @Nullable String visible) {
        return PairNaming.byPatterns(Optional.of(infrared), Optional.ofNullable(visible), Optional.empty());
    }

    private static List<String> names(Pairing pairing) {
        return pairing.pairs().stream()
                .map(pair -> pair.name() + ":" + pair.infrared().getFileName() + "+"
                        + pair.visible().getFileName())
                .toList();
    }

    @Test
    void theNamesOfACameraAreAPattern() throws IOException {
        Folders.with(root, "a/FLIR_0002_PreviewData.jpeg", "a/FLIR_0010_PreviewData.jpeg", "a/readme.png");
        Folders.with(root, "b/10.png", "b/0002.jpg", "b/0010.jpg");
        Pairing pairing =
                PairFinder.between(root.resolve("a"), root.resolve("b"), patterns("FLIR_{id}_PreviewData", null));
        assertThat(names(pairing))
                .containsExactly(
                        "0002:FLIR_0002_PreviewData.jpeg+0002.jpg", "0010:FLIR_0010_PreviewData.jpeg+0010.jpg");
        assertThat(pairing.unmatched()).singleElement().asString().endsWith("readme.png");
        assertThat(pairing.visibleOnly()).singleElement().asString().endsWith("10.png");
        assertThat(pairing.isComplete()).isFalse();
    }

    @Test
    void oneFolderMayHoldBothKinds() throws IOException {
        Folders.with(root, "x_ir.png", "X_VI.jpg", "y_ir.png", "y_vi.png", "z.png");
        for (Pairing pairing : List.of(
                PairFinder.between(root, root, patterns("{id}_ir.png", "{id}_vi.jpg")),
                PairFinder.in(root, patterns("{id}_ir", "{id}_vi")),
                PairFinder.in(root, Split.TRAIN, patterns("{id}_ir", "{id}_vi")))) {
            assertThat(names(pairing)).containsExactly("x:x_ir.png+X_VI.jpg", "y:y_ir.png+y_vi.png");
            assertThat(pairing.unmatched()).singleElement().asString().endsWith("z.png");
            assertThat(pairing.infraredOnly()).isEmpty();
            assertThat(pairing.visibleOnly()).isEmpty();
        }
        assertThatThrownBy(() -> PairFinder.between(root, root)).hasMessageContaining("--ir-pattern '{id}_ir'");
    }

    @Test
    void patternsMayBePaths() throws IOException {
        Folders.with(root, "set00/V000/lwir/1.jpg", "set00/V000/visible/1.jpg", "set00/V001/lwir/1.jpg");
        Folders.with(root, "rgb/V001-1_set00.png");
        PairNaming naming = patterns("{set}/{v}/lwir/{id}", "rgb/{v}-{id}_{set}");
        assertThat(names(PairFinder.in(root, naming))).containsExactly("set00_V001_1:1.jpg+V001-1_set00.png");
    }

    @Test
    void patternsHoldInTheFoldersOfALayout() throws IOException {
        Folders.with(root, "train/ir/a_t.png", "train/vi/a_v.png", "train/label/a.png", "val/ir/b_t.png");
        Folders.with(root, "val/vi/b_v.png", "train/mask/a_t.png");
        PairNaming naming = patterns("{n}_t", "{n}_v");
        Pairing train = PairFinder.in(root, Split.TRAIN, naming);
        assertThat(names(train)).containsExactly("a:a_t.png+a_v.png");
        assertThat(train.pairs().get(0).label()).isPresent();
        assertThat(train.pairs().get(0).mask()).isPresent();
        assertThat(names(PairFinder.in(root, Split.VALIDATION, naming))).containsExactly("b:b_t.png+b_v.png");
    }

    @Test
    void labelsMayHaveAPattern() throws IOException {
        Folders.with(root, "a-ir.png", "a-vi.png", "a-seg.png");
        PairNaming naming = PairNaming.byPatterns(Optional.of("{n}-ir"), Optional.of("{n}-vi"), Optional.of("{n}-seg"));
        assertThat(PairFinder.in(root, Split.TRAIN, naming).pairs().get(0).label())
                .contains(root.resolve("a-seg.png"));
    }

    @Test
    void starsStandForAnything() throws IOException {
        Folders.with(root, "ir/20260101_t_7.png", "vi/20270202_v_7.png");
        assertThat(names(PairFinder.in(root, patterns("*_t_{id}", "*_v_{id}")))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "{a", "a}", "{}", "{a b}", ""})
    void whatIsNoPatternIsRefused(String text) {
        assertThatThrownBy(() -> patterns(text, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no pattern of names");
    }

    @Test
    void patternsMustHaveTheSameWords() {
        assertThatThrownBy(() -> patterns("{a}", "{b}")).hasMessageContaining("same words");
        assertThatThrownBy(() -> patterns("{a}_{b}", null)).hasMessageContaining("several words");
    }

    @Test
    void whatFollowsNoPatternIsNamed() throws IOException {
        Folders.with(root, "a/1.png", "b/1.png");
        assertThatThrownBy(() -> PairFinder.between(root.resolve("a"), root.resolve("b"), patterns("FLIR_{id}", null)))
                .hasMessageContaining("none of its images (1.png) has a name of the form FLIR_{id}");
    }

    @Test
    void patternsAreSuggested() throws IOException {
        Folders.with(root, "ir/FLIR_0001_T.png", "ir/FLIR_0002_T.png", "vi/DC_0001.png", "vi/DC_0002.png");
        assertThatThrownBy(() -> PairFinder.in(root))
                .hasMessageContaining(
                        "By patterns, 2 pairs would be found: --ir-pattern 'FLIR_{id}_T' --vi-pattern 'DC_{id}'");
    }

    @Test
    void numbersMayTellPartners() throws IOException {
        Folders.with(root, "ir/IR_2026_0012.png", "ir/IR_2026_0013.png", "vi/DSC12.jpg", "vi/DSC14.jpg", "vi/x.png");
        Pairing pairing = PairFinder.in(root, PairNaming.byNumber());
        assertThat(names(pairing)).containsExactly("IR_2026_0012:IR_2026_0012.png+DSC12.jpg");
        assertThat(pairing.unmatched()).hasSize(1);
        Folders.with(root, "vi/B0012.jpg");
        assertThatThrownBy(() -> PairFinder.in(root, PairNaming.byNumber()))
                .hasMessageContaining("B0012.jpg")
                .hasMessageContaining("--pair-table");
    }

    @Test
    void aTableMayNamePairs() throws IOException {
        Folders.with(root, "ir/t1.png", "ir/t2.png", "ir/t3.png", "rgb/day/x.jpg", "rgb/y.jpg");
        Path table = Files.writeString(root.resolve("pairs.csv"), """
                # my cameras
                ir,vi,name
                ir/t2.png,rgb/day/x.jpg
                ir/t1,rgb/y.jpg,first
                """);
        Pairing pairing = PairFinder.in(root, PairNaming.byTable(table));
        assertThat(names(pairing)).containsExactly("first:t1.png+y.jpg", "ir_t2:t2.png+x.jpg");
        assertThat(pairing.isComplete()).isTrue();
        Path blanks = Files.writeString(root.resolve("pairs.txt"), "t1  day/x\nt2\ty.jpg\n");
        assertThat(names(PairFinder.between(root.resolve("ir"), root.resolve("rgb"), PairNaming.byTable(blanks))))
                .containsExactly("t1:t1.png+x.jpg", "t2:t2.png+y.jpg");
    }

    @Test
    void wrongTablesAreRefused() throws IOException {
        Folders.with(root, "ir/a.png", "vi/a.png");
        assertThatThrownBy(() -> PairFinder.in(root, table("ir/a.png,vi/a.png\nir/b.png,vi/b.png\n")))
                .hasMessageContaining("line 2: there is no infrared image ir/b in " + root)
                .hasMessageContaining("1 more");
        assertThatThrownBy(() -> table("a,b,c,d\n")).hasMessageContaining("line 1: 4 columns");
        assertThatThrownBy(() -> table("a\n")).hasMessageContaining("line 1: 1 columns");
        assertThatThrownBy(() -> table("a,b\na,c\n")).hasMessageContaining("line 2: a is on line 1");
        assertThatThrownBy(() -> table("# nothing\n")).hasMessageContaining("names no pair");
    }

    private PairNaming table(String text) throws IOException {
        return PairNaming.byTable(Files.writeString(root.resolve("table.txt"), text));
    }
}
