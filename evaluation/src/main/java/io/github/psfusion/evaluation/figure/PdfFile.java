// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.codec.BufferedImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.util.Matrix;

/** A drawing as a PDF of one page with its font embedded. Equal drawings are equal files. */
final class PdfFile {
    /** Names the file in the file; PDFBox would take the time. */
    private static final long ID = 1;

    private static final float[] DASHES = {4, 2};
    /** Distance of the control points of a quarter circle of radius 1, drawn as a Bezier curve, from its ends. */
    private static final double QUARTER = 4 * (Math.sqrt(2) - 1) / 3;

    /** Where the parts of a color begin, in bits. */
    private static final int RED = 16;

    private static final int GREEN = 8;
    private static final int BLUE = 0;
    private static final int MOST = 255;

    private final PDDocument document;
    private final PDPageContentStream content;
    private final PDFont embedded;
    private final PrintFont font;
    private final double height;

    private PdfFile(PDDocument document, PDPageContentStream content, PDFont embedded, PrintFont font, double height) {
        this.document = document;
        this.content = content;
        this.embedded = embedded;
        this.font = font;
        this.height = height;
    }

    /** Returns the file. */
    static byte[] of(Drawing drawing, PrintFont font) throws IOException {
        try (PDDocument document = document(drawing, font)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    /** Returns the drawing as a PNG file with so many pixels per inch; enlarged images show their pixels. */
    static byte[] png(Drawing drawing, PrintFont font, int dpi) throws IOException {
        // The letters of the font are chosen on writing; only a document that was read has them.
        try (PDDocument document = Loader.loadPDF(of(drawing, font))) {
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, dpi, ImageType.RGB);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("this Java has no writer of PNG files");
            }
            return bytes.toByteArray();
        }
    }

    private static PDDocument document(Drawing drawing, PrintFont font) throws IOException {
        PDDocument document = new PDDocument();
        document.setDocumentId(ID);
        PDPage page = new PDPage(new PDRectangle((float) drawing.width(), (float) drawing.height()));
        document.addPage(page);
        try (InputStream in = PrintFont.open();
                PDPageContentStream content = new PDPageContentStream(document, page)) {
            PDFont embedded = PDType0Font.load(document, in, /* embedSubset= */ true);
            PdfFile file = new PdfFile(document, content, embedded, font, drawing.height());
            for (Graphic shape : drawing.shapes()) {
                file.add(shape);
            }
        }
        return document;
    }

    private void add(Graphic shape) throws IOException {
        if (shape instanceof Graphic.Lines lines) {
            stroke(lines.stroke());
            for (int i = 0; i < lines.points().size(); i++) {
                Graphic.Point point = lines.points().get(i);
                if (i == 0) {
                    content.moveTo((float) point.x(), up(point.y()));
                } else {
                    content.lineTo((float) point.x(), up(point.y()));
                }
            }
            content.stroke();
        } else if (shape instanceof Graphic.Rectangle box) {
            stroke(box.stroke());
            content.addRect((float) box.x(), up(box.y() + box.height()), (float) box.width(), (float) box.height());
            if (box.fill().isPresent()) {
                fill(box.fill().getAsInt());
                content.fillAndStroke();
            } else {
                content.stroke();
            }
        } else if (shape instanceof Graphic.Disk disk) {
            add(disk);
        } else if (shape instanceof Graphic.Text text) {
            add(text);
        } else if (shape instanceof Graphic.Raster raster) {
            // As color: Java takes its gray images for linear light, and PDFBox would brighten them.
            BufferedImage image = BufferedImages.of(raster.image().toColor(), BitDepth.BITS_8);
            content.drawImage(
                    LosslessFactory.createFromImage(document, image),
                    (float) raster.x(),
                    up(raster.y() + raster.height()),
                    (float) raster.width(),
                    (float) raster.height());
        }
    }

    private void add(Graphic.Disk disk) throws IOException {
        stroke(disk.stroke());
        fill(disk.fill());
        content.moveTo((float) (disk.x() + disk.radius()), up(disk.y()));
        double x = 1;
        double y = 0;
        for (int quarter = 0; quarter < 4; quarter++) {
            double nextX = -y;
            double nextY = x;
            content.curveTo(
                    (float) (disk.x() + disk.radius() * (x - QUARTER * y)),
                    up(disk.y() + disk.radius() * (y + QUARTER * x)),
                    (float) (disk.x() + disk.radius() * (nextX + QUARTER * nextY)),
                    up(disk.y() + disk.radius() * (nextY - QUARTER * nextX)),
                    (float) (disk.x() + disk.radius() * nextX),
                    up(disk.y() + disk.radius() * nextY));
            x = nextX;
            y = nextY;
        }
        content.closePath();
        content.fillAndStroke();
    }

    private void add(Graphic.Text text) throws IOException {
        double width = font.width(text.text(), text.size());
        double before = switch (text.anchor()) {
            case START -> 0;
            case MIDDLE -> width / 2;
            case END -> width;
        };
        boolean upward = text.direction() == Graphic.Direction.UP;
        double x = upward ? text.x() : text.x() - before;
        double y = upward ? text.y() + before : text.y();
        content.beginText();
        content.setFont(embedded, (float) text.size());
        fill(text.color());
        content.setTextMatrix(Matrix.getRotateInstance(upward ? Math.PI / 2 : 0, (float) x, up(y)));
        content.showText(font.known(text.text()));
        content.endText();
    }

    private void stroke(Graphic.Stroke stroke) throws IOException {
        content.setStrokingColor(part(stroke.color(), RED), part(stroke.color(), GREEN), part(stroke.color(), BLUE));
        content.setLineWidth((float) stroke.width());
        content.setLineDashPattern(stroke.dash() == Graphic.Dash.DASHED ? DASHES : new float[0], 0);
    }

    private void fill(int color) throws IOException {
        content.setNonStrokingColor(part(color, RED), part(color, GREEN), part(color, BLUE));
    }

    /** Returns a part of a color from 0 to 1. */
    private static float part(int color, int shift) {
        return ((color >> shift) & MOST) / (float) MOST;
    }

    /** In a PDF y is counted from the lower edge. */
    private float up(double y) {
        return (float) (height - y);
    }
}
