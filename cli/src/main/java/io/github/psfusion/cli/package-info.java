/** The program {@code psfusion}: one class per command, which reads its options, calls a library module and reports. */
@NullMarked
package io.github.psfusion.cli;

import org.jspecify.annotations.NullMarked;
