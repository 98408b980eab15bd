// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import io.github.psfusion.tensors.Tensor;
import java.util.function.Function;

/**
 * One term of a loss: a scalar to minimize, differentiable with respect to the outputs of a network.
 *
 * @param <I> what the term compares: outputs of the network with images and labels
 */
public interface LossTerm<I> {
    /** Returns the name in options and logs, such as {@code visible-gradient}. */
    String name();

    /**
     * Computes the unweighted term.
     *
     * @return a scalar in the data type of the inputs, owned by the current scope; recorded for gradients while
     *     recording is on
     */
    Tensor value(I inputs);

    /** Returns the same term on inputs of which its own are a part. */
    default <W> LossTerm<W> of(Function<W, I> part) {
        return of(name(), whole -> value(part.apply(whole)));
    }

    /** Returns the term of this name and formula. */
    static <I> LossTerm<I> of(String name, Function<I, Tensor> formula) {
        return new LossTerm<>() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Tensor value(I inputs) {
                return formula.apply(inputs);
            }
        };
    }
}
