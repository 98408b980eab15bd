/** The commands on weight files: inspect, import, export. */
@NullMarked
package io.github.psfusion.cli.weights;

import org.jspecify.annotations.NullMarked;
