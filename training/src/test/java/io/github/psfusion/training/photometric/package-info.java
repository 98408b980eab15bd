@NullMarked
package io.github.psfusion.training.photometric;

import org.jspecify.annotations.NullMarked;
