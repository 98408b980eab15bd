/**
 * Training of any network: batches, steps, checkpoints, validation. What is trained is a {@link
 * io.github.psfusion.training.TrainingTask}; each kind of network has its tasks in a package of its own.
 */
@NullMarked
package io.github.psfusion.training;

import org.jspecify.annotations.NullMarked;
