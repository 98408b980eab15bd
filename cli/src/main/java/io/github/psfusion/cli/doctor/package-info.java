/** The command {@code doctor}: is this machine ready? */
@NullMarked
package io.github.psfusion.cli.doctor;

import org.jspecify.annotations.NullMarked;
