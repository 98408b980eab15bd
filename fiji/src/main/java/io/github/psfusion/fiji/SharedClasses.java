// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.fiji;

/**
 * What the library sees of its surroundings: Java, ImageJ and the interface of the plug-in. Libraries of Fiji and of other plug-ins
 * stay unseen, whatever their versions are; the library brings its own.
 */
final class SharedClasses extends ClassLoader {
    private static final String PLUGIN = "io.github.psfusion.fiji.";
    private static final String IMAGEJ = "ij.";

    private final ClassLoader plugin;

    /**
     * Makes the view.
     *
     * @param plugin loads the plug-in and finds ImageJ
     */
    SharedClasses(ClassLoader plugin) {
        // Above the loader of the program's class path there is that of the JDK's own modules.
        super(ClassLoader.getSystemClassLoader().getParent());
        this.plugin = plugin;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(IMAGEJ) || name.startsWith(PLUGIN)) {
            return plugin.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
