/** How parameters follow their gradients. */
@NullMarked
package io.github.psfusion.training.optimizer;

import org.jspecify.annotations.NullMarked;
