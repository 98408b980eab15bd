/** What the commands {@code evaluate} and {@code compare} share: options, tables for the terminal, exit codes. */
@NullMarked
package io.github.psfusion.cli.scores;

import org.jspecify.annotations.NullMarked;
