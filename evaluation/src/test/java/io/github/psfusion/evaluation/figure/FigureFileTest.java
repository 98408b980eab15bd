// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.testing.RecordedLog;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FigureFileTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 30;

    @TempDir
    private Path folder;

    /** Dark, of level 64, with a square of another level, 10 x 10 pixels from (20, 10). */
    private static Plane scene(float bright) {
        float[] samples = new float[WIDTH * HEIGHT];
        Arrays.fill(samples, 64 / 255f);
        for (int y = 10; y < 20; y++) {
            for (int x = 20; x < 30; x++) {
                samples[y * WIDTH + x] = bright;
            }
        }
        return Plane.wrap(WIDTH, HEIGHT, samples);
    }

    private static ImageGrid grid(ZoomBox... zooms) {
        Image color = new ColorImage(scene(0), scene(0), scene(1));
        return new ImageGrid(
                List.of("infrared", "a_b"), List.of(new ImageGrid.Row("p1", List.of(scene(1), color), List.of(zooms))));
    }

    @Test
    void aPngHasTheSizeAndThePixelsOfTheFigure() throws IOException {
        Path file = folder.resolve("figure.png");
        new FigureFile(100, 254).write(grid(new ZoomBox(20, 10, 10, 10)), file);
        BufferedImage png = ImageIO.read(file.toFile());

        assertThat(png.getWidth()).isEqualTo(1000);
        // 10 pixels are a millimeter; a column is (100 mm - 2 points) / 2 wide.
        double cell = (100 - 2 / 72.0 * 25.4) / 2 * 10;
        double top = 10 / 72.0 * 254;
        double scale = cell / WIDTH;
        assertThat(png.getRGB((int) (25 * scale), (int) (top + 15 * scale)) & 0xffffff)
                .isEqualTo(0xffffff);
        assertThat(png.getRGB((int) (5 * scale), (int) (top + 5 * scale)) & 0xffffff)
                .isEqualTo(0x404040);
        // The part is all bright: as high as three quarters of the image, in the middle below it.
        int middle = (int) (top + HEIGHT * scale + 2 / 72.0 * 254 + 0.375 * HEIGHT * scale);
        assertThat(png.getRGB((int) (cell / 2), middle) & 0xffffff).isEqualTo(0xffffff);
        assertThat(png.getRGB((int) (1000 - cell / 2), middle) & 0xffffff).isEqualTo(0x0000ff);
        // The edge of the box has the color of the frame.
        assertThat(png.getRGB((int) (20 * scale), (int) (top + 15 * scale)) & 0xffffff)
                .isEqualTo(0xe6194b);
    }

    @Test
    void aPdfKeepsThePixelsOfTheImages() throws IOException {
        Path file = folder.resolve("figure.pdf");
        new FigureFile(180, 300).write(grid(), file);

        try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
            assertThat(pdf.getPage(0).getMediaBox().getWidth())
                    .isCloseTo(510.2f, org.assertj.core.api.Assertions.within(0.1f));
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("infrared", "a_b")
                    .doesNotContain("p1");
            int images = 0;
            for (var name : pdf.getPage(0).getResources().getXObjectNames()) {
                var image = (org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject)
                        pdf.getPage(0).getResources().getXObject(name);
                assertThat(image.getWidth()).isEqualTo(WIDTH);
                images++;
            }
            assertThat(images).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "png", "tex"})
    void signsThatTheFontLacksAreReportedOnce(String extension) throws IOException {
        ImageGrid chinese = new ImageGrid(
                List.of("融合", "融"), List.of(new ImageGrid.Row("p1", List.of(scene(1), scene(0)), List.of())));
        Path file = folder.resolve("figure." + extension);
        try (RecordedLog log = RecordedLog.of(PrintFont.class)) {
            new FigureFile(90, 100).write(grid(), file);
            new FigureFile(90, 100).write(chinese, folder.resolve("figure.svg"));
            assertThat(log.messages()).isEmpty();

            new FigureFile(90, 100).write(chinese, file);
            if (extension.equals("tex")) { // LaTeX sets the names
                assertThat(log.messages()).isEmpty();
            } else {
                assertThat(log.messages())
                        .containsExactly(
                                file + ": the font of PDF and PNG files lacks 2 of the signs in the names (合 融);"
                                        + " they are question marks there. SVG files keep them.");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "svg", "png", "tex"})
    void equalImagesAreEqualFiles(String extension) throws IOException {
        Path one = folder.resolve("one." + extension);
        new FigureFile(90, 100).write(grid(new ZoomBox(1, 2, 3, 4)), one);
        byte[] first = Files.readAllBytes(one);
        new FigureFile(90, 100).write(grid(new ZoomBox(1, 2, 3, 4)), one);

        assertThat(Files.readAllBytes(one)).isEqualTo(first);
    }

    @Test
    void latexHasASubfigurePerColumnAndAFilePerImage() throws IOException {
        Path file = folder.resolve("figure.tex");
        new FigureFile(180, 300).write(grid(new ZoomBox(1, 2, 3, 4)), file);

        assertThat(file)
                .content()
                .contains("\\caption{a\\_b}", "{figure/row1-column2.pdf}", "the pair p1", "\\label{fig:images}");
        assertThat(folder.resolve("figure/row1-column1.pdf")).isNotEmptyFile();
    }

    @Test
    void whatCannotBeWrittenIsRefusedBeforeAnyWork() {
        FigureFile style = new FigureFile(20, 300);

        assertThatThrownBy(() -> style.check(Path.of("figure.jpg"), 2))
                .hasMessageContaining("expected .pdf, .svg, .png or .tex");
        assertThatThrownBy(() -> style.check(Path.of("a b.tex"), 2)).hasMessageContaining("LaTeX reads");
        assertThatThrownBy(() -> style.check(Path.of("a.pdf"), 20)).hasMessageContaining("too small to see");
        assertThatThrownBy(() -> new FigureFile(Double.NaN, 300)).hasMessageContaining("expected 10 to 1000");
        assertThatThrownBy(() -> new FigureFile(180, 5)).hasMessageContaining("expected 10 to 2400");
        assertThatThrownBy(() -> new FigureFile(1000, 2400).write(grid(), folder.resolve("a.png")))
                .hasMessageContaining("million pixels");
    }
}
