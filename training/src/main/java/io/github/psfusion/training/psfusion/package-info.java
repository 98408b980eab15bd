/** Training of PSFusion: the network as the trainer sees it, its loss of ten terms, its metrics and previews. */
@NullMarked
package io.github.psfusion.training.psfusion;

import org.jspecify.annotations.NullMarked;
