/** What all commands share: output, progress, errors and their exit codes, where option values come from, and signals. */
@NullMarked
package io.github.psfusion.cli.console;

import org.jspecify.annotations.NullMarked;
