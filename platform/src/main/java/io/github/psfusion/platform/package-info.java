// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What every module may need of the machine and of text: atomic files, digests, CPU and memory facts, devices, name
 * suggestions, CSV rows. It uses no other module.
 */
@NullMarked
package io.github.psfusion.platform;

import org.jspecify.annotations.NullMarked;
