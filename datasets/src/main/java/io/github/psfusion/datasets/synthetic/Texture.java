// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** Patterns over surfaces, evaluated at a point of the world: a factor on the reflectance, 1 on the average. */
enum Texture {
    PLAIN {
        @Override
        double factor(SurfacePoint p) {
            return 1;
        }
    },
    ASPHALT {
        @Override
        double factor(SurfacePoint p) {
            double grain = Noise.smooth(p.x * 45, p.z * 45) + Noise.smooth(p.x * 19, p.z * 19) - 1;
            double stains = Noise.fractal(p.x * 0.55, p.z * 0.2, 4) - 0.5;
            double tracks = Noise.smooth(p.x * 1.3, p.z * 0.03) - 0.5;
            return 1 + 0.55 * grain * p.detail(12) + 0.6 * stains + 0.3 * tracks;
        }
    },
    /** Square slabs with dark joints, on the ground. */
    PAVING {
        @Override
        double factor(SurfacePoint p) {
            double size = 0.45;
            double column = p.x / size;
            double row = p.z / size;
            double slab = Noise.cell((int) Math.floor(column), (int) Math.floor(row)) - 0.5;
            double stains = Noise.fractal(p.x * 0.8, p.z * 0.8, 3) - 0.5;
            double grain = Noise.smooth(p.x * 40, p.z * 40) - 0.5;
            return (1 + 0.25 * slab + 0.4 * stains + 0.25 * grain * p.detail(10))
                    * joints(column, row, 0.04, p.detail(10));
        }
    },
    /** Long stones laid end to end. */
    KERBSTONE {
        @Override
        double factor(SurfacePoint p) {
            double stone = p.z / 0.9;
            double tone = Noise.cell((int) Math.floor(stone), 5) - 0.5;
            double grain = Noise.smooth(p.z * 30, (p.x + p.y) * 30) - 0.5;
            return (1 + 0.25 * tone + 0.3 * grain * p.detail(10)) * joints(stone, 0.5, 0.02, p.detail(15));
        }
    },
    BRICK {
        @Override
        double factor(SurfacePoint p) {
            double row = p.y / 0.16;
            double course = Math.floor(row);
            double column = p.along() / 0.34 + 0.5 * (course - 2 * Math.floor(course / 2));
            double tone = Noise.cell((int) Math.floor(column), (int) course) - 0.5;
            double weather = Noise.fractal(p.along() * 0.4, p.y * 0.3, 3) - 0.5;
            double detail = p.detail(22);
            double joint = 2 - joints(column, row, 0.09, detail); // mortar is lighter than brick
            return (1 + 0.45 * tone * detail + 0.35 * weather) * joint;
        }
    },
    /** Rendered wall: stains that run down from the top. */
    PLASTER {
        @Override
        double factor(SurfacePoint p) {
            double streaks = Noise.fractal(p.along() * 1.7, p.y * 0.15, 3) - 0.5;
            double clouds = Noise.fractal(p.along() * 0.35, p.y * 0.35, 3) - 0.5;
            return 1 + 0.3 * streaks + 0.3 * clouds;
        }
    },
    /** Concrete cast in panels. */
    CONCRETE {
        @Override
        double factor(SurfacePoint p) {
            double clouds = Noise.fractal(p.along() * 0.6, p.y * 0.6, 4) - 0.5;
            double grain = Noise.smooth(p.along() * 25, p.y * 25) - 0.5;
            return (1 + 0.45 * clouds + 0.2 * grain * p.detail(10))
                    * joints(p.along() / 1.8, p.y / 0.9, 0.02, p.detail(25));
        }
    },
    /** Ribs of a metal shutter. */
    SHUTTER {
        @Override
        double factor(SurfacePoint p) {
            double rib = p.y / 0.09;
            return 1 + (0.5 * (rib - Math.floor(rib)) - 0.25) * p.detail(18);
        }
    },
    GRASS {
        @Override
        double factor(SurfacePoint p) {
            double blades = Noise.smooth(p.x * 28, p.z * 18) - 0.5;
            double tufts = Noise.fractal(p.x * 1.4, p.z * 1.4, 3) - 0.5;
            return 1 + 0.9 * blades * p.detail(14) + 0.9 * tufts;
        }
    },
    BARK {
        @Override
        double factor(SurfacePoint p) {
            double ridges = Noise.smooth((p.x + p.z) * 34, p.y * 5) - 0.5;
            double patches = Noise.fractal((p.x - p.z) * 4, p.y * 2, 2) - 0.5;
            return 1 + 0.9 * ridges * p.detail(14) + 0.6 * patches;
        }
    },
    /** Folds of cloth. */
    CLOTH {
        @Override
        double factor(SurfacePoint p) {
            double folds = Noise.fractal((p.x + 0.7 * p.z) * 9, p.y * 7, 3) - 0.5;
            return 1 + 0.9 * folds;
        }
    },
    /** Paint on the road, partly worn off. */
    WORN_PAINT {
        @Override
        double factor(SurfacePoint p) {
            double wear = Noise.fractal(p.x * 7, p.z * 5, 4);
            double grain = Noise.smooth(p.x * 40, p.z * 40) - 0.5;
            return (wear > 0.62 ? 0.55 : 1) + 0.2 * grain * p.detail(12);
        }
    },
    /** Diagonal hazard stripes. */
    HAZARD_STRIPES {
        @Override
        double factor(SurfacePoint p) {
            double stripe = (p.x + p.z * 0.6) / 0.9;
            return stripe - Math.floor(stripe) < 0.5 ? 1 : 0.12;
        }
    };

    /** Returns the factor on the reflectance at a point, about 0.1 to 2. */
    abstract double factor(SurfacePoint p);

    /** Returns less than 1 on the lines between the cells of a lattice, {@code width} as a share of a cell. */
    private static double joints(double column, double row, double width, double detail) {
        double u = column - Math.floor(column);
        double v = row - Math.floor(row);
        return u < width || v < width ? 1 - 0.45 * detail : 1;
    }
}
