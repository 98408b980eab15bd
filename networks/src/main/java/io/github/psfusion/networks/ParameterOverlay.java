// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import io.github.psfusion.tensors.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Other values in the place of those of a network, until closed: averaged weights for a validation, for example. Closing also
 * restores all counters of training passes.
 *
 * <p>No value is copied. Belongs to one thread, which alone uses the network meanwhile; overlays are closed in reverse order.
 */
public final class ParameterOverlay implements AutoCloseable {
    private final Map<Parameter, Tensor> former = new LinkedHashMap<>();
    private final Map<Parameter, Long> counts = new LinkedHashMap<>();
    private boolean closed;

    /**
     * Puts values in the place of others.
     *
     * @param parameters of the network, all with values
     * @param values persistent tensors of the parameters' shapes, for some or all of them; not owned, and to be kept until the
     *     overlay is closed
     * @throws IllegalArgumentException if a shape differs; then nothing has changed
     */
    public ParameterOverlay(Parameters parameters, Map<Parameter, Tensor> values) {
        values.forEach((parameter, value) -> {
            if (!value.shape().equals(parameter.shape())) {
                throw new IllegalArgumentException(
                        "parameter " + parameter.name() + " expects " + parameter.shape() + ", not " + value.shape());
            }
        });
        for (Parameter parameter : parameters.all()) {
            if (parameter.kind() == Parameter.Kind.COUNTER) {
                counts.put(parameter, parameter.count());
            }
        }
        values.forEach((parameter, value) -> {
            former.put(parameter, parameter.value());
            parameter.setValue(value);
        });
    }

    /** Restores the former values and counters; twice is harmless. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            former.forEach(Parameter::setValue);
            counts.forEach(Parameter::setCount);
        }
    }
}
