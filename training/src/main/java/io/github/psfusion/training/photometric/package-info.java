/** Photometric augmentation of training pairs: changes of intensity, and of quality. */
@NullMarked
package io.github.psfusion.training.photometric;

import org.jspecify.annotations.NullMarked;
