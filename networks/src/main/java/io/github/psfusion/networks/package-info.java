/** What all networks share: declared parameters, their initial values, their binding to weight files. */
@NullMarked
package io.github.psfusion.networks;

import org.jspecify.annotations.NullMarked;
