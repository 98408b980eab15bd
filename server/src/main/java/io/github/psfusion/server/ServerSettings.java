// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.pipeline.WeightsLocator;
import io.github.psfusion.server.http.HttpFrontend;

/**
 * How a server runs.
 *
 * @param address where it listens, and to whom
 * @param limits how much it takes
 * @param times how long it waits
 * @param locator finds weights
 * @param context how methods are opened
 * @param program name and version, for records
 */
public record ServerSettings(
        HttpFrontend.Address address,
        ServiceLimits limits,
        ServiceTimes times,
        WeightsLocator locator,
        MethodContext context,
        String program) {
    /** Returns these settings with other limits. */
    public ServerSettings withLimits(ServiceLimits other) {
        return new ServerSettings(address, other, times, locator, context, program);
    }

    /** Returns these settings with other times. */
    public ServerSettings withTimes(ServiceTimes other) {
        return new ServerSettings(address, limits, other, locator, context, program);
    }

    /** Returns these settings with another address. */
    public ServerSettings withAddress(HttpFrontend.Address other) {
        return new ServerSettings(other, limits, times, locator, context, program);
    }

    /** Returns the limits of images. */
    DecodeLimits decodeLimits() {
        return DecodeLimits.defaults().withMaxPixels(limits.pixels());
    }

}
