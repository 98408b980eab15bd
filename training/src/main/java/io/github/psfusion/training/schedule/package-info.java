/** How the learning rate changes in the course of a training. */
@NullMarked
package io.github.psfusion.training.schedule;

import org.jspecify.annotations.NullMarked;
