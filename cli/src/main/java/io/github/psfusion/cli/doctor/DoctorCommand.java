// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.doctor;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.Engine;
import io.github.psfusion.cli.console.ExitStatus;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Examines the machine and says what is missing. */
@Command(
        name = "doctor",
        header = "is this machine ready?",
        customSynopsis = "psfusion doctor [OPTIONS]",
        description = {
            "Is this machine ready? Checks Java, processor, memory, limits of the container, free disk, write access, the"
                    + " engine and the weights, and fuses a small image.%n",
            "Each line is ok, note or FAULT with its remedy. Status 7 if there is a fault. Paste the lines into a report"
                    + " of a problem.%n"
        },
        footer = "%nCommon options: psfusion --help.")
public final class DoctorCommand implements Callable<Integer> {
    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

    private final Session session;

    @Option(names = "--weights", paramLabel = "FILE", description = "weights to look at (default: where fuse looks)")
    private @Nullable Path weights;

    /** Makes the verb. */
    public DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Line> lines = new ArrayList<>(JavaCheck.lines());
        Path cache = cache();
        lines.addAll(MachineCheck.lines(session.environment(), cache));
        long start = System.nanoTime();
        try (Backend backend = Engine.open(session)) {
            double seconds = (System.nanoTime() - start) * 1e-9;
            lines.addAll(EngineCheck.lines(backend, seconds, cache, session.environment()));
        } catch (BackendException | UserError e) {
            lines.add(EngineCheck.failed(e));
        }
        lines.addAll(WeightsCheck.lines(session, weights));
        session.console()
                .result(
                        lines.stream().map(Line::toString).collect(Collectors.joining(System.lineSeparator())),
                        asJson(lines));
        boolean fault = lines.stream().anyMatch(line -> line.level() == Line.Level.FAULT);
        return fault ? ExitStatus.CHECK_FAILED : ExitStatus.OK;
    }

    /** The folder that the launcher names, else JavaCPP's own. */
    private static Path cache() {
        return Path.of(System.getProperty(
                CACHE_PROPERTY,
                Path.of(System.getProperty("user.home"), ".javacpp", "cache").toString()));
    }

    private static Map<String, ?> asJson(List<Line> lines) {
        List<Map<String, Object>> checks = new ArrayList<>();
        for (Line line : lines) {
            Map<String, Object> check = new LinkedHashMap<>();
            check.put("level", Choices.name(line.level()));
            check.put("subject", line.subject());
            check.put("found", line.text());
            line.remedy().ifPresent(remedy -> check.put("remedy", remedy));
            checks.add(check);
        }
        return Map.of("checks", checks);
    }
}
