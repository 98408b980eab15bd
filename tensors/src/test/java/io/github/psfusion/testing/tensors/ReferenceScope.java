// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A scope that knows its tensors, which cannot be used after it. */
final class ReferenceScope implements TensorScope {
    private final ReferenceBackend backend;
    private final @Nullable ReferenceScope parent;
    private final Set<ReferenceTensor> owned = new LinkedHashSet<>();
    private boolean closed;

    ReferenceScope(ReferenceBackend backend, @Nullable ReferenceScope parent) {
        this.backend = backend;
        this.parent = parent;
    }

    void own(ReferenceTensor tensor) {
        owned.add(tensor);
        backend.count(1);
    }

    @Override
    public Tensor keep(Tensor tensor) {
        ReferenceTensor kept = (ReferenceTensor) tensor;
        if (owned.contains(kept)) {
            if (parent == null) {
                throw new IllegalStateException("there is no enclosing scope to keep a tensor in");
            }
            owned.remove(kept);
            parent.owned.add(kept);
        }
        return tensor;
    }

    @Override
    public void free(Tensor tensor) {
        ReferenceTensor freed = (ReferenceTensor) tensor;
        if (owned.remove(freed)) {
            freed.release();
            backend.count(-1);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            backend.closed(this, parent);
            closed = true;
            owned.forEach(ReferenceTensor::release);
            backend.count(-owned.size());
            owned.clear();
        }
    }
}
