@NullMarked
package io.github.psfusion.networks;

import org.jspecify.annotations.NullMarked;
