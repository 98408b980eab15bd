/** The verb {@code evaluate}: scores the images of one method. */
@NullMarked
package io.github.psfusion.cli.evaluate;

import org.jspecify.annotations.NullMarked;
