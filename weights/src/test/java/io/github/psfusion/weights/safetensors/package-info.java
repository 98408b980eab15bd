/** Tests of the safetensors format. */
@NullMarked
package io.github.psfusion.weights.safetensors;

import org.jspecify.annotations.NullMarked;
