/**
 * Weight files: names, shapes and values, read from untrusted bytes, and written whole or not at all.
 *
 * <p>{@link io.github.psfusion.weights.WeightFiles#open} recognizes the format by its content. Nothing in a file is ever
 * executed, looked up or loaded; what does not fit the format is a {@link
 * io.github.psfusion.weights.WeightFormatException}.
 */
@NullMarked
package io.github.psfusion.weights;

import org.jspecify.annotations.NullMarked;
