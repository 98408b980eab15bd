// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import java.io.Serializable;

/**
 * What makes a shared method; executors open it from this.
 *
 * @param method name of the method with its options, as {@code fuse --method} takes it
 * @param weights name of the weight file among the files of the job; empty where the method has none
 * @param weightsSha256 digest of the weight file; empty where there is none
 * @param threads threads of one operation
 */
record SharedMethodSettings(String method, String weights, String weightsSha256, int threads) implements Serializable {
    private static final long serialVersionUID = 1L;
}
