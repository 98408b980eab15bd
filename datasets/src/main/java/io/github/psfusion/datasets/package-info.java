/**
 * Files on disk become pairs, labels and splits.
 *
 * <p>{@link io.github.psfusion.datasets.PairFinder} finds the pairs of two folders or of a data set, whose arrangement
 * a {@link io.github.psfusion.datasets.DatasetLayout} knows. Nothing here writes into a source folder.
 */
@NullMarked
package io.github.psfusion.datasets;

import org.jspecify.annotations.NullMarked;
