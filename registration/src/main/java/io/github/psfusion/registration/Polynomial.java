// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

/** A polynomial in x and y of a total degree up to {@value #DEGREE}. Immutable. */
final class Polynomial {
    /** Enough for the product of two displacements with a radial term of fifth order. */
    static final int DEGREE = 10;

    static final Polynomial ZERO = new Polynomial(new double[DEGREE + 1][DEGREE + 1]);
    static final Polynomial ONE = monomial(1, 0, 0);
    static final Polynomial X = monomial(1, 1, 0);
    static final Polynomial Y = monomial(1, 0, 1);

    private final double[][] coefficients; // [power of x][power of y]

    private Polynomial(double[][] coefficients) {
        this.coefficients = coefficients;
    }

    private static Polynomial monomial(double factor, int powerX, int powerY) {
        double[][] coefficients = new double[DEGREE + 1][DEGREE + 1];
        coefficients[powerX][powerY] = factor;
        return new Polynomial(coefficients);
    }

    Polynomial plus(Polynomial other) {
        double[][] sum = new double[DEGREE + 1][DEGREE + 1];
        for (int a = 0; a <= DEGREE; a++) {
            for (int b = 0; b <= DEGREE; b++) {
                sum[a][b] = coefficients[a][b] + other.coefficients[a][b];
            }
        }
        return new Polynomial(sum);
    }

    Polynomial times(double factor) {
        return times(monomial(factor, 0, 0));
    }

    /** Throws {@link IllegalArgumentException} if the degree of the product is too high. */
    Polynomial times(Polynomial other) {
        double[][] product = new double[DEGREE + 1][DEGREE + 1];
        for (int a = 0; a <= DEGREE; a++) {
            for (int b = 0; a + b <= DEGREE; b++) {
                if (coefficients[a][b] != 0) {
                    addShifted(product, coefficients[a][b], a, b, other.coefficients);
                }
            }
        }
        return new Polynomial(product);
    }

    private static void addShifted(double[][] product, double factor, int a, int b, double[][] terms) {
        for (int c = 0; c <= DEGREE; c++) {
            for (int d = 0; c + d <= DEGREE; d++) {
                if (terms[c][d] == 0) {
                    continue;
                }
                if (a + b + c + d > DEGREE) {
                    throw new IllegalArgumentException("a product of degree " + (a + b + c + d));
                }
                product[a + c][b + d] += factor * terms[c][d];
            }
        }
    }

    /** Returns the highest total degree of a term, 0 of a constant. */
    int degree() {
        int degree = 0;
        for (int a = 0; a <= DEGREE; a++) {
            for (int b = 0; a + b <= DEGREE; b++) {
                degree = coefficients[a][b] == 0 ? degree : Math.max(degree, a + b);
            }
        }
        return degree;
    }

    /** Returns the value at a point. */
    double at(double x, double y) {
        double value = 0;
        for (int a = DEGREE; a >= 0; a--) {
            double column = 0;
            for (int b = DEGREE - a; b >= 0; b--) {
                column = column * y + coefficients[a][b];
            }
            value = value * x + column;
        }
        return value;
    }

    /** Returns the sum of the coefficients, each times the moment of its powers. */
    double dot(double[][] moments) {
        double sum = 0;
        for (int a = 0; a < moments.length; a++) {
            for (int b = 0; b < moments.length; b++) {
                if (coefficients[a][b] != 0) {
                    sum += coefficients[a][b] * moments[a][b];
                }
            }
        }
        return sum;
    }
}
