@NullMarked
package io.github.psfusion.downstream.onnx;

import org.jspecify.annotations.NullMarked;
