// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Manual pages, made from the same model as the help texts. */
@NullMarked
package io.github.psfusion.cli.manual;

import org.jspecify.annotations.NullMarked;
