/** The terms of the training objective, and their weighted sum. */
@NullMarked
package io.github.psfusion.training.losses;

import org.jspecify.annotations.NullMarked;
