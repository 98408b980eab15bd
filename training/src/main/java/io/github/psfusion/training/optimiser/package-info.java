/** How parameters follow their gradients. */
@NullMarked
package io.github.psfusion.training.optimiser;

import org.jspecify.annotations.NullMarked;
