/** Data sets in the layouts of other training programs. */
@NullMarked
package io.github.psfusion.datasets.export;

import org.jspecify.annotations.NullMarked;
