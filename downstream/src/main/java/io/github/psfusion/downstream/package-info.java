/**
 * Whether fusing serves segmentation and detection: experiments that train the same segmenter on different inputs, and frozen models
 * on them.
 */
@NullMarked
package io.github.psfusion.downstream;

import org.jspecify.annotations.NullMarked;
