/** Building blocks of losses: terms, their weighted sum, and losses on labels that any network can use. */
@NullMarked
package io.github.psfusion.training.losses;

import org.jspecify.annotations.NullMarked;
