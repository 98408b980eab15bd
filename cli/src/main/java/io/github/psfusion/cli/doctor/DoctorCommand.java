// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.doctor;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SessionBackend;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.pipeline.MethodOpener;
import io.github.psfusion.pipeline.diagnostics.CheckResult;
import io.github.psfusion.pipeline.diagnostics.GpuExamination;
import io.github.psfusion.pipeline.diagnostics.MachineExamination;
import io.github.psfusion.pipeline.engine.EngineFolder;
import io.github.psfusion.platform.Device;
import io.github.psfusion.platform.SystemLibraries;
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

/** Examines the machine and reports what is missing. */
@Command(
        name = "doctor",
        header = "is this machine ready?",
        customSynopsis = "psfusion doctor [OPTIONS]",
        description = {
            "Is this machine ready? Checks Java, CPU, memory, limits of the container, free disk, write access, the"
                    + " backend and the weights, and fuses a small image. With --device cuda also what a GPU needs.%n",
            "Each line is ok, note or FAULT with its remedy. Exit code 7 if there is a fault. Paste the lines into a report"
                    + " of a problem.%n"
        },
        footer = "%nCommon options: psfusion --help.")
public final class DoctorCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--weights", paramLabel = "FILE", description = "weights to look at (default: where fuse looks)")
    private @Nullable Path weights;

    /** Makes the command. */
    public DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        MethodContext context = MethodContext.defaults();
        MethodOpener opener = new MethodOpener(
                MethodOpening.weights(session), weights == null ? context : context.withWeights(weights));
        List<CheckResult> results =
                new ArrayList<>(new MachineExamination(session.environment(), this::openBackend, opener).run());
        boolean gpu = SessionBackend.wanted(session).stream().anyMatch(device -> device.kind() == Device.Kind.CUDA);
        results.addAll(new GpuExamination(
                        EngineFolder.of(session.environment()),
                        SystemLibraries.of(Path.of("/"), session.environment()),
                        gpu)
                .run());
        session.console()
                .result(
                        results.stream().map(CheckResult::toString).collect(Collectors.joining(System.lineSeparator())),
                        asJson(results));
        boolean fault = results.stream().anyMatch(result -> result.level() == CheckResult.Level.FAULT);
        return fault ? ExitCode.CHECK_FAILED : ExitCode.OK;
    }

    /** A device that is not there is a fault of the machine here, not of the arguments. */
    private Backend openBackend() {
        try {
            return SessionBackend.open(session);
        } catch (UserError e) {
            throw new BackendException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, ?> asJson(List<CheckResult> results) {
        List<Map<String, Object>> checks = new ArrayList<>();
        for (CheckResult result : results) {
            Map<String, Object> check = new LinkedHashMap<>();
            check.put("level", Choices.name(result.level()));
            check.put("subject", result.subject());
            check.put("found", result.text());
            result.remedy().ifPresent(remedy -> check.put("remedy", remedy));
            checks.add(check);
        }
        return Map.of("checks", checks);
    }
}
