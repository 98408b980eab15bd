/**
 * Checkpoints of TensorFlow's {@code Saver}: an index, which is a table of LevelDB with messages of protocol buffers, and the
 * elements in files of their own.
 */
@NullMarked
package io.github.psfusion.weights.tensorflow;

import org.jspecify.annotations.NullMarked;
