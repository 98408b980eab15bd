// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;

/** A drawing as SVG 1.1. Equal drawings are equal text. */
final class SvgFile {
    private final StringBuilder text = new StringBuilder();

    private SvgFile() {}

    /** Returns the file. */
    static String of(Drawing drawing) {
        SvgFile file = new SvgFile();
        String width = number(drawing.width());
        String height = number(drawing.height());
        file.text
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "pt\" height=\"" + height)
                .append("pt\" viewBox=\"0 0 " + width + " " + height + "\" font-family=\"" + PrintFont.FAMILIES
                        + "\">\n")
                .append("<rect width=\"" + width + "\" height=\"" + height + "\" fill=\"#ffffff\"/>\n");
        drawing.shapes().forEach(file::append);
        return file.text.append("</svg>\n").toString();
    }

    private void append(Graphic shape) {
        if (shape instanceof Graphic.Lines lines) {
            String points = lines.points().stream()
                    .map(point -> number(point.x()) + "," + number(point.y()))
                    .collect(Collectors.joining(" "));
            text.append("<polyline points=\"" + points + "\" fill=\"none\"" + stroke(lines.stroke()) + "/>\n");
        } else if (shape instanceof Graphic.Rectangle box) {
            String fill = box.fill().isPresent() ? color(box.fill().getAsInt()) : "none";
            text.append("<rect" + place(box.x(), box.y(), box.width(), box.height()) + " fill=\"" + fill + "\""
                    + stroke(box.stroke()) + "/>\n");
        } else if (shape instanceof Graphic.Disk disk) {
            text.append("<circle cx=\"" + number(disk.x()) + "\" cy=\"" + number(disk.y()) + "\" r=\""
                    + number(disk.radius()) + "\" fill=\"" + color(disk.fill()) + "\"" + stroke(disk.stroke())
                    + "/>\n");
        } else if (shape instanceof Graphic.Text line) {
            append(line);
        } else if (shape instanceof Graphic.Raster raster) {
            byte[] png = ImageFiles.encode(raster.image(), WriteOptions.png());
            text.append("<image" + place(raster.x(), raster.y(), raster.width(), raster.height())
                    + " preserveAspectRatio=\"none\" image-rendering=\"pixelated\" href=\"data:image/png;base64,"
                    + Base64.getEncoder().encodeToString(png) + "\"/>\n");
        }
    }

    private void append(Graphic.Text line) {
        String turn = line.direction() == Graphic.Direction.UP
                ? " transform=\"rotate(-90 " + number(line.x()) + " " + number(line.y()) + ")\""
                : "";
        text.append("<text x=\"" + number(line.x()) + "\" y=\"" + number(line.y()) + "\" font-size=\""
                + number(line.size()) + "\" text-anchor=\""
                + line.anchor().name().toLowerCase(Locale.ROOT) + "\" fill=\""
                + color(line.color()) + "\"" + turn + ">" + escaped(line.text()) + "</text>\n");
    }

    private static String place(double x, double y, double width, double height) {
        return " x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width) + "\" height=\""
                + number(height) + "\"";
    }

    private static String stroke(Graphic.Stroke stroke) {
        String dash = stroke.dash() == Graphic.Dash.DASHED ? " stroke-dasharray=\"4 2\"" : "";
        return " stroke=\"" + color(stroke.color()) + "\" stroke-width=\"" + number(stroke.width()) + "\"" + dash;
    }

    private static String color(int color) {
        return String.format(Locale.ROOT, "#%06x", color);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
        return text.equals("-0") ? "0" : text;
    }

    /** Names come from folders: signs with a meaning in XML are escaped, those that XML forbids are replaced. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(sign -> {
            switch (sign) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.appendCodePoint(isAllowed(sign) ? sign : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int sign) {
        return sign >= ' '
                && !Character.isISOControl(sign)
                && (sign < Character.MIN_SURROGATE || sign > Character.MAX_SURROGATE)
                && sign != 0xFFFE
                && sign != 0xFFFF;
    }
}
