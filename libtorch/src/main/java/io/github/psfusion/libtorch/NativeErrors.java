// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.BackendException;
import io.github.psfusion.tensors.ShapeException;
import io.github.psfusion.tensors.Tensor;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns libtorch's exceptions into ours: the first line only, with the operation and the operands' shapes. */
final class NativeErrors {
    private static final Pattern ABOUT_SHAPES =
            Pattern.compile("size|shape|dim|channel|expand|match|stride|out of range|kernel", Pattern.CASE_INSENSITIVE);

    private NativeErrors() {}

    static RuntimeException translate(String operation, RuntimeException error, Tensor... operands) {
        String message = String.valueOf(error.getMessage()).lines().findFirst().orElse("no reason given");
        if (message.contains("can't allocate memory") || message.contains("out of memory")) {
            return new BackendException(
                    "out of memory in " + operation + " (" + message + "). Use smaller images, crops or batches,"
                            + " or a machine with more memory.",
                    error);
        }
        String where = operation
                + Arrays.stream(operands)
                        .map(operand -> operand.shape() + " " + operand.dataType())
                        .collect(Collectors.joining(", ", " of ", ": "));
        return ABOUT_SHAPES.matcher(message).find()
                ? new ShapeException(where + message)
                : new BackendException(where + message, error);
    }
}
