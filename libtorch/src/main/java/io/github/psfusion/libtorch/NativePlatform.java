// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.platform.FileWriteException;
import io.github.psfusion.platform.PrivateFolder;
import io.github.psfusion.platform.ProcessLimits;
import io.github.psfusion.tensors.BackendException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads libtorch once per process, safely.
 *
 * <p>JavaCPP unpacks and loads its libraries one by one. Where another libtorch is on the dynamic linker's path, {@code
 * libtorch.so} would be linked to that one's {@code libtorch_cpu.so} as long as ours does not lie beside it, and two versions
 * in one process end in a crash. So everything is unpacked before anything is loaded. And where {@code LD_LIBRARY_PATH}
 * names another libtorch, that would still come first: so each library is loaded by its full path, in the order of their
 * dependences, after which the linker takes those that are there.
 *
 * <p>JavaCPP looks for the library of each of its classes in all archives of the class path when the class is first used,
 * which delays the start. A process of our own may forbid that by JavaCPP's property {@code
 * org.bytedeco.javacpp.loadLibraries=false}: then all libraries are loaded by path here, and the number of threads of matrix
 * products is set by the environment. Linux only.
 */
final class NativePlatform {
    /** JavaCPP's property that names the folder into which it unpacks. */
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    private static final double GIGA = 1e9;

    /** What the libraries reserve with the allocator's own settings, measured: 1.1 GB; and some for their threads. */
    private static final long ADDRESS_BYTES = 1_500_000_000L;

    /** Threads that libtorch and Java start besides those that compute. */
    private static final int FURTHER_THREADS = 8;

    private static final String BLAS_THREADS = "OPENBLAS_NUM_THREADS";
    /** libtorch's own, each after what it needs itself. */
    private static final List<String> TORCH = List.of("libgomp.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so");

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static boolean loaded;

    private NativePlatform() {}

    /**
     * Unpacks and loads the libraries, if that has not been done.
     *
     * @throws BackendException if they are not on the class path, cannot be unpacked or cannot be loaded
     */
    static void load() {
        LOCK.lock();
        try {
            if (!loaded) {
                requireAddressSpace();
                requireThreads();
                Path cache = cache();
                try {
                    if (isCuda()) {
                        CudaBuild.loadSystemLibraries();
                    }
                    load(unpackTorch(cache));
                } finally {
                    PrivateFolder.close(cache);
                }
                loaded = true;
            }
        } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError e) {
            throw new BackendException(
                    "libtorch cannot be loaded on " + Loader.getPlatform() + ": " + firstLine(e)
                            + ". There are builds for Linux, macOS and Windows on x86_64 and for macOS on arm64.",
                    e);
        } catch (IOException e) {
            throw new BackendException(
                    "libtorch's libraries (about 450 MB) cannot be unpacked: " + e.getMessage()
                            + ". Name a folder of your own in the environment variable PSFUSION_CACHE.",
                    e);
        } finally {
            LOCK.unlock();
        }
    }

    private static void load(File[] unpacked) throws IOException {
        if (Loader.isLoadLibraries()) {
            loadDependences(unpacked);
            Loader.load(torch.class);
            limitBlas();
        } else {
            loadEverything(unpacked);
        }
    }

    /**
     * Leaves matrix products to one thread: OpenBLAS has threads of its own, whose busy waiting slows those of libtorch.
     */
    private static void limitBlas() {
        if (System.getenv(BLAS_THREADS) == null) {
            openblas_nolapack.blas_set_num_threads(1);
        }
    }

    /** Returns libtorch's version; the preset's version is libtorch's and JavaCPP's joined by a hyphen. */
    static String version() {
        try {
            String preset = Loader.getVersion("org.bytedeco", "pytorch");
            return preset.substring(0, preset.indexOf('-'));
        } catch (IOException e) {
            return "of unknown version";
        }
    }

    /** Loads what libtorch needs and libtorch, but for the classes of JavaCPP; not needed on other systems than Linux. */
    private static void loadDependences(File[] unpacked) {
        if (Loader.getPlatform().startsWith("linux") && unpacked.length > 0) {
            Loader.load(openblas.class);
            loadByPath(unpacked, torchLibraries());
        }
    }

    /** Loads everything without JavaCPP's search. */
    private static void loadEverything(File[] unpacked) throws IOException {
        System.load(unpack(Loader.class, "javacpp", "libjnijavacpp.so"));
        for (String name : List.of("libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0")) {
            System.load(unpack(org.bytedeco.openblas.presets.openblas.class, "openblas", name));
        }
        loadByPath(unpacked, torchLibraries());
        loadByPath(unpacked, List.of("libjnitorch.so"));
    }

    /**
     * Makes sure that the libraries can be loaded. Where addresses run out meanwhile, some of them end the process and others try
     * again for minutes.
     */
    private static void requireAddressSpace() {
        OptionalLong left = ProcessLimits.addressSpaceLeft();
        if (left.isPresent() && left.getAsLong() < ADDRESS_BYTES) {
            throw new BackendException(String.format(
                    Locale.ROOT,
                    "the address space of this process is limited, and %.1f GB of it are left; libtorch needs %.1f GB"
                            + " and memory for the images. Raise the limit (ulimit -v, -d), or give Java less of it"
                            + " (JAVA_OPTS=-Xmx512m).",
                    left.getAsLong() / GIGA,
                    ADDRESS_BYTES / GIGA));
        }
    }

    /** Makes sure that there can be a thread for each CPU: OpenMP ends the process where it gets none. */
    private static void requireThreads() {
        int needed = Runtime.getRuntime().availableProcessors() + FURTHER_THREADS;
        OptionalLong left = ProcessLimits.threadsLeft();
        if (left.isPresent() && left.getAsLong() < needed) {
            throw new BackendException(
                    "the limit of processes leaves " + left.getAsLong() + " threads, and libtorch needs " + needed
                            + ". Raise the limit (ulimit -u), or end other programs.");
        }
    }

    private static void loadByPath(File[] unpacked, List<String> names) {
        for (String name : names) {
            for (File found : unpacked) {
                File library = found.isDirectory() ? new File(found, name) : found;
                if (library.getName().equals(name) && library.isFile()) {
                    System.load(library.getAbsolutePath());
                }
            }
        }
    }

    /** Unpacks libtorch and returns the folder or the files; nothing where the user brings a libtorch. */
    private static File[] unpackTorch(Path cache) throws IOException {
        if (CudaBuild.isUserProvided()) {
            return new File[0];
        }
        // A class literal does not initialize the class, so nothing is loaded yet.
        try {
            File[] unpacked = Loader.cacheResources(org.bytedeco.pytorch.presets.torch.class, torchFolder());
            if (unpacked == null || unpacked.length == 0) {
                throw missing("libtorch");
            }
            return unpacked;
        } catch (IOException e) {
            throw FileWriteException.of(cache, e);
        }
    }

    /**
     * Returns the folder of the unpacked libraries. JavaCPP would take a folder that another user has filled, and where it cannot
     * use a folder it would silently take the next of three, the last of them below /tmp.
     */
    private static Path cache() throws IOException {
        String named = System.getProperty(CACHE, "");
        Path wanted =
                named.isEmpty() ? Path.of(System.getProperty("user.home", ""), ".javacpp", "cache") : Path.of(named);
        Path cache = PrivateFolder.open(wanted);
        System.setProperty(CACHE, cache.toString());
        // Another program in this process may have used JavaCPP before, with another folder.
        Path used = Loader.getCacheDir().toPath();
        return used.equals(cache) ? cache : PrivateFolder.open(used);
    }

    /** Unpacks one library of an archive and returns its path. */
    private static String unpack(Class<?> neighbor, String archive, String name) throws IOException {
        File unpacked = Loader.cacheResource(neighbor, folder(archive) + name);
        if (unpacked == null) {
            throw missing(archive);
        }
        return unpacked.getAbsolutePath();
    }

    /** Returns whether the CUDA build of libtorch is loaded: where it is on the class path, and the user brings none. */
    private static boolean isCuda() {
        return !CudaBuild.isUserProvided() && CudaBuild.isPresent();
    }

    private static List<String> torchLibraries() {
        return isCuda() ? CudaBuild.LIBRARIES : TORCH;
    }

    private static String torchFolder() {
        return isCuda()
                ? "/org/bytedeco/pytorch/" + Loader.getPlatform() + CudaBuild.EXTENSION + "/"
                : folder("pytorch");
    }

    private static String folder(String archive) {
        return "/org/bytedeco/" + archive + "/" + Loader.getPlatform() + "/";
    }

    private static BackendException missing(String natives) {
        return new BackendException("the natives of " + natives + " for " + Loader.getPlatform()
                + " are not on the class path: add org.bytedeco:pytorch-platform with -Djavacpp.platform.host");
    }

    private static String firstLine(Throwable error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
