@NullMarked
package io.github.psfusion.training.schedule;

import org.jspecify.annotations.NullMarked;
