// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Node;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;
import org.bytedeco.pytorch.global.torch;

/**
 * The backward pass of an operation that is computed while no gradients are recorded: turns the gradient of its result into that of its
 * operand. Is called once, or never.
 *
 * <p>The Java binding of libtorch has no functions with a backward pass of their own. Here the result gets a node of the graph of
 * gradients that hands gradients on to the operand unchanged, and a hook that computes before the node.
 */
abstract class BackwardPass extends TensorTensorHook {
    private final LibtorchScope scope = LibtorchScope.innermost().outermost();
    private final List<Tensor> saved = new ArrayList<>();

    BackwardPass() {
        scope.attach(this);
    }

    /** Returns a reference of its own, which lives until the gradient is computed or the outermost scope is closed. */
    final Tensor saved(Tensor tensor) {
        Tensor own = new Tensor(tensor);
        scope.attach(own);
        saved.add(own);
        return own;
    }

    /**
     * Computes the gradient of the operand.
     *
     * @param gradient of the result
     * @return owned by the current scope
     */
    abstract Tensor backward(Tensor gradient);

    @Override
    public final TensorBase call(TensorBase gradient) {
        try (var each = new PointerScope()) {
            Tensor result = backward(new Tensor(gradient));
            scope.holdUntilNext(result);
            saved.forEach(scope::detach);
            saved.clear();
            return result;
        }
    }

    /** Makes a result part of the graph of gradients: a view of the operand has a node that hands gradients on to it. */
    static void record(Tensor operand, Tensor result, BackwardPass pass) {
        GradMode.set_enabled(true);
        record(operand.view_as(operand).grad_fn(), result, pass);
    }

    /** Makes a result part of the graph of gradients, before a node that turns what the pass computes into the gradient of its operand. */
    static void record(Node node, Tensor result, BackwardPass pass) {
        GradMode.set_enabled(true);
        node.clear_input_metadata();
        torch.create_gradient_edge(result, node);
        int unused = result.register_hook(pass);
    }
}
