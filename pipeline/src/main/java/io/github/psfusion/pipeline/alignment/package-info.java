/** Aligned copies of pairs: registering many, writing the images with a page of views, and calibrating rigs. */
@NullMarked
package io.github.psfusion.pipeline.alignment;

import org.jspecify.annotations.NullMarked;
