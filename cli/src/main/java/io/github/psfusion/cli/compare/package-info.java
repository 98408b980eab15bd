/** The command {@code compare}: runs or reads several methods, and ranks them. */
@NullMarked
package io.github.psfusion.cli.compare;

import org.jspecify.annotations.NullMarked;
