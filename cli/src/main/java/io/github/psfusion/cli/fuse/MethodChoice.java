// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SessionBackend;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodNames;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.methods.Sizing;
import io.github.psfusion.pipeline.MemoryLimit;
import io.github.psfusion.pipeline.MethodOpener;
import io.github.psfusion.pipeline.WeightsLocator;
import io.github.psfusion.platform.Device;
import io.github.psfusion.platform.MemorySize;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** By which method images are fused. */
final class MethodChoice {
    /** Options that some methods have no use for: what they are called there, and the message. */
    private static final Map<String, Foreign> FOREIGN = Map.of(
            "--weights", new Foreign(MethodContext.WEIGHTS, "has no weights"),
            "--precision", new Foreign(MethodContext.PRECISION, "computes in one precision only"),
            "--as-published", new Foreign(MethodContext.SIZING, "takes images of any size as they are"));

    private record Foreign(String option, String fact) {}

    @Option(
            names = {"-m", "--method"},
            paramLabel = "NAME",
            completionCandidates = MethodNames.class,
            description =
                    "psfusion (default), seafusion, gtf, ... (--list-methods names all), with options after the name,"
                            + " such as gtf:minimum; folder:DIR gives images made elsewhere another format or colors")
    private String method = WeightsLocator.DEFAULT_METHOD;

    @Option(
            names = "--list-methods",
            description = "names, options and papers of all methods, and whether weights are found; then stop")
    private boolean list;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description =
                    "weights of the method, .safetensors, .pth or .index, or the folder of several files (default for"
                            + " psfusion: $$PSFUSION_WEIGHTS, else models/psfusion.safetensors of the installation; for other"
                            + " networks those in a folder of $$PSFUSION_WEIGHTS_PATH)")
    private @Nullable Path weights;

    @Option(
            names = "--as-published",
            description = "psfusion: repeat the authors' script: resize to multiples of 32, truncate to 8 bit (default:"
                    + " pad, round)")
    private boolean asPublished;

    @Option(
            names = "--precision",
            paramLabel = "P",
            description = "psfusion: auto (default: float32 or bfloat16, whichever is measured to be faster), float32,"
                    + " bfloat16, or int8: fastest on CPUs with VNNI, with a little error")
    private Precision precision = Precision.AUTO;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "psfusion: refuse pairs that need more, e.g. 2G (default: all memory of the machine, its"
                    + " container or the GPU)")
    private @Nullable MemorySize memory;

    /** Returns how much memory the method may take. */
    MemoryLimit memory(Session session) {
        return memory == null
                ? MemoryLimit.of(SessionBackend.wanted(session).orElse(Device.CPU))
                : new MemoryLimit(memory.bytes(), "--memory allows");
    }

    /** Returns the weights, if some were named. */
    Optional<Path> weights() {
        return Optional.ofNullable(weights);
    }

    /** Returns whether the methods are to be listed and nothing else. */
    boolean listed() {
        return list;
    }

    /**
     * Finds the method, not yet opened.
     *
     * @param given what was on the command line: values from the environment or a configuration are for the methods that
     *     have a use for them
     * @throws UserError if there is no such method, or an option makes no sense for it
     */
    Request request(ParseResult given) {
        Request request = MethodOpening.parse(method);
        FOREIGN.forEach((option, foreign) -> {
            if (given.hasMatchedOption(option) && !request.has(foreign.option)) {
                throw UserError.usage(option + ": method " + request.provider().key() + " " + foreign.fact
                        + ". Leave the option out.");
            }
        });
        return request;
    }

    /** Returns how the method is opened. */
    MethodContext context(Request request, Session session, ParseResult given) {
        MethodContext context = MethodOpening.context(session)
                .withPrecision(precision)
                .withSizing(asPublished ? Sizing.AS_PUBLISHED : Sizing.PAD);
        boolean meant =
                request.provider().key().equals(WeightsLocator.DEFAULT_METHOD) || given.hasMatchedOption("--weights");
        return weights == null || !meant ? context : context.withWeights(weights);
    }

    /**
     * Returns how samples become levels.
     *
     * @throws UserError if an option of the method has a value that cannot be
     */
    static Rounding rounding(Request request, MethodContext context) {
        try {
            return MethodOpener.rounding(request, context);
        } catch (MethodOptionException e) {
            throw UserError.usage("--method " + e.getMessage() + ".");
        }
    }
}
