@NullMarked
package io.github.psfusion.training.psfusion;

import org.jspecify.annotations.NullMarked;
