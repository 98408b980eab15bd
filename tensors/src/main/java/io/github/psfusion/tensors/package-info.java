/**
 * What a network, a loss or an optimizer uses of a backend: tensors, their operations, their ownership, gradients.
 *
 * <p>Plain Java, no native code. A {@link io.github.psfusion.tensors.Backend} is found by {@link
 * io.github.psfusion.tensors.Backends}; all computing code of this project is written against the interfaces of this
 * package. Ownership in one sentence: a tensor that an operation returns belongs to the innermost open {@link
 * io.github.psfusion.tensors.TensorScope} of its thread and dies with it.
 */
@NullMarked
package io.github.psfusion.tensors;

import org.jspecify.annotations.NullMarked;
