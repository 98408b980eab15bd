/** The backend libtorch, through JavaCPP's preset. The only module that touches native code. */
@NullMarked
package io.github.psfusion.libtorch;

import org.jspecify.annotations.NullMarked;
