/** Tests of PyTorch's formats. */
@NullMarked
package io.github.psfusion.weights.torch;

import org.jspecify.annotations.NullMarked;
