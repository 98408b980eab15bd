// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.MethodDescription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The methods of a comparison. All are opened before the first one runs, so that a wrong option shows at once. */
final class OpenMethods implements AutoCloseable {
    private final List<OpenMethod> methods = new ArrayList<>();

    private OpenMethods() {}

    /**
     * Opens methods.
     *
     * @throws IOException if one cannot be opened; none stays open
     */
    static OpenMethods of(List<MethodSource> sources) throws IOException {
        OpenMethods opened = new OpenMethods();
        try {
            for (MethodSource source : sources) {
                opened.methods.add(new OpenMethod(source, source.open()));
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Returns the methods in the order of their sources. */
    List<OpenMethod> all() {
        return List.copyOf(methods);
    }

    @Override
    public void close() {
        methods.forEach(open -> open.method.close());
        methods.clear();
    }

    /** An open method under the key of its source. */
    record OpenMethod(MethodSource source, FusionMethod method) {
        /** Returns the description of the method, under the key of its source. */
        MethodDescription description() {
            MethodDescription own = method.description();
            return new MethodDescription(source.key(), own.name(), own.citation(), own.settings());
        }

        /**
         * Fuses a pair.
         *
         * @throws IOException if the pair is refused, or the method cannot read its images
         */
        Image fuse(ImagePair pair) throws IOException {
            source.check(method, pair);
            return method.fuse(pair);
        }
    }
}
