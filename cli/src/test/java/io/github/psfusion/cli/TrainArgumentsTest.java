// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code train} refuses before it loads the engine. */
class TrainArgumentsTest {
    @TempDir
    private static Path shared;

    private static String scenes = "";

    @TempDir
    private Path folder;

    @BeforeAll
    static void drawScenes() {
        scenes = shared.resolve("scenes").toString();
        assertThat(Run.of("dataset", "generate", "-o", scenes, "--pairs", "3", "--size", "48x32")
                        .status())
                .isZero();
    }

    private void refused(int status, String message, String... args) {
        List<String> all =
                new ArrayList<>(List.of("train", "-o", folder.resolve("run").toString()));
        all.addAll(List.of(args));
        Run run = Run.of(all.toArray(String[]::new));
        assertThat(run.err()).contains(message);
        assertThat(run.status()).as(run.err()).isEqualTo(status);
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void missingDataAreNamed() {
        refused(2, "missing: --data DIR, or --data synthetic");
        refused(3, "nowhere", "--data", folder.resolve("nowhere").toString());
    }

    @Test
    void validationNeedsDataAndWeightsOfTheNetwork() {
        Run without = Run.of("validate");
        assertThat(without.status()).isEqualTo(2);
        assertThat(without.err()).contains("missing: --data DIR");
        Run unknown = Run.of("validate", "--data", scenes, "--metrics", "NOPE");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("--metrics NOPE");
        Run absent = Run.of(
                "val",
                "--data",
                scenes,
                "--weights",
                folder.resolve("none.safetensors").toString());
        assertThat(absent.status()).as(absent.err()).isEqualTo(4);
    }

    @Test
    void sharesOfSetsAreChecked() {
        refused(2, "--data: the shares sum to 1.1; they must not exceed 1", "--data", "a:0.6", "--data", "b:0.5");
        refused(2, "--data: " + scenes + ":2: a share must be above 0 and at most 1", "--data", scenes + ":2");
        refused(2, "--data: " + scenes + ":0.5: the only set has all samples", "--data", scenes + ":0.5");
        refused(3, "nowhere", "--data", scenes, "--data", folder.resolve("nowhere") + ":0.5");
    }

    @Test
    void foldersNamedValidationAreNotTrainedOn() {
        String heldOut = Path.of(scenes, "validation").toString();
        String message = "pairs below a folder named validation are held out and are never trained on";
        refused(3, message, "--data", heldOut);
        refused(3, message, "--data", scenes, "--data", heldOut + ":0.1");
    }

    @Test
    void batchOfOneIsRefused() {
        refused(2, "a batch must have at least 2 pairs, not 1", "--data", scenes, "--batch-size", "1");
    }

    @Test
    void impossibleContrastOfTheSourcesIsRefused() {
        refused(
                2,
                "--source-contrast: the contrast of the sources must be above 0 and finite, not 0.0",
                "--data",
                scenes,
                "--source-contrast",
                "0");
    }

    @Test
    void ablationsThatContradictAreRefused() {
        refused(2, "did you mean psim?", "--data", scenes, "--without", "sfp,psmi");
        refused(
                2,
                "--without contrast-mask: the contrast mask is left out, yet has the rule floor:4.0",
                "--data",
                scenes,
                "--without",
                "contrast-mask",
                "--contrast-mask",
                "floor:4");
        refused(
                2,
                "--without s2p2: the semantic stage trains the semantic heads alone",
                "--data",
                scenes,
                "--without",
                "s2p2",
                "--stage",
                "semantic");
        refused(
                2,
                "no term of the loss is called \"semantic\"",
                "--data",
                scenes,
                "--without",
                "s2p2",
                "--loss-weights",
                "semantic=1");
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        refused(2, "multiples of 32, not 48 x 48", "--data", scenes, "--crop", "48x48");
        refused(2, "--steps and --epochs both give the length", "--data", scenes, "--steps", "1", "--epochs", "1");
        refused(2, "at least 1 step", "--data", scenes, "--steps", "0");
        refused(2, "the learning rate must be above 0", "--data", scenes, "--learning-rate", "-1");
        refused(
                2,
                "'--photometric': gamma: a probability must be in 0 .. 1",
                "--data",
                scenes,
                "--photometric",
                "gamma=2");
        refused(2, "'--photometric': expected none, all, or some of", "--data", scenes, "--photometric", "hue=0.5");
        refused(2, "expected sgd, adamw, not adam", "--data", scenes, "--optimizer", "adam");
        refused(2, "expected NAME=NUMBER", "--data", scenes, "--loss-weights", "gradient");
        refused(2, "no term of the loss is called \"beauty\"", "--data", scenes, "--loss-weights", "beauty=1");
        refused(2, "--log paper: expected console, csv, jsonl", "--data", scenes, "--log", "paper");
    }

    @Test
    void dataWithoutLabelsNeedAnotherMode() throws IOException {
        Path unlabelled = folder.resolve("unlabelled");
        for (String role : new String[] {"ir", "vi"}) {
            Files.createDirectories(unlabelled.resolve(role));
            for (String name : new String[] {"00001D.png", "00002N.png"}) {
                Files.copy(
                        Path.of(scenes, "train", role, name),
                        unlabelled.resolve(role).resolve(name));
            }
        }
        refused(3, "has no label image. Train with --labels optional", "--data", unlabelled.toString());
    }

    @Test
    void singlePairIsTooFew() throws IOException {
        for (String role : new String[] {"ir", "vi", "label"}) {
            Files.createDirectories(folder.resolve("one").resolve(role));
            Files.copy(
                    Path.of(scenes, "train", role, "00001D.png"),
                    folder.resolve("one").resolve(role).resolve("00001D.png"));
        }
        refused(
                3,
                "1 training pairs were found; a batch needs at least 2",
                "--data",
                folder.resolve("one").toString());
    }

    @Test
    void maskFolderThatLacksAFileIsNamed() throws IOException {
        Path copy = folder.resolve("copy");
        assertThat(Run.of("dataset", "prepare", scenes, "-o", copy.toString()).status())
                .isZero();
        Files.delete(copy.resolve("train/mask/00002N.png"));
        refused(3, "mask/00002N.png: the file is missing", "--data", copy.toString());
    }

    @Test
    void foldersOfOtherRunsAreNotTouched() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Run nothing = Run.of("train", "--resume", other.toString());
        assertThat(nothing.status()).isEqualTo(3);
        assertThat(nothing.err()).contains("there is no training run to resume").contains("that train printed last");

        Path checkpoint = other.resolve("checkpoints/step-00000001.safetensors");
        Files.createDirectories(checkpoint.getParent());
        Files.writeString(checkpoint, "");
        Run withoutSettings = Run.of("train", "--resume", other.toString());
        assertThat(withoutSettings.status()).isEqualTo(3);
        assertThat(withoutSettings.err())
                .contains("without the settings of their run")
                .contains("--pretrained FILE");
        taken(other, "but no run.yaml. Name another folder with -o");

        Files.writeString(other.resolve("run.yaml"), "train:\n  data: " + scenes + "\n");
        taken(other, "holds a training run. Continue it with --resume");

        Files.delete(checkpoint);
        Files.writeString(other.resolve("best.safetensors"), "");
        taken(other, "holds weights of a training run without a checkpoint");

        Files.delete(checkpoint.getParent());
        Files.writeString(checkpoint.getParent(), "");
        Run noFolder = Run.of("train", "--resume", other.toString());
        assertThat(noFolder.status()).isEqualTo(3);
        assertThat(noFolder.err()).contains(checkpoint.getParent() + ": it is not a folder");
    }

    private static void taken(Path other, String message) {
        Run run = Run.of("train", "--data", scenes, "-o", other.toString());
        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains(other.toString()).contains(message);
    }

    /** Every label is read before the first step, in a rehearsal every image. */
    @Test
    void unusableFilesAreNamedBeforeTheFirstStep() throws IOException {
        Path copy = folder.resolve("copy");
        assertThat(Run.of("dataset", "prepare", scenes, "-o", copy.toString()).status())
                .isZero();
        Path label = copy.resolve("train/label/00002N.png");
        Path visible = copy.resolve("train/vi/00002N.png");
        byte[] sound = Files.readAllBytes(label);
        Files.copy(visible, label, StandardCopyOption.REPLACE_EXISTING);
        refused(3, label + ": it is a color image", "--data", copy.toString());
        refused(3, label + ": it is a color image", "--data", copy.toString(), "--dry-run");

        Files.write(label, Arrays.copyOf(sound, sound.length / 2));
        refused(3, label.toString(), "--data", copy.toString());

        Files.write(label, sound);
        Path mask = copy.resolve("train/mask/00002N.png");
        Files.writeString(mask, "no image");
        refused(3, mask.toString(), "--data", copy.toString());
        refused(3, mask.toString(), "--data", copy.toString(), "--labels", "none");
    }
}
