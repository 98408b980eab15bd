@NullMarked
package io.github.psfusion.cli;

import org.jspecify.annotations.NullMarked;
