/** The commands on tasks that follow fusion. */
@NullMarked
package io.github.psfusion.cli.downstream;

import org.jspecify.annotations.NullMarked;
