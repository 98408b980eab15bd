/** Training of segmentation networks: their loss, metrics and previews. */
@NullMarked
package io.github.psfusion.training.segmentation;

import org.jspecify.annotations.NullMarked;
