@NullMarked
package io.github.psfusion.pipeline.alignment;

import org.jspecify.annotations.NullMarked;
