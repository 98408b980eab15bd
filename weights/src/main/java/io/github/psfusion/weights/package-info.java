@NullMarked
package io.github.psfusion.weights;

import org.jspecify.annotations.NullMarked;
