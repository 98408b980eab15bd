@NullMarked
package io.github.psfusion.benchmarks;

import org.jspecify.annotations.NullMarked;
