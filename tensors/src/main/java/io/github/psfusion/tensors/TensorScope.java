// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

/**
 * Owns the tensors that are made while it is the innermost open scope of its thread, and frees them on closing.
 *
 * <p>Scopes nest; each belongs to the thread that opened it and is closed by it, inner before outer. Closing twice is
 * harmless.
 */
public interface TensorScope extends AutoCloseable {
    /**
     * Hands a tensor of this scope to the enclosing scope, so that it survives this one.
     *
     * @param tensor a tensor of this scope; one that belongs elsewhere is left as it is
     * @return the same tensor, owned by the enclosing scope, or by the caller if there is none
     */
    Tensor keep(Tensor tensor);

    /**
     * Frees a tensor of this scope now, before the scope is closed; its memory goes when no other tensor shares it. It must not be
     * used any more. One that belongs elsewhere is left as it is.
     */
    void free(Tensor tensor);

    /** Frees what the scope owns. */
    @Override
    void close();
}
