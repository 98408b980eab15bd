@NullMarked
package io.github.psfusion.downstream.networks;

import org.jspecify.annotations.NullMarked;
