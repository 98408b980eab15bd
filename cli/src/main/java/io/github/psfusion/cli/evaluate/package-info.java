/** The command {@code evaluate}: scores the images of one method, or predicted class maps. */
@NullMarked
package io.github.psfusion.cli.evaluate;

import org.jspecify.annotations.NullMarked;
