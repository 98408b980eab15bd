// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The font of all drawings: Liberation Sans, which PDFBox contains, so that drawings look alike on all machines, with whatever
 * fonts. Its letters are as wide as those of Arial.
 */
final class PrintFont {
    /** Families for SVG, whose letters are equally wide. */
    static final String FAMILIES = "Liberation Sans, Arial, Helvetica, sans-serif";

    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final char UNKNOWN = '?';
    private static final int SHOWN = 8;
    private static final System.Logger LOG = System.getLogger(PrintFont.class.getName());

    private final TrueTypeFont font;
    private final CmapLookup glyphs;
    private final Set<Integer> missing = new TreeSet<>();

    private PrintFont(TrueTypeFont font, CmapLookup glyphs) {
        this.font = font;
        this.glyphs = glyphs;
    }

    /** Reads the font. */
    static PrintFont read() throws IOException {
        try (InputStream in = open()) {
            TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in));
            return new PrintFont(font, font.getUnicodeCmapLookup());
        }
    }

    /** Opens the file of the font. */
    static InputStream open() {
        InputStream in = PDDocument.class.getResourceAsStream(FILE);
        if (in == null) {
            throw new IllegalStateException(FILE + " is not in the jar of PDFBox");
        }
        return in;
    }

    /** Returns the text with a question mark for each sign that the font lacks, such as those of Chinese. */
    String known(String text) {
        StringBuilder known = new StringBuilder();
        text.codePoints().forEach(sign -> {
            if (isKnown(sign)) {
                known.appendCodePoint(sign);
            } else {
                missing.add(sign);
                known.append(UNKNOWN);
            }
        });
        return known.toString();
    }

    /** Warns in one line of the signs that the font lacked in all texts so far. */
    void reportMissing(Path file) {
        if (missing.isEmpty()) {
            return;
        }
        String signs = missing.stream()
                .filter(sign -> !Character.isISOControl(sign))
                .limit(SHOWN)
                .map(Character::toString)
                .collect(Collectors.joining(" "));
        LOG.log(
                System.Logger.Level.WARNING,
                file + ": the font of PDF and PNG files lacks " + missing.size() + " of the signs in the names ("
                        + signs + "); they are question marks there. SVG files keep them.");
    }

    private boolean isKnown(int sign) {
        return !Character.isISOControl(sign) && glyphs.getGlyphId(sign) != 0;
    }

    /** Returns how wide a text is, in points. */
    double width(String text, double size) throws IOException {
        long units = 0;
        for (int sign : known(text).codePoints().toArray()) {
            units += font.getAdvanceWidth(glyphs.getGlyphId(sign));
        }
        return units * size / font.getUnitsPerEm();
    }

    /** Returns the text, or its beginning with an ellipsis where it is wider than a limit in points. */
    String fitted(String text, double size, double limit) throws IOException {
        if (width(text, size) <= limit) {
            return text;
        }
        int[] signs = text.codePoints().toArray();
        for (int length = signs.length - 1; length > 0; length--) {
            String part = new String(signs, 0, length) + "…";
            if (width(part, size) <= limit) {
                return part;
            }
        }
        return "…";
    }
}
