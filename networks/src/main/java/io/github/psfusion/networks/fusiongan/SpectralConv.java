// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.fusiongan;

import io.github.psfusion.networks.Initializer;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;

/**
 * A convolution without padding, whose kernel may be divided by its largest singular value: one step of the power iteration from a stored
 * vector estimates it.
 *
 * <p>Miyato, Kataoka, Koyama, Yoshida, "Spectral Normalization for Generative Adversarial Networks", ICLR 2018. Keys: {@code weight},
 * {@code bias}, {@code u} [1, out].
 */
final class SpectralConv {
    private static final double EPSILON = 1e-12;
    private static final Conv2dOptions UNPADDED = new Conv2dOptions(1, 0, 1);

    private final Parameter weight;
    private final Parameter bias;
    private final Parameter u;
    private final boolean normalized;

    SpectralConv(Parameters parameters, NormalizedBy statistics, int kernel, int in, int out) {
        normalized = statistics == NormalizedBy.RUNNING;
        Initializer initial = Initializer.uniform((long) in * kernel * kernel);
        weight = parameters.trained("weight", Shape.of(out, in, kernel, kernel), initial);
        bias = parameters.trained("bias", Shape.of(out), initial);
        u = (normalized ? parameters : parameters.unused()).trained("u", Shape.of(1, out), Initializer.ONE);
    }

    /** Maps [N, in, H, W] to [N, out, H - kernel + 1, W - kernel + 1]. */
    Tensor forward(Tensor x) {
        if (!normalized) {
            return x.conv2d(weight.asOperandOf(x), bias.asOperandOf(x), UNPADDED);
        }
        long out = weight.shape().size(0);
        return x.conv2d(weight.asOperandOf(x), null, UNPADDED)
                .divide(singularValue(x).reshape(1, 1, 1, 1))
                .add(bias.asOperandOf(x).reshape(1, out, 1, 1));
    }

    // In the operations of a graph a sum along a dimension is the mean times the size.

    /** Returns {@code v W u'} with {@code v = normalized(u W)} and {@code u' = normalized(v W)}, [1, 1]. */
    private Tensor singularValue(Tensor x) {
        long out = weight.shape().size(0);
        long columns = weight.shape().elements() / out;
        Tensor w = weight.asOperandOf(x).reshape(out, columns);
        Tensor v = normalized(
                w.multiply(u.asOperandOf(x).reshape(out, 1)).mean(0).multiply((double) out), 1); // [1, columns]
        Tensor product = w.multiply(v).mean(1).multiply((double) columns); // [out, 1]
        return product.multiply(normalized(product, 0)).mean(0).multiply((double) out); // [1, 1]
    }

    /** Normalizes a vector that lies along a dimension of a matrix. */
    private static Tensor normalized(Tensor vector, int dimension) {
        Tensor squares = vector.multiply(vector).mean(dimension).multiply((double)
                vector.shape().size(dimension));
        return vector.divide(squares.sqrt().add(EPSILON));
    }
}
