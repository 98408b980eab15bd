/** Tests of the program as its users meet it: arguments in, streams, files and exit statuses out. */
@NullMarked
package io.github.psfusion.cli;

import org.jspecify.annotations.NullMarked;
