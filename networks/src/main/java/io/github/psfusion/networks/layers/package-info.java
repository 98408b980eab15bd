/** The layers that networks are made of: each declares its parameters and has a {@code forward}. */
@NullMarked
package io.github.psfusion.networks.layers;

import org.jspecify.annotations.NullMarked;
