// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** The documents of the project as a site of static pages with a search, a gallery and the Java documentation. */
@NullMarked
package io.github.psfusion.site;

import org.jspecify.annotations.NullMarked;
