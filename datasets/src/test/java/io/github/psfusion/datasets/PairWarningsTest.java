// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.ImageNote;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairWarningsTest {
    private static final int SIDE = 64;

    /** A color of an image by its level of heat, 0 to 1. */
    private interface Palette {
        float[] of(float heat);
    }

    private static Plane heat() {
        float[] samples = new float[SIDE * SIDE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i / (samples.length - 1f);
        }
        return Plane.of(SIDE, SIDE, samples);
    }

    private static ColorImage colored(Palette palette) {
        float[] heat = heat().toArray();
        float[][] channels = new float[3][heat.length];
        for (int i = 0; i < heat.length; i++) {
            float[] color = palette.of(heat[i]);
            for (int c = 0; c < 3; c++) {
                channels[c][i] = Math.min(Math.max(color[c], 0), 1);
            }
        }
        return new ColorImage(
                Plane.of(SIDE, SIDE, channels[0]),
                Plane.of(SIDE, SIDE, channels[1]),
                Plane.of(SIDE, SIDE, channels[2]));
    }

    private static final ColorImage RAINBOW =
            colored(h -> new float[] {2 * h - 0.5f, 1 - Math.abs(2 * h - 1), 1.5f - 2 * h});
    private static final ColorImage IRON = colored(h -> new float[] {2 * h, h * h, (float) Math.sin(Math.PI * h)});
    private static final ColorImage ARCTIC = colored(h -> new float[] {h, h, 1});
    private static final ColorImage SCENE = colored(h -> new float[] {h, 0.6f, 1 - h});

    private static DecodedImage decoded(Image image, BitDepth depth, ImageNote... notes) {
        return new DecodedImage(image, depth, ImageFormat.PNG, List.of(notes));
    }

    private static PairImages pair(DecodedImage infrared, DecodedImage visible) {
        PairFiles files = PairFiles.of("a", Path.of("ir", "a.png"), Path.of("vi", "a.png"));
        return new PairImages(files, new ImagePair("a", infrared.infrared(), visible.image()), infrared, visible);
    }

    private static List<String> texts(Image infrared, Image visible) {
        return PairWarnings.of(pair(decoded(infrared, BitDepth.BITS_8), decoded(visible, BitDepth.BITS_8))).stream()
                .map(PairWarning::text)
                .toList();
    }

    @Test
    void falseColorIsNoHeatWhateverTheVisibleImageIs() {
        for (ColorImage infrared : List.of(RAINBOW, IRON, ARCTIC)) {
            assertThat(texts(infrared, SCENE))
                    .containsExactly(
                            "the infrared image is in color: a false-color image, whose brightness is not heat;"
                                    + " export it as white-hot or raw, or name its --palette (fuse, align, evaluate, compare)");
            assertThat(texts(infrared, heat()))
                    .singleElement()
                    .asString()
                    .contains("are they swapped? If not, it is a false-color image");
        }
    }

    @Test
    void threeSlightlyUnequalChannelsAreGray() {
        Random random = new Random(5);
        ColorImage nearlyGray = colored(h ->
                new float[] {h + random.nextInt(7) / 255f, h + random.nextInt(7) / 255f, h + random.nextInt(7) / 255f});
        assertThat(texts(nearlyGray, SCENE)).isEmpty();
        assertThat(texts(nearlyGray, heat())).isEmpty();
        ColorImage tinted = colored(h -> new float[] {h, h, h + 12 / 255f});
        assertThat(texts(tinted, SCENE)).isEmpty();
    }

    @Test
    void anOverlayOrMarkedTemperaturesAreNoticed() {
        ColorImage marked = colored(h -> h > 0.995 ? new float[] {1, 0, 0} : new float[] {h, h, h});
        assertThat(texts(marked, SCENE)).anyMatch(text -> text.contains("parts of the infrared image are in color"));
    }

    @Test
    void levelsThatAreNotSpreadAreNoticed() {
        float[] samples = heat().toArray();
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= 4095 / 65535f;
        }
        Plane deep = Plane.of(SIDE, SIDE, samples);
        PairImages twelveInSixteen = pair(decoded(heat(), BitDepth.BITS_8), decoded(deep, BitDepth.BITS_16));
        assertThat(PairWarnings.of(twelveInSixteen))
                .extracting(PairWarning::text)
                .containsExactly(
                        "the visible image uses 6.2 % of its 16 bits and looks dark; --vi-range min-max spreads its"
                                + " levels");
        PairImages spread = new PairImages(
                twelveInSixteen.files(),
                new ImagePair("a", heat(), heat()),
                twelveInSixteen.infrared(),
                twelveInSixteen.visible());
        assertThat(PairWarnings.of(spread)).isEmpty();
        assertThat(texts(heat(), heat())).isEmpty();
    }

    @Test
    void imagesThatWereNotTurnedAlikeAreNoticed() {
        ImageNote half = new ImageNote(ImageNote.Kind.TURNED, "turned upright (rotated 180)");
        ImageNote quarter = new ImageNote(ImageNote.Kind.TURNED, "turned upright (rotated 90)");
        DecodedImage plain = decoded(heat(), BitDepth.BITS_8);
        DecodedImage turned = decoded(heat(), BitDepth.BITS_8, half);
        DecodedImage other = decoded(heat(), BitDepth.BITS_8, quarter);
        assertThat(losses(pair(plain, turned)))
                .singleElement()
                .asString()
                .contains("only the visible image was turned");
        assertThat(losses(pair(turned, plain)))
                .singleElement()
                .asString()
                .contains("only the infrared image was turned");
        assertThat(losses(pair(turned, other))).singleElement().asString().contains("turned differently");
        assertThat(losses(pair(turned, turned))).as("both alike").isEmpty();
    }

    private static List<String> losses(PairImages pair) {
        return PairWarnings.of(pair).stream()
                .filter(PairWarning::loss)
                .map(PairWarning::text)
                .toList();
    }

    @Test
    void manyPairsAreReportedInOneLineForEachKind() {
        WarningSummary summary = new WarningSummary();
        for (int i = 0; i < 5; i++) {
            ImageNote frames = new ImageNote(ImageNote.Kind.SEVERAL_IMAGES, "first of " + (i + 2) + " images read");
            ImageNote palette = new ImageNote(ImageNote.Kind.PALETTE_EXPANDED, "palette expanded to RGB");
            DecodedImage image = decoded(heat(), BitDepth.BITS_8, frames, palette);
            summary.add("p" + i, PairWarnings.of(pair(image, i < 2 ? image : decoded(heat(), BitDepth.BITS_8))));
        }
        assertThat(summary.lines(/* loss= */ true, 3))
                .containsExactly(
                        "5 of 5 pairs: a file holds several images; only one of them was read: p0, p1, p2, and 2"
                                + " more");
        assertThat(summary.lines(/* loss= */ false, 3)).hasSize(1);
    }
}
