/** The verb {@code fuse}: finds the pairs, fuses them one after the other, writes the results. */
@NullMarked
package io.github.psfusion.cli.fuse;

import org.jspecify.annotations.NullMarked;
