// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.Locale;
import java.util.Map;

/**
 * Letters drawn as strokes, so that no font of the machine is needed. A letter stands in a cell of 4 x 6 units; its strokes are
 * runs of points (column, row from below), separated by a bar.
 */
final class Lettering {
    private static final double CELL_WIDTH = 6;
    private static final double CELL_HEIGHT = 6;
    private static final Map<Character, String> STROKES = Map.ofEntries(
            Map.entry('A', "00 26 40|12 32"),
            Map.entry('B', "00 06 36 45 44 33 03|33 42 41 30 00"),
            Map.entry('C', "45 36 16 05 01 10 30 41"),
            Map.entry('D', "00 06 26 44 42 20 00"),
            Map.entry('E', "40 00 06 46|03 33"),
            Map.entry('F', "00 06 46|03 33"),
            Map.entry('H', "00 06|40 46|03 43"),
            Map.entry('I', "20 26"),
            Map.entry('K', "00 06|46 03 40"),
            Map.entry('L', "06 00 40"),
            Map.entry('M', "00 06 23 46 40"),
            Map.entry('N', "00 06 40 46"),
            Map.entry('O', "10 01 05 16 36 45 41 30 10"),
            Map.entry('P', "00 06 36 45 44 33 03"),
            Map.entry('R', "00 06 36 45 44 33 03|23 40"),
            Map.entry('S', "45 36 16 05 04 13 33 42 41 30 10 01"),
            Map.entry('T', "20 26|06 46"),
            Map.entry('U', "06 01 10 30 41 46"),
            Map.entry('W', "06 10 23 30 46"),
            Map.entry('0', "10 01 05 16 36 45 41 30 10"),
            Map.entry('1', "15 26 20"),
            Map.entry('2', "05 16 36 45 44 00 40"),
            Map.entry('3', "06 46 23 33 42 41 30 10 01"),
            Map.entry('4', "30 36 02 42"),
            Map.entry('5', "46 06 04 34 43 41 30 00"),
            Map.entry('6', "36 05 01 10 30 41 42 33 03"),
            Map.entry('7', "06 46 10"),
            Map.entry('8', "13 04 05 16 36 45 44 33 13 02 01 10 30 41 42 33"),
            Map.entry('9', "10 41 45 36 16 05 04 13 43"));

    private final Mesh mesh;

    Lettering(Mesh mesh) {
        this.mesh = mesh;
    }

    /**
     * Writes a text.
     *
     * @param middle middle of the foot of the text
     * @param right direction of reading, as long as the text shall be
     * @param up direction of the letters' height, as long as they shall be high
     * @param text letters and digits; others leave a gap
     */
    void write(Vec middle, Vec right, Vec up, String text, Surface surface) {
        double cells = text.length() * CELL_WIDTH - (CELL_WIDTH - 4);
        Vec unitRight = right.times(1 / cells);
        Vec unitUp = up.times(1 / CELL_HEIGHT);
        Vec start = middle.minus(right.times(0.5));
        String capitals = text.toUpperCase(Locale.ROOT);
        for (int i = 0; i < capitals.length(); i++) {
            Vec corner = start.plus(unitRight.times(i * CELL_WIDTH));
            String letter = STROKES.getOrDefault(capitals.charAt(i), "");
            // Three characters a point: column, row, and a space if the pen continues to the next.
            for (int next = 3; next < letter.length(); next += 3) {
                if (letter.charAt(next - 1) == ' ') {
                    line(corner, unitRight, unitUp, letter.substring(next - 3, next + 2), surface);
                }
            }
        }
    }

    /** Draws one stroke between two points, given as "xy xy". */
    private void line(Vec corner, Vec unitRight, Vec unitUp, String stroke, Surface surface) {
        double x0 = stroke.charAt(0) - '0';
        double y0 = stroke.charAt(1) - '0';
        double x1 = stroke.charAt(3) - '0';
        double y1 = stroke.charAt(4) - '0';
        double length = Math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
        double halfThickness = 0.42;
        double dx = (x1 - x0) / length * halfThickness;
        double dy = (y1 - y0) / length * halfThickness;
        double[][] corners = {
            {x0 - dx - dy, y0 - dy + dx},
            {x0 - dx + dy, y0 - dy - dx},
            {x1 + dx + dy, y1 + dy - dx},
            {x1 + dx - dy, y1 + dy + dx}
        };
        Vec[] placed = new Vec[4];
        for (int i = 0; i < 4; i++) {
            placed[i] = corner.plus(unitRight.times(corners[i][0])).plus(unitUp.times(corners[i][1]));
        }
        mesh.quad(placed[0], placed[1], placed[2], placed[3], surface);
    }
}
