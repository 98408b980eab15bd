/** The commands on data sets: generate, check, prepare. */
@NullMarked
package io.github.psfusion.cli.dataset;

import org.jspecify.annotations.NullMarked;
