/** Tests of what all commands share. */
@NullMarked
package io.github.psfusion.cli.console;

import org.jspecify.annotations.NullMarked;
