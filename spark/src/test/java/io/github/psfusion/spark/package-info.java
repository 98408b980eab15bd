@NullMarked
package io.github.psfusion.spark;

import org.jspecify.annotations.NullMarked;
