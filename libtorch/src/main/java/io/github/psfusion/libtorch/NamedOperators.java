// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.Conv2dOptions;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.ListType;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.OptionalType;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.Type;
import org.jspecify.annotations.Nullable;

/** Operators of libtorch that PyTorch's compiler uses; the Java binding has them by name only. */
final class NamedOperators {
    private static final String ADD_CONVOLUTION = "mkldnn::_convolution_pointwise_";

    private NamedOperators() {}

    /** Adds a convolution to a sum in place, by oneDNN. */
    static void addConvolution(
            Tensor sum, Tensor input, Tensor weight, @Nullable Tensor bias, Conv2dOptions options, boolean relu) {
        try (PointerScope scope = new PointerScope()) { // the stack keeps its tensors alive
            IValueVector stack = new IValueVector();
            stack.push_back(new IValue(sum));
            stack.push_back(new IValue(input));
            stack.push_back(new IValue(weight));
            stack.push_back(bias == null ? new IValue() : new IValue(bias));
            stack.push_back(new IValue(both(options.padding())));
            stack.push_back(new IValue(both(options.stride())));
            stack.push_back(new IValue(both(options.dilation())));
            stack.push_back(new IValue((long) options.groups()));
            stack.push_back(new IValue("add"));
            stack.push_back(new IValue());
            stack.push_back(relu ? new IValue("relu") : new IValue());
            stack.push_back(noParameters());
            stack.push_back(new IValue(""));
            Tensor unused = called(ADD_CONVOLUTION, "binary", stack);
        }
    }

    /**
     * Calls an operator.
     *
     * @param overload name of the operator's overload; empty for the default one
     */
    static Tensor called(String operator, String overload, IValueVector stack) {
        OperatorHandle handle = Dispatcher.singleton().findSchemaOrThrow(operator, overload);
        handle.callBoxed(stack);
        return new Tensor(stack.get(0).toTensor()); // the stack's own is freed with it
    }

    /** Calls an operator that changes its operands and returns nothing. */
    static void run(String operator, String overload, IValueVector stack) {
        Dispatcher.singleton().findSchemaOrThrow(operator, overload).callBoxed(stack);
    }

    /** The same for height and width. */
    static GenericList both(long value) {
        Type.TypePtr number = ListType.ofInts().getElementType();
        GenericList list = new GenericList(number);
        list.push_back(new IValue(value));
        list.push_back(new IValue(value));
        return list;
    }

    /** Returns an empty list of tensors. */
    static GenericList tensors() {
        return new GenericList(ListType.ofTensors().getElementType());
    }

    /** No parameters of an activation. */
    static IValue noParameters() {
        return new IValue(new GenericList(OptionalType.get(ListType.ofNumbers().getElementType())));
    }
}
