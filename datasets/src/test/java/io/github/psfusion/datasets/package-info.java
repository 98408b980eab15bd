@NullMarked
package io.github.psfusion.datasets;

import org.jspecify.annotations.NullMarked;
