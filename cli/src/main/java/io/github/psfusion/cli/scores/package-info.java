/** What the verbs {@code evaluate} and {@code compare} share: the choice of metrics, tables for the terminal, files of scores. */
@NullMarked
package io.github.psfusion.cli.scores;

import org.jspecify.annotations.NullMarked;
