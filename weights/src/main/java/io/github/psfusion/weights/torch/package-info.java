/**
 * Files of PyTorch's {@code torch.save}: a pickle that describes tensors, and their raw storages.
 *
 * <p>Pickles are programs. Here they run on a closed machine: a handful of names stands for fixed constructions of plain
 * data, every other name is refused, and nothing is ever looked up in Java or elsewhere.
 */
@NullMarked
package io.github.psfusion.weights.torch;

import org.jspecify.annotations.NullMarked;
