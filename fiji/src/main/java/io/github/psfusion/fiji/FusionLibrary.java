// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.fiji;

import ij.IJ;
import ij.ImagePlus;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.spi.IIORegistry;

/** Opens the library that fuses, from its folder {@code lib/psfusion} of Fiji and apart from all other libraries. */
final class FusionLibrary {
    /** The system property that names another folder; for developers. */
    static final String FOLDER_PROPERTY = "psfusion.fiji.library";

    /** Native code can be loaded once in a process, and ImageJ makes a plug-in anew for each run: so what is open stays open. */
    private static final Map<File, ImageFusion> OPEN = new ConcurrentHashMap<>();

    private FusionLibrary() {}

    /**
     * Opens the library of this installation, or returns it where it is open.
     *
     * @throws FusionException if Java is too old, or the library is missing or damaged
     */
    static ImageFusion installed() throws FusionException {
        RequiredJava.check(System.getProperty("java.specification.version", ""));
        File folder = folder().getAbsoluteFile();
        synchronized (OPEN) {
            ImageFusion open = OPEN.get(folder);
            if (open == null) {
                open = open(folder);
                OPEN.put(folder, open);
            }
            return open;
        }
    }

    /** Opens a library. */
    private static ImageFusion open(File folder) throws FusionException {
        URL[] jars = jars(folder);
        // ImageIO collects its plug-ins at its first use, for the whole process: those of the library shall not be
        // among them.
        IIORegistry unused = IIORegistry.getDefaultInstance();
        ClassLoader plugin = FusionLibrary.class.getClassLoader();
        ClassLoader library = new URLClassLoader(jars, new SharedClasses(plugin));
        try {
            Iterator<ImageFusion> found =
                    ServiceLoader.load(ImageFusion.class, library).iterator();
            if (found.hasNext()) {
                return new WithLoader(found.next(), library);
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new FusionException(
                    "The library in " + folder + " cannot be opened: " + e + ".\nInstall the plug-in anew.", e);
        }
        throw new FusionException("The folder " + folder + " does not hold the library of this plug-in.\n"
                + "Install the plug-in anew: its files in plugins and in lib/psfusion belong together.");
    }

    private static URL[] jars(File folder) throws FusionException {
        File[] files = folder.listFiles((parent, name) -> name.endsWith(".jar"));
        if (files == null || files.length == 0) {
            throw new FusionException("There is no library in " + folder + ".\n"
                    + "Install the plug-in anew: the folder lib/psfusion is beside the folder plugins.");
        }
        Arrays.sort(files); // the order of a file system is not the same everywhere
        List<URL> urls = new ArrayList<>();
        for (File file : files) {
            try {
                urls.add(file.toURI().toURL());
            } catch (MalformedURLException e) {
                throw new FusionException("The name of " + file + " cannot be used: " + e.getMessage(), e);
            }
        }
        return urls.toArray(new URL[0]);
    }

    /** Returns the folder beside that of the plug-in's jar. */
    private static File folder() throws FusionException {
        String named = System.getProperty(FOLDER_PROPERTY);
        if (named != null) {
            return new File(named);
        }
        File plugins = ofJar();
        if (plugins == null) {
            String known = IJ.getDirectory("plugins");
            plugins = known == null ? null : new File(known).getAbsoluteFile();
        }
        File home = plugins == null ? null : plugins.getParentFile();
        if (home == null) {
            throw new FusionException("The folder of Fiji is not known. Install the plug-in in the folder plugins.");
        }
        return new File(home, "lib" + File.separator + "psfusion");
    }

    /** Returns the folder plugins that the plug-in's jar lies in, also deeper; null if it is none or lies elsewhere. */
    private static File ofJar() {
        CodeSource source = FusionLibrary.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return null;
        }
        try {
            for (File at = new File(source.getLocation().toURI()); at != null; at = at.getParentFile()) {
                if (at.getName().equals("plugins")) {
                    return at;
                }
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null; // not a file
        }
        return null;
    }

    /** Lets services be found in the library: Java looks for them by the loader of the thread. */
    private static final class WithLoader implements ImageFusion {
        private final ImageFusion fusion;
        private final ClassLoader library;

        WithLoader(ImageFusion fusion, ClassLoader library) {
            this.fusion = fusion;
            this.library = library;
        }

        @Override
        public List<String> methods() {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(library);
            try {
                return fusion.methods();
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        @Override
        public ImagePlus fuse(FusionRequest request, FusionProgress progress) throws FusionException {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(library);
            try {
                return fusion.fuse(request, progress);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }
}
