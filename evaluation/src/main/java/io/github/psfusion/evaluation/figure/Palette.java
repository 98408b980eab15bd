// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import io.github.psfusion.evaluation.figure.Graphic.Dash;
import io.github.psfusion.evaluation.figure.Graphic.Stroke;

/** The colors of methods, those of the page; after the last one they repeat with dashed lines. */
final class Palette {
    static final int BLACK = 0x000000;
    static final int WHITE = 0xffffff;

    private static final double WIDTH = 1.1;
    private static final int[] COLORS = {
        0x3b6fb6, 0xd9702b, 0x3d9a5b, 0xc0392b, 0x7d5fb2, 0x8c6d46, 0xd16ba5, 0x6b7785, 0xa8a02e, 0x2fa7b8, 0x1f3f7a,
        0xf2a65a, 0x7fc596, 0xe78b84, 0xb7a3dc
    };

    private Palette() {}

    /** Returns the color of a method. */
    static int color(int method) {
        return COLORS[method % COLORS.length];
    }

    /** Returns the line of a method. */
    static Stroke stroke(int method) {
        return new Stroke(color(method), WIDTH, method < COLORS.length ? Dash.SOLID : Dash.DASHED);
    }
}
