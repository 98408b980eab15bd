// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedMethodTest {
    private static String noFile(String name) {
        throw new AssertionError("asked for " + name);
    }

    @Test
    void tasksOfOneJvmShareAnEngine() throws Exception {
        SharedMethodSettings settings = new SharedMethodSettings("laplacian:levels=3", "", "", 1);
        Set<SharedMethod> methods = ConcurrentHashMap.newKeySet();
        ExecutorService tasks = Executors.newFixedThreadPool(8);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            running.add(tasks.submit(() -> methods.add(SharedMethod.of(settings, SharedMethodTest::noFile))));
        }
        for (Future<?> task : running) {
            task.get();
        }
        tasks.shutdown();
        assertThat(methods).hasSize(1);
        SharedMethod shared = methods.iterator().next();
        assertThat(shared.name()).startsWith(ProcessHandle.current().pid() + "/");
        assertThat(shared.<String>run(method -> method.description().key())).startsWith("laplacian");
        assertThat(SharedMethod.of(new SharedMethodSettings("average", "", "", 1), SharedMethodTest::noFile))
                .isNotSameAs(shared);
    }

    /** Else each task would read the weights again, only to fail as the one before. */
    @Test
    void anEngineThatCannotBeBuiltIsTriedOnce(@TempDir Path folder) throws IOException {
        Path weights = Files.writeString(folder.resolve("w.safetensors"), "other bytes");
        AtomicInteger asked = new AtomicInteger();
        SharedMethodSettings settings = new SharedMethodSettings("psfusion", "w.safetensors", "00ff", 1);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> SharedMethod.of(settings, name -> {
                        asked.incrementAndGet();
                        return weights.toString();
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the weight file has the SHA-256 ")
                    .hasMessageContaining("that of the driver has 00ff");
        }
        assertThat(asked).hasValue(1);
    }
}
