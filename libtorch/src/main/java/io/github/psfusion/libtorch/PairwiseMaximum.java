// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import org.bytedeco.pytorch.Edge;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Node;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The larger of two tensors. libtorch's own gradient compares element by element into tensors of truth values, which its kernels do one
 * element at a time; here the sign of the difference distributes the gradient.
 */
final class PairwiseMaximum {
    private PairwiseMaximum() {}

    static Tensor of(Tensor a, Tensor b) {
        boolean recorded = GradMode.is_enabled() && a.requires_grad() && b.requires_grad();
        boolean alike =
                a.is_same_size(b) && a.scalar_type().intern() == b.scalar_type().intern();
        if (!recorded || !alike) {
            return a.maximum(b);
        }
        GradMode.set_enabled(false);
        try {
            Tensor result = a.maximum(b);
            record(a, b, result);
            return result;
        } finally {
            GradMode.set_enabled(true);
        }
    }

    /** Makes the result part of the graph of gradients, by a node that hands its gradient on to both operands. */
    private static void record(Tensor a, Tensor b, Tensor result) {
        OfSecond ofSecond = new OfSecond();
        OfFirst ofFirst = new OfFirst(a, b, ofSecond);
        GradMode.set_enabled(true);
        Tensor first = a.view_as(a);
        Tensor second = b.view_as(b);
        Tensor leaf = torch.zeros(new long[] {1}, a.options()).requires_grad_(true);
        Node node = leaf.add(leaf).grad_fn();
        node.clear_input_metadata();
        node.set_next_edge(0, new Edge(first.grad_fn(), 0));
        node.set_next_edge(1, new Edge(second.grad_fn(), 0));
        torch.create_gradient_edge(result, node);
        int unused = result.register_hook(ofFirst) + second.register_hook(ofSecond);
    }

    /**
     * With s the sign of a - b the gradient of a is {@code g (1 + s) / 2}, and that of b {@code g (1 - s) / 2}: all or nothing, and
     * half at a tie.
     */
    private static final class OfFirst extends BackwardPass {
        private final Tensor a;
        private final Tensor b;
        private final OfSecond second;

        OfFirst(Tensor a, Tensor b, OfSecond second) {
            this.a = saved(a);
            this.b = saved(b);
            this.second = second;
        }

        @Override
        Tensor backward(Tensor gradient) {
            Tensor sign = a.sub(b);
            sign.sgn_();
            Tensor half = gradient.mul(new Scalar(0.5));
            second.gradient = second.saved(torch.addcmul(half, half, sign, new Scalar(-1.0)));
            half.addcmul_(half, sign, new Scalar(1.0)); // the native method returns an object that owns nothing
            return half;
        }
    }

    /** Replaces the gradient of a by that of b, which is known already. */
    private static final class OfSecond extends BackwardPass {
        private @Nullable Tensor gradient;

        @Override
        Tensor backward(Tensor ofFirst) {
            Tensor own = gradient;
            if (own == null) {
                throw new IllegalStateException("the gradient of the other operand comes first");
            }
            return new Tensor(own);
        }
    }
}
