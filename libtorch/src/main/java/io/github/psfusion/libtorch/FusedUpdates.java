// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.AdamWUpdate;
import io.github.psfusion.tensors.SgdUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Steps of optimizers and norms by libtorch's kernels that pass once over each tensor, on the CPU. They go through memory element by
 * element: they get contiguous views of tensors that are all in one memory layout.
 */
final class FusedUpdates {
    private static final String ADAM_W = "aten::_fused_adamw_";
    private static final String SGD = "aten::_fused_sgd_";

    private FusedUpdates() {}

    static void apply(AdamWUpdate update) {
        if (update.entries().isEmpty()) {
            return;
        }
        try (PointerScope scope = new PointerScope()) {
            GenericList parameters = NamedOperators.tensors();
            GenericList gradients = NamedOperators.tensors();
            GenericList firstMoments = NamedOperators.tensors();
            GenericList secondMoments = NamedOperators.tensors();
            GenericList steps = NamedOperators.tensors();
            Map<Long, Tensor> scalars = new HashMap<>(); // most parameters have done equally many steps
            for (AdamWUpdate.Entry entry : update.entries()) {
                boolean channelsLast = isChannelsLast(entry.parameter());
                add(parameters, entry.parameter(), channelsLast);
                add(gradients, entry.gradient(), channelsLast);
                add(firstMoments, entry.firstMoment(), channelsLast);
                add(secondMoments, entry.secondMoment(), channelsLast);
                steps.push_back(new IValue(scalars.computeIfAbsent(
                        entry.step(), step -> torch.full(new long[0], new Scalar((double) step)))));
            }
            IValueVector stack = new IValueVector();
            for (GenericList list : List.of(parameters, gradients, firstMoments, secondMoments)) {
                stack.push_back(new IValue(list));
            }
            stack.push_back(new IValue(NamedOperators.tensors())); // no largest second moments
            stack.push_back(new IValue(steps));
            stack.push_back(new IValue(update.learningRate()));
            stack.push_back(new IValue(update.firstDecay()));
            stack.push_back(new IValue(update.secondDecay()));
            stack.push_back(new IValue(update.weightDecay()));
            stack.push_back(new IValue(update.epsilon()));
            stack.push_back(new IValue(false)); // no AMSGrad
            stack.push_back(new IValue(false)); // minimize
            stack.push_back(new IValue()); // gradients are not scaled
            stack.push_back(new IValue());
            NamedOperators.run(ADAM_W, "", stack);
        }
    }

    static void apply(SgdUpdate update) {
        if (update.entries().isEmpty()) {
            return;
        }
        try (PointerScope scope = new PointerScope()) {
            GenericList parameters = NamedOperators.tensors();
            GenericList gradients = NamedOperators.tensors();
            GenericList momenta = NamedOperators.tensors();
            for (SgdUpdate.Entry entry : update.entries()) {
                boolean channelsLast = isChannelsLast(entry.parameter());
                add(parameters, entry.parameter(), channelsLast);
                add(gradients, entry.gradient(), channelsLast);
                add(momenta, entry.momentum(), channelsLast);
            }
            IValueVector stack = new IValueVector();
            for (GenericList list : List.of(parameters, gradients, momenta)) {
                stack.push_back(new IValue(list));
            }
            stack.push_back(new IValue(update.weightDecay()));
            stack.push_back(new IValue(update.momentum()));
            stack.push_back(new IValue(update.learningRate()));
            stack.push_back(new IValue(0.0)); // no dampening
            stack.push_back(new IValue(false)); // no Nesterov step
            stack.push_back(new IValue(false)); // minimize
            stack.push_back(new IValue(false)); // the momenta have values
            stack.push_back(new IValue()); // gradients are not scaled
            stack.push_back(new IValue());
            NamedOperators.run(SGD, "", stack);
        }
    }

    /** Adds a tensor of a parameter to a list, as a view whose elements have the order of the parameter's memory. */
    private static void add(GenericList list, io.github.psfusion.tensors.Tensor tensor, boolean channelsLast) {
        Tensor handle = LibtorchTensor.handle(tensor);
        if (channelsLast) {
            // The kernels would copy what is not contiguous, and change the copy.
            handle = handle.permute(0, 2, 3, 1);
        }
        list.push_back(new IValue(handle.contiguous()));
    }

    private static boolean isChannelsLast(io.github.psfusion.tensors.Tensor parameter) {
        return !LibtorchTensor.handle(parameter).is_contiguous();
    }

    /** Returns the Euclidean norm of all elements together; the tensors' own norms are rounded to their data type. */
    static double norm(List<io.github.psfusion.tensors.Tensor> tensors) {
        try (PointerScope scope = new PointerScope()) {
            TensorVector norms = new TensorVector();
            for (io.github.psfusion.tensors.Tensor tensor : tensors) {
                norms.push_back(torch.norm(LibtorchTensor.handle(tensor), new Scalar(2.0)));
            }
            return torch.norm(torch.stack(norms).to(torch.ScalarType.Double), new Scalar(2.0))
                    .item_double();
        }
    }
}
