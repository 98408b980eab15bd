/** The verb {@code train}: settings from options, the run folder, and what is said while it runs. */
@NullMarked
package io.github.psfusion.cli.train;

import org.jspecify.annotations.NullMarked;
