/** The verbs on data sets: sample, check, prepare. */
@NullMarked
package io.github.psfusion.cli.dataset;

import org.jspecify.annotations.NullMarked;
