/** What the tests of several modules share: golden files, rule weights, seeded random cases. Test scope only. */
@NullMarked
package io.github.psfusion.testing;

import org.jspecify.annotations.NullMarked;
