/** Tests of TensorFlow's checkpoints. */
@NullMarked
package io.github.psfusion.weights.tensorflow;

import org.jspecify.annotations.NullMarked;
