@NullMarked
package io.github.psfusion.training.losses;

import org.jspecify.annotations.NullMarked;
