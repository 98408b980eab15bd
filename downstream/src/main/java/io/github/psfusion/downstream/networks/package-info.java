/** Segmentation networks that two CPU cores can train, each in a form for one image and in one for two encoders. */
@NullMarked
package io.github.psfusion.downstream.networks;

import org.jspecify.annotations.NullMarked;
