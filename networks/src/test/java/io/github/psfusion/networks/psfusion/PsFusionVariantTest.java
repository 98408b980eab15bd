// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.NetworkGraphs;
import io.github.psfusion.networks.inference.NetworkSpecs;
import io.github.psfusion.networks.inference.NetworkVariant;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.networks.inference.RemovablePart;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.weights.WeightFormatException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each part takes with it and what takes its place; nothing here needs values of weights. */
class PsFusionVariantTest {
    private static final PsFusionSpec SPEC = PsFusionSpec.INSTANCE;
    private static final long WHOLE_PARAMETERS = 45_908_840;
    private static final long WHOLE_MULTIPLY_ADDS = 184_549_801_984L;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private static PsFusionVariant without(PsFusionPart... parts) {
        return new PsFusionVariant(Set.of(parts));
    }

    /** Parameters of a 3 x 3 convolution without bias and a batch norm. */
    private static long convNorm(long in, long out) {
        return 9 * in * out + 2 * out;
    }

    private static long parameters(PsFusionVariant variant) {
        return new PsFusionNetwork(9, variant).parameters().learnedElements();
    }

    private static List<String> names(PsFusionVariant variant) {
        return new PsFusionNetwork(9, variant)
                .parameters().all().stream().map(Parameter::name).toList();
    }

    private static List<BlockCost> costs(PsFusionVariant variant) {
        return new PsFusionProvider().blocks(WIDTH, HEIGHT, variant.keys());
    }

    private static long multiplyAdds(PsFusionVariant variant) {
        return costs(variant).stream().mapToLong(BlockCost::multiplyAccumulates).sum();
    }

    /** Multiply-adds of the blocks of the whole network whose names begin so. */
    private static long ofWhole(String... beginnings) {
        return costs(PsFusionVariant.WHOLE).stream()
                .filter(block -> List.of(beginnings).stream().anyMatch(block.name()::startsWith))
                .mapToLong(BlockCost::multiplyAccumulates)
                .sum();
    }

    /** Multiply-adds of a 3 x 3 convolution at 1/2^halvings of the size. */
    private static long conv(long in, long out, int halvings) {
        return 9 * in * out * (WIDTH >> halvings) * (HEIGHT >> halvings);
    }

    @Test
    void withoutSemanticPerceptionThereAreNoHeads() {
        PsFusionVariant variant = without(PsFusionPart.S2P2);
        assertThat(parameters(variant)).isEqualTo(WHOLE_PARAMETERS - 29_775);
        assertThat(multiplyAdds(variant)).isEqualTo(WHOLE_MULTIPLY_ADDS - ofWhole("classfier"));
        assertThat(names(variant)).isEqualTo(wholeNames(name -> !name.startsWith("classfier.")));
    }

    @Test
    void withoutSceneFidelityThereAreNoReconstructions() {
        PsFusionVariant variant = without(PsFusionPart.SFP);
        assertThat(parameters(variant)).isEqualTo(WHOLE_PARAMETERS - 2 * 2_137);
        assertThat(multiplyAdds(variant)).isEqualTo(WHOLE_MULTIPLY_ADDS - ofWhole("pred_vi", "pred_ir"));
        assertThat(names(variant))
                .isEqualTo(wholeNames(name -> !name.startsWith("pred_vi.") && !name.startsWith("pred_ir.")));
    }

    @Test
    void withoutInjectionGuidesAreConcatenated() {
        PsFusionVariant variant = without(PsFusionPart.PSIM);
        assertThat(parameters(variant))
                .isEqualTo(WHOLE_PARAMETERS - 37_024 - 27_808 + convNorm(32 + 64, 32) + convNorm(32 + 32, 32));
        assertThat(multiplyAdds(variant))
                .isEqualTo(WHOLE_MULTIPLY_ADDS - ofWhole("SIM1", "SIM2") + conv(96, 32, 1) + conv(64, 32, 0));
        assertThat(names(variant)).contains("SIM3.mlp_shared.0.weight", "SIM1.concat.basicconv.0.weight");
        assertThat(names(variant)).noneMatch(name -> name.startsWith("SIM1.mlp") || name.startsWith("SIM2.mlp"));
    }

    @Test
    void withoutDetailFusionFeaturesAreConcatenated() {
        PsFusionVariant variant = without(PsFusionPart.SDFM);
        assertThat(parameters(variant))
                .isEqualTo(WHOLE_PARAMETERS
                        - (243_584 + 79_808 + 61_376)
                        + (convNorm(2 * 64, 64) + convNorm(2 * 64, 32) + convNorm(2 * 32, 32)));
        assertThat(multiplyAdds(variant))
                .isEqualTo(WHOLE_MULTIPLY_ADDS
                        - ofWhole("low_fuse")
                        + (conv(128, 64, 2) + conv(128, 32, 1) + conv(64, 32, 0)));
    }

    @Test
    void withoutSemanticFusionFeaturesAreConcatenated() {
        PsFusionVariant variant = without(PsFusionPart.PSFM);
        assertThat(parameters(variant))
                .isEqualTo(WHOLE_PARAMETERS
                        - (966_946 + 663_842 + 512_290)
                        + (convNorm(2 * 512, 64) + convNorm(2 * 256, 64) + convNorm(2 * 128, 64)));
        assertThat(multiplyAdds(variant))
                .isEqualTo(WHOLE_MULTIPLY_ADDS
                        - ofWhole("high_fuse")
                        + (conv(1024, 64, 5) + conv(512, 64, 4) + conv(256, 64, 3)));
    }

    private static List<String> wholeNames(Predicate<String> kept) {
        return names(PsFusionVariant.WHOLE).stream().filter(kept).toList();
    }

    @Test
    void theWholeVariantIsTheNetworkAsPublished() {
        assertThat(names(PsFusionVariant.WHOLE))
                .isEqualTo(
                        RuleNetwork.keys().stream().map(RuleNetwork.Key::name).toList());
        assertThat(parameters(PsFusionVariant.WHOLE)).isEqualTo(WHOLE_PARAMETERS);
        assertThat(multiplyAdds(PsFusionVariant.WHOLE)).isEqualTo(WHOLE_MULTIPLY_ADDS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none | fused, classes, binary, boundary, infrared, visible",
                "s2p2 | fused, infrared, visible",
                "sfp  | fused, classes, binary, boundary",
                "s2p2,sfp,psim,sdfm,psfm | fused"
            })
    void outputsHaveTheSizeOfTheImages(String list, String outputs) {
        Architecture architecture = Architecture.published(SPEC).without(SPEC, new PsFusionProvider().parts(list));
        Set<String> names = NetworkGraphs.allOutputs(SPEC, architecture);
        Graph graph = NetworkGraphs.shapeOnly(SPEC, architecture, Shape.of(1, 1, 64, 96), names);
        assertThat(graph.outputs().keySet()).containsExactlyInAnyOrder(outputs.split(", ", -1));
        graph.outputs().values().forEach(node -> {
            Shape shape = node.shape();
            assertThat(List.of(shape.size(0), shape.size(2), shape.size(3))).containsExactly(1L, 64L, 96L);
        });
    }

    @ParameterizedTest
    @EnumSource
    void weightsAreRecognizedByTheirKeys(PsFusionPart part) throws WeightFormatException {
        ShapesOnlyFile file = ShapesOnlyFile.of(without(part));
        assertThat(NetworkSpecs.recognize(file)).isEqualTo(SPEC);
        Architecture architecture = NetworkWeights.architecture(SPEC, file);
        assertThat(architecture.without()).containsExactly(part.key());
        assertThat(architecture.facts().containsKey("classes")).isEqualTo(part != PsFusionPart.S2P2);
        assertThat(NetworkWeights.compare(SPEC, file).unexpected()).isEmpty();
    }

    @Test
    void everyCombinationIsRecognized() throws WeightFormatException {
        PsFusionPart[] all = PsFusionPart.values();
        for (int bits = 0; bits < (1 << all.length); bits++) {
            EnumSet<PsFusionPart> parts = EnumSet.noneOf(PsFusionPart.class);
            for (int i = 0; i < all.length; i++) {
                if ((bits & (1 << i)) != 0) {
                    parts.add(all[i]);
                }
            }
            PsFusionVariant variant = new PsFusionVariant(parts);
            ShapesOnlyFile file = ShapesOnlyFile.of(variant);
            assertThat(NetworkSpecs.recognize(file)).as("%s", variant).isEqualTo(SPEC);
            assertThat(NetworkWeights.architecture(SPEC, file).without()).isEqualTo(variant.keys());
        }
    }

    @Test
    void metadataSayWhatIsLeftOut() throws WeightFormatException {
        PsFusionVariant variant = without(PsFusionPart.PSIM, PsFusionPart.S2P2);
        Map<String, String> metadata = NetworkWeights.metadata(SPEC, SPEC.architecture(9, variant), Map.of());
        assertThat(metadata).containsEntry("network", "PSFusion").containsEntry("without", "s2p2,psim");
        assertThat(metadata).doesNotContainKey("classes");
        assertThat(NetworkWeights.metadata(SPEC, SPEC.architecture(9), Map.of()))
                .containsOnlyKeys("format", "network", "classes", "version");
        ShapesOnlyFile file = ShapesOnlyFile.of(variant).with(metadata);
        assertThat(NetworkWeights.architecture(SPEC, file).without()).containsExactly("s2p2", "psim");
    }

    @Test
    void metadataOfAnotherVariantAreRefused() {
        Map<String, String> whole = NetworkWeights.metadata(SPEC, SPEC.architecture(9), Map.of());
        ShapesOnlyFile file = ShapesOnlyFile.of(without(PsFusionPart.SFP)).with(whole);
        assertThatThrownBy(() -> NetworkWeights.architecture(SPEC, file))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining(
                        "its metadata name the whole PSFusion, its tensors are those of PSFusion without sfp");
    }

    @Test
    void trainingOfAnotherVariantIsToldBoth() {
        Map<String, String> sfp =
                NetworkWeights.metadata(SPEC, SPEC.architecture(9, without(PsFusionPart.SFP)), Map.of());
        Map<String, String> whole = NetworkWeights.metadata(SPEC, SPEC.architecture(9), Map.of());
        ShapesOnlyFile file = ShapesOnlyFile.of(PsFusionVariant.WHOLE).with(whole);
        assertThatThrownBy(() -> NetworkVariant.requireSame(file, sfp))
                .isInstanceOf(WeightFormatException.class)
                .hasMessageContaining("weights of the whole PSFusion, which do not fit PSFusion without sfp");
    }

    @Test
    void listsAreReadAndMisspellingsTold() {
        List<String> known = List.of("psim", "sdfm");
        assertThat(RemovablePart.names("none", known)).isEmpty();
        assertThat(RemovablePart.names(" sdfm, psim", known)).containsExactly("psim", "sdfm");
        assertThatThrownBy(() -> RemovablePart.names("psim,sdmf", known))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected psim, sdfm, not sdmf; did you mean sdfm?");
        assertThatThrownBy(() -> RemovablePart.names("", known)).hasMessage("expected psim, sdfm, not nothing.");
    }

    @Test
    void headsNeedClassesAndOthersDoNot() {
        assertThatThrownBy(() -> new PsFusionNetwork(0)).hasMessageContaining("at least 2");
        assertThat(new PsFusionNetwork(0, without(PsFusionPart.S2P2)).classes()).isZero();
        assertThatThrownBy(() -> Architecture.published(SPEC).without(SPEC, Set.of("sim")))
                .hasMessageContaining("PSFusion cannot be built without");
    }
}
