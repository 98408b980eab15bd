@NullMarked
package io.github.psfusion.downstream;

import org.jspecify.annotations.NullMarked;
