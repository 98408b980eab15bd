/** Detectors and segmenters of others, as ONNX files: how images become their input, and their outputs boxes and class maps. */
@NullMarked
package io.github.psfusion.downstream.onnx;

import org.jspecify.annotations.NullMarked;
