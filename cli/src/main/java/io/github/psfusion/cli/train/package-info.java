/** The command {@code train}: its options and what it prints. */
@NullMarked
package io.github.psfusion.cli.train;

import org.jspecify.annotations.NullMarked;
