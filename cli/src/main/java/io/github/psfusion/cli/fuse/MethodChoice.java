// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.MemorySize;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MemoryLimit;
import io.github.psfusion.cli.methods.MethodNames;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.cli.methods.WeightsSearch;
import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.networks.psfusion.PsFusionOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** By which method images are fused. */
final class MethodChoice {
    private static final String AS_PUBLISHED = Choices.name(PsFusionOptions.SizeAdapter.AS_PUBLISHED);

    /** Options of the verb that some methods have no use for: what they are called there, and what is said then. */
    private static final Map<String, Foreign> FOREIGN = Map.of(
            "--weights", new Foreign(MethodOpening.WEIGHTS, "has no weights"),
            "--precision", new Foreign(MethodOpening.PRECISION, "computes in one precision only"),
            "--as-published", new Foreign(MethodOpening.SIZING, "takes images of any size as they are"));

    private record Foreign(String option, String fact) {}

    @Option(
            names = {"-m", "--method"},
            paramLabel = "NAME",
            completionCandidates = MethodNames.class,
            description =
                    "psfusion (default), gtf, laplacian, ... (--list-methods names all), with options after the name,"
                            + " such as gtf:minimum; folder:DIR gives images made elsewhere another format or colors")
    private String method = WeightsSearch.PSFUSION;

    @Option(
            names = "--list-methods",
            description = "names, options and papers of all methods, and whether weights are found; then stop")
    private boolean list;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "weights of the method, .safetensors or .pth (default for psfusion: $$PSFUSION_WEIGHTS, else"
                    + " models/psfusion.safetensors of the installation)")
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
                    + " bfloat16, or int8: fastest on processors with VNNI, with a little error")
    private PsFusionOptions.Precision precision = PsFusionOptions.Precision.AUTO;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "psfusion: refuse pairs that need more, e.g. 2G (default: all memory of the machine or its"
                    + " container)")
    private @Nullable MemorySize memory;

    /** Returns how much memory the network may take. */
    MemoryLimit memory() {
        return new MemoryLimit(memory);
    }

    /** Returns whether the methods are to be listed and nothing else. */
    boolean listed() {
        return list;
    }

    /**
     * Finds the method, not yet opened.
     *
     * @param given what stood on the command line: values from the environment or a configuration are for the methods that
     *     have a use for them
     * @param saved images besides the fused one
     * @throws UserError if there is no such method, or an option makes no sense for it
     */
    Request request(ParseResult given, Set<ExtraOutput> saved) {
        Request request = MethodOpening.parse(method);
        String key = request.provider().key();
        List<String> known = request.provider().options();
        FOREIGN.forEach((option, foreign) -> {
            if (given.hasMatchedOption(option) && !known.contains(foreign.option)) {
                throw UserError.usage(option + ": method " + key + " " + foreign.fact + ". Leave the option out.");
            }
        });
        if (!saved.isEmpty() && !key.equals(WeightsSearch.PSFUSION)) {
            throw UserError.usage(
                    "--save: method " + key + " makes the fused image and nothing else. Leave the option out.");
        }
        return request;
    }

    /** Returns how samples become levels: the script that {@code --as-published} repeats truncates. */
    Rounding rounding(Request request) {
        boolean sized = request.provider().options().contains(MethodOpening.SIZING);
        String sizing = request.options().text(MethodOpening.SIZING).orElse(sizing());
        return sized && sizing.equals(AS_PUBLISHED) ? Rounding.TRUNCATE : Rounding.NEAREST;
    }

    private String sizing() {
        return asPublished ? AS_PUBLISHED : Choices.name(PsFusionOptions.SizeAdapter.PAD);
    }

    /** Makes what opens the method with the options of the verb. */
    MethodOpening opening(Request request, Session session, ParseResult given) {
        MethodOpening opening = new MethodOpening(session)
                .with(MethodOpening.PRECISION, Choices.name(precision))
                .with(MethodOpening.SIZING, sizing());
        boolean meant = request.provider().key().equals(WeightsSearch.PSFUSION) || given.hasMatchedOption("--weights");
        return weights == null || !meant ? opening : opening.with(MethodOpening.WEIGHTS, weights.toString());
    }
}
