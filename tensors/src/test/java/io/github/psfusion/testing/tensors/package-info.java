// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Test support: a backend in plain Java with obvious loops, tables of the tensor operations, and the cases that hold for graphs on any
 * backend.
 *
 * <p>It lies with the tests of the module {@code tensors}, which it needs and which need it; the tests of other modules get it as a
 * test-jar.
 */
@NullMarked
package io.github.psfusion.testing.tensors;

import org.jspecify.annotations.NullMarked;
