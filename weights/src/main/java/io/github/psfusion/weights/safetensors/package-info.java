/** The safetensors format: a JSON header with name, type, shape and place of each tensor, then their bytes. */
@NullMarked
package io.github.psfusion.weights.safetensors;

import org.jspecify.annotations.NullMarked;
