// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.IndexColors;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.training.DataSettings.LabelUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pairs of several data sets in files. */
class TrainingSourceTest {
    private static final int SIDE = 4;

    @TempDir
    private Path folder;

    /** Writes pairs whose infrared level is their number, with labels or without. */
    private Path pairs(String name, boolean labeled, int... numbers) throws IOException {
        Path root = folder.resolve(name);
        for (int number : numbers) {
            Plane image = Plane.constant(SIDE, SIDE, number / 255f);
            for (String role : List.of("ir", "vi")) {
                Path file = Files.createDirectories(root.resolve(role)).resolve(number + ".png");
                ImageFiles.write(file, image, WriteOptions.png());
            }
            if (labeled) {
                Path file = Files.createDirectories(root.resolve("label")).resolve(number + ".png");
                ImageFiles.writeLabels(file, LabelMap.of(SIDE, SIDE, new byte[SIDE * SIDE]), IndexColors.gray());
            }
        }
        return root;
    }

    /** Writes pairs to train on below a folder for other splits. */
    private Path split(String name, int... numbers) throws IOException {
        assertThat(pairs(name + "/train", false, numbers)).exists();
        return folder.resolve(name);
    }

    private static TrainingSet set(Path path, double share) {
        return new TrainingSet(Optional.of(path), OptionalDouble.of(share));
    }

    private static TrainingData open(LabelUse labels, List<TrainingSet> sets, Path... validation) throws IOException {
        return new TrainingSource(sets, List.of(validation), PairWindows.defaults(), DecodeLimits.defaults())
                .open(DataSettings.defaults().withLabels(labels), 1, message -> {}, () -> false);
    }

    private static List<Integer> levels(Dataset dataset) throws IOException {
        List<Integer> levels = new ArrayList<>();
        for (int i = 0; i < dataset.size(); i++) {
            levels.add(Math.round(dataset.sample(i).infrared().at(0, 0) * 255));
        }
        return levels;
    }

    @Test
    void pairsOfAllSetsAreTrainedOn() throws IOException {
        TrainingSet first = TrainingSet.of(pairs("first", true, 1, 2, 3));
        TrainingSet second = set(split("second", 11), 0.5);

        TrainingData data = open(LabelUse.OPTIONAL, List.of(first, second));

        assertThat(levels(data.training())).containsExactly(1, 2, 3, 11);
        assertThat(data.training().name(3)).endsWith("11.png");
        assertThat(data.training().sample(2).labels()).isPresent();
        assertThat(data.training().sample(3).labels()).isEmpty();
        assertThat(data.training().fingerprint(3)).isPresent();
        assertThat(data.mixture()).isEqualTo(new Mixture(List.of(new Mixture.Part(3, 0.5), new Mixture.Part(1, 0.5))));
        assertThat(data.identity())
                .matches("3 pairs, 3 with labels, .*; 1 pairs, 0 with labels, .*; shares 0\\.5, 0\\.5");
        assertThat(data.validation()).isEmpty();
        assertThatThrownBy(() -> data.training().sample(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> open(LabelUse.REQUIRED, List.of(first, second)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("11.png has no label image. Train with --labels optional");
    }

    @Test
    void syntheticScenesCanBeMixedIn() throws IOException {
        TrainingSet scenes = new TrainingSet(Optional.empty(), OptionalDouble.of(0.1));
        TrainingData data = open(LabelUse.REQUIRED, List.of(TrainingSet.of(pairs("own", true, 1, 2)), scenes));

        assertThat(data.training().size()).isEqualTo(202);
        assertThat(data.training().name(2)).startsWith("synthetic scene 0");
        assertThat(data.mixture().counts(200)).containsExactly(180, 20);
        assertThat(data.validation())
                .as("the scenes are the first set with a split")
                .isPresent();
    }

    @Test
    void validationIsTheSplitOfTheFirstSetThatHasOne() throws IOException {
        Path unsplit = pairs("unsplit", false, 1, 2);
        Path split = split("split", 3, 4);
        assertThat(pairs("split/validation", false, 5, 6, 7)).exists();
        Path tested = split("tested", 8);
        assertThat(pairs("tested/test", false, 9)).exists();
        List<TrainingSet> sets = List.of(TrainingSet.of(unsplit), TrainingSet.of(split), TrainingSet.of(tested));

        assertThat(levels(open(LabelUse.NONE, sets).validation().orElseThrow())).containsExactly(5, 6, 7);
    }

    @Test
    void namedFoldersOfValidationAreTakenWhole() throws IOException {
        Path split = split("split", 3, 4);
        assertThat(pairs("split/validation", false, 5)).exists();
        Path first = pairs("held", false, 21, 22);
        Path second = pairs("out", false, 21);

        Dataset heldOut = open(LabelUse.NONE, List.of(TrainingSet.of(split)), first, second)
                .validation()
                .orElseThrow();

        assertThat(levels(heldOut)).containsExactly(21, 22, 21);
        assertThat(Set.of(heldOut.name(0), heldOut.name(1), heldOut.name(2))).hasSize(3);
    }

    @Test
    void foldersNamedValidationAreNeverTrainedOn() throws IOException {
        TrainingSet train = TrainingSet.of(split("set", 1, 2));
        Path heldOut = pairs("set/validation", false, 3, 4);
        Path below = pairs("Validation/night", false, 5, 6);
        Path link = Files.createSymbolicLink(folder.resolve("innocent"), heldOut);
        for (Path refused : List.of(heldOut, below, link)) {
            assertThatThrownBy(() -> open(LabelUse.NONE, List.of(train, TrainingSet.of(refused))))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining(refused.toString())
                    .hasMessageContaining(
                            "pairs below a folder named validation are held out and are never trained on");
        }
        assertThat(levels(open(LabelUse.NONE, List.of(train)).training())).containsExactly(1, 2);
    }

    @Test
    void shareWithoutAnySampleIsNamed() throws IOException {
        TrainingSet large = TrainingSet.of(pairs("large", false, 1, 2, 3, 4));
        TrainingSet small = set(pairs("small", false, 5), 0.05);
        assertThatThrownBy(() -> open(LabelUse.NONE, List.of(large, small)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("small: a share of 0.05 is less than one of the 5 samples of an epoch");
    }
}
