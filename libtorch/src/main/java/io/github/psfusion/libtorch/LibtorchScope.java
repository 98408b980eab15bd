// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/** A scope over JavaCPP's, which frees every native object that was made inside, small ones included. */
final class LibtorchScope implements TensorScope {
    private static final ThreadLocal<@Nullable LibtorchScope> INNERMOST = new ThreadLocal<>();

    private final @Nullable LibtorchScope parent;
    private final PointerScope pointers;
    private final AtomicLong live;
    private @Nullable Pointer held;
    private long owned;
    private boolean closed;

    LibtorchScope(AtomicLong live) {
        this.live = live;
        this.parent = INNERMOST.get();
        this.pointers = new PointerScope();
        INNERMOST.set(this);
    }

    /**
     * Returns the innermost open scope of this thread.
     *
     * @throws IllegalStateException if there is none: its tensors would be freed by the garbage collector only
     */
    static LibtorchScope innermost() {
        LibtorchScope scope = INNERMOST.get();
        if (scope == null) {
            throw new IllegalStateException(
                    "no tensor scope is open on this thread: open one with Backend.openScope()");
        }
        return scope;
    }

    /** Returns the scope in which all open scopes of this thread lie. */
    LibtorchScope outermost() {
        LibtorchScope scope = this;
        while (scope.parent != null) {
            scope = scope.parent;
        }
        return scope;
    }

    /** Keeps a native object until this scope is closed or {@link #detach} is called. */
    void attach(Pointer object) {
        pointers.attach(object);
    }

    /** Drops the reference of {@link #attach}. */
    void detach(Pointer object) {
        pointers.detach(object);
    }

    /** Keeps a native object until the next one comes: native code that a callback returns it to copies it after the return. */
    void holdUntilNext(Pointer object) {
        Pointer last = held;
        if (last != null) {
            pointers.detach(last);
        }
        pointers.attach(object);
        held = object;
    }

    /** Notes that a tensor was made in this scope. */
    void own(LibtorchTensor tensor) {
        tensor.setOwner(this);
        owned++;
        live.incrementAndGet();
    }

    @Override
    public Tensor keep(Tensor tensor) {
        LibtorchTensor kept = (LibtorchTensor) tensor;
        if (kept.owner() != this) {
            return tensor;
        }
        if (parent == null) {
            throw new IllegalStateException("there is no enclosing scope to keep a tensor in");
        }
        // Attach before detaching: the last reference must not be dropped in between.
        parent.pointers.attach(kept.handle());
        pointers.detach(kept.handle());
        kept.setOwner(parent);
        owned--;
        parent.owned++;
        return tensor;
    }

    @Override
    public void free(Tensor tensor) {
        LibtorchTensor freed = (LibtorchTensor) tensor;
        if (freed.owner() == this) {
            pointers.detach(freed.handle()); // the last reference
            freed.setOwner(null);
            owned--;
            live.decrementAndGet();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (INNERMOST.get() != this) {
            throw new IllegalStateException("tensor scopes must be closed by their own thread, inner before outer");
        }
        closed = true;
        INNERMOST.set(parent);
        pointers.close();
        live.addAndGet(-owned);
    }
}
