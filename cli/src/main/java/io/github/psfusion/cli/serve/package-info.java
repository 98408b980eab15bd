/** The command {@code serve}: its options; the work is done by {@code server}. */
@NullMarked
package io.github.psfusion.cli.serve;

import org.jspecify.annotations.NullMarked;
