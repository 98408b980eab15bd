/** Tests of what all verbs share. */
@NullMarked
package io.github.psfusion.cli.console;

import org.jspecify.annotations.NullMarked;
