/** Tests of reports. */
@NullMarked
package io.github.psfusion.evaluation.report;

import org.jspecify.annotations.NullMarked;
