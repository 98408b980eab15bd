@NullMarked
package io.github.psfusion.datasets.export;

import org.jspecify.annotations.NullMarked;
