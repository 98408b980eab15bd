@NullMarked
package io.github.psfusion.training;

import org.jspecify.annotations.NullMarked;
