// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.work;

import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.methods.Sizing;

/**
 * A method with its options, as one that is open is found again.
 *
 * @param request the method
 * @param context how it is opened
 */
record MethodKey(Request request, MethodContext context) {
    /** What distinguishes open methods: all else is the same for the whole server. */
    record Identity(String method, Precision precision, Sizing sizing) {}

    Identity identity() {
        return new Identity(request.options().key(), context.precision(), context.sizing());
    }
}
