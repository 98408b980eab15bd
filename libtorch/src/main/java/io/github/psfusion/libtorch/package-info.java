@NullMarked
package io.github.psfusion.libtorch;

import org.jspecify.annotations.NullMarked;
