// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.tardal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.networks.inference.GoldenMethod;
import io.github.psfusion.networks.inference.NetworkWeightFiles;
import io.github.psfusion.networks.inference.WeightImport;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.testing.Goldens;
import io.github.psfusion.weights.WeightFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TarDAL against the authors' program, with weights by the rule and with the published ones. */
class TarDalParityTest {
    private static final TarDalSpec SPEC = TarDalSpec.INSTANCE;

    @TempDir
    private Path folder;

    private Path ruleWeights() throws IOException {
        return GoldenMethod.ruleWeights(folder.resolve("rule.safetensors"), SPEC, name -> 1.5, Map.of());
    }

    private static ImagePair pair(String size, String visible) throws IOException {
        return GoldenMethod.pair("inputs-torch/ir_" + size + ".npy", "inputs-torch/" + visible + "_" + size + ".npy");
    }

    @ParameterizedTest
    @CsvSource({
        "37x53,running,eval,1e-5",
        "37x53,image,batch,2e-5",
        "37x53,auto,batch,2e-5",
        "48x64,running,eval,1e-5",
        "48x64,image,batch,2e-5"
    })
    void weightsByTheRuleGiveTheAuthorsOutput(String size, String statistics, String golden, double tolerance)
            throws IOException {
        Path weights = ruleWeights();
        float[] raw = GoldenMethod.raw(SPEC, Map.of("statistics", statistics), weights, pair(size, "vi_grey"));
        assertThat(GoldenMethod.difference(raw, GoldenMethod.golden("tardal/rule_" + size + "_y_" + golden + ".npy")))
                .isLessThan(tolerance);
        try (FusionMethod method = GoldenMethod.open("tardal:statistics=" + statistics, weights)) {
            Image gray = GoldenMethod.image(GoldenMethod.golden("tardal/rule_" + size + "_u8_" + golden + ".npy"));
            GoldenMethod.Levels levels = GoldenMethod.levels(method.fuse(pair(size, "vi_grey")), gray);
            assertThat(levels.largest()).isLessThanOrEqualTo(1);
            assertThat(levels.differing()).isLessThanOrEqualTo(2);
            Image color = GoldenMethod.image(GoldenMethod.golden("tardal/rule_" + size + "_rgb_" + golden + ".npy"));
            GoldenMethod.Levels ofColor = GoldenMethod.levels(method.fuse(pair(size, "vi")), color);
            assertThat(ofColor.largest()).isLessThanOrEqualTo(3);
            assertThat(ofColor.differing()).isLessThanOrEqualTo(9);
        }
    }

    @Test
    void anImageOfOnePixelIsFused() throws IOException {
        Plane one = Plane.constant(1, 1, 0.5f);
        try (FusionMethod method = GoldenMethod.open("tardal", ruleWeights())) {
            assertThat(method.fuseLuminance(new ImagePair("one", one, one)).at(0, 0))
                    .isBetween(0f, 1f);
        }
    }

    @Test
    void hasTheParametersAndOperationsOfThePublication() {
        List<BlockCost> blocks = new TarDalProvider().blocks(640, 480);
        assertThat(blocks.stream().mapToLong(BlockCost::parameters).sum()).isEqualTo(296_577);
        assertThat(blocks.stream().mapToLong(BlockCost::multiplyAccumulates).sum())
                .isEqualTo(295_776L * 640 * 480);
    }

    /** The file says by its counters which statistics it needs. */
    @ParameterizedTest
    @CsvSource({
        "tardal.pt,05,dt_batch,2e-5",
        "tardal.pt,08,dt_batch,2e-5",
        "tardal-dt.pth,37,dt_batch,2e-5",
        "tardal+.pt,05,tt_eval,1e-5",
        "tardal+.pt,08,tt_eval,1e-5",
        "tardal+.pt,37,tt_eval,1e-5",
        "tardal++.pt,05,ct_eval,1e-5",
        "tardal++.pt,08,ct_eval,1e-5",
        "tardal++.pt,37,ct_eval,1e-5"
    })
    void publishedWeightsGiveTheAuthorsOutput(String file, String number, String golden, double tolerance)
            throws IOException {
        Path weights = Goldens.require("data/baseline-weights/tardal").resolve(file);
        ImagePair pair = GoldenMethod.tno(number);
        float[] raw = GoldenMethod.raw(SPEC, Map.of(), weights, pair);
        assertThat(GoldenMethod.difference(
                        GoldenMethod.everyFourth(raw, pair.width()),
                        GoldenMethod.golden("tardal/tno_" + number + "_" + golden + "_sub4.npy")))
                .isLessThan(tolerance);
    }

    @Test
    void runningStatisticsOfTheDefaultModelGiveAnotherImage() throws IOException {
        Path weights = Goldens.require("data/baseline-weights/tardal/tardal.pt");
        ImagePair pair = GoldenMethod.tno("37");
        float[] raw = GoldenMethod.raw(SPEC, Map.of("statistics", "running"), weights, pair);
        float[] some = GoldenMethod.everyFourth(raw, pair.width());
        assertThat(GoldenMethod.difference(some, GoldenMethod.golden("tardal/tno_37_dt_eval_sub4.npy")))
                .isLessThan(1e-4);
        assertThat(GoldenMethod.difference(some, GoldenMethod.golden("tardal/tno_37_dt_batch_sub4.npy")))
                .isGreaterThan(0.1);
    }

    /** Of a folder with several models the published default is taken; an imported file keeps the counters. */
    @ParameterizedTest
    @ValueSource(strings = {"tardal.pt", "tardal++.pt"})
    void importKeepsTheMode(String name) throws IOException {
        Path weights = Goldens.require("data/baseline-weights/tardal");
        try (WeightFile file = NetworkWeightFiles.open(weights, SPEC)) {
            assertThat(file.path().getFileName()).hasToString("tardal.pt");
        }
        Path imported = folder.resolve("imported.safetensors");
        try (Backend backend = Backends.open(BackendOptions.defaults());
                WeightFile file = NetworkWeightFiles.open(weights.resolve(name));
                WeightImport done = WeightImport.load(SPEC, file, WeightImport.Unexpected.REFUSE, backend)) {
            done.write(imported, DataType.FLOAT32);
        }
        ImagePair pair = GoldenMethod.rulePair(20, 30);
        assertThat(GoldenMethod.raw(SPEC, Map.of(), imported, pair))
                .isEqualTo(GoldenMethod.raw(SPEC, Map.of(), weights.resolve(name), pair));
    }

    /** A third party's run in half precision. */
    @Test
    void publishedWeightsGiveTheColorsOfVifBenchmark() throws IOException {
        Path weights = Goldens.require("data/baseline-weights/tardal/tardal++.pt");
        ImagePair pair = new ImagePair(
                "049",
                GoldenMethod.read("golden/baselines/vif-benchmark/ir/049.png").luminance(),
                GoldenMethod.read("golden/baselines/vif-benchmark/vi/049.png"));
        try (FusionMethod method = GoldenMethod.open("tardal", weights)) {
            GoldenMethod.Levels levels = GoldenMethod.levels(
                    method.fuse(pair), GoldenMethod.read("golden/baselines/vif-benchmark/TarDAL/049.png"));
            assertThat(levels.largest()).isLessThanOrEqualTo(3);
            assertThat(levels.differing()).isLessThanOrEqualTo(levels.samples() / 4);
        }
    }
}
