// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.work;

import io.github.psfusion.datasets.InfraredOptions;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.imaging.radiometric.CountScale;
import io.github.psfusion.imaging.radiometric.FalseColorPalette;
import io.github.psfusion.imaging.radiometric.ParameterOverrides;
import io.github.psfusion.imaging.radiometric.TemperatureSpan;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.ImagesInFolder;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.methods.Sizing;
import io.github.psfusion.pipeline.MethodOpener;
import io.github.psfusion.pipeline.PairAligner;
import io.github.psfusion.pipeline.Temperatures;
import io.github.psfusion.pipeline.WeightsLocator;
import io.github.psfusion.registration.RegistrationOptions;
import io.github.psfusion.server.http.Printable;
import io.github.psfusion.server.http.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of {@code /v1/fuse}: those of {@code psfusion fuse}, but for those that name files or the machine.
 *
 * @param method which method, and how it is opened
 * @param infrared how infrared files that hold temperatures or counts are read
 * @param preparation what happens to the pair before it is fused, and what is made of it
 * @param form how the fused image is written
 * @param extra outputs beside the fused image
 */
public record FuseOptions(
        MethodKey method,
        InfraredOptions infrared,
        FusePreparation preparation,
        WriteOptions form,
        List<ExtraOutput> extra) {
    /** The names of the options. */
    public static final Set<String> NAMES = Set.of(
            "method",
            "color",
            "align",
            "ir-range",
            "vi-range",
            "radiometric",
            "span",
            "counts",
            "palette",
            "emissivity",
            "reflected",
            "distance",
            "humidity",
            "format",
            "depth",
            "save",
            "precision",
            "as-published");

    /** Options of methods that name files, or take more of the machine than the server gives. */
    private static final List<String> OF_THE_SERVER =
            List.of(MethodContext.WEIGHTS, MethodContext.DEVICE, MethodContext.THREADS);

    /** Copies the list. */
    public FuseOptions {
        extra = List.copyOf(extra);
    }

    /** The colors of a fused image. */
    enum Colors {
        /** Those of the visible image, if it has any. */
        YCBCR,
        /** None. */
        GRAY
    }

    /**
     * Reads options.
     *
     * @param context how the server opens methods
     * @throws RequestException if one is unknown, or has a value that cannot be
     */
    public static FuseOptions parse(Map<String, String> values, MethodContext context) throws RequestException {
        RequestFields fields = RequestFields.of(values, NAMES);
        Request request = request(fields.text("method").orElse(WeightsLocator.DEFAULT_METHOD));
        MethodContext opening = opening(fields, request, context);
        List<ExtraOutput> extra = extra(fields, request);
        Optional<PairAligner> aligner = aligner(fields);
        if (aligner.isPresent() && extra.contains(Temperatures.OUTPUT)) {
            throw RequestFields.bad(
                    "save temperature: temperatures are saved in the frame of the infrared camera and would"
                            + " not fit the image that align fuses. Leave one of both out.");
        }
        OutputSet colors = fields.choice("color", Colors.YCBCR) == Colors.GRAY ? OutputSet.LUMINANCE : OutputSet.IMAGE;
        OutputSet outputs = colors.withExtra(extra.stream()
                .filter(made -> !made.equals(Temperatures.OUTPUT))
                .map(ExtraOutput::name)
                .collect(Collectors.toSet()));
        return new FuseOptions(
                new MethodKey(request, opening),
                infrared(fields),
                new FusePreparation(fields.windows(), aligner, outputs),
                form(fields, request, opening),
                extra);
    }

    /**
     * Finds a method that clients may use.
     *
     * @throws RequestException if there is none, or it has an option that is the server's
     */
    static Request request(String method) throws RequestException {
        try {
            if (method.equals(ImagesInFolder.KEY) || method.startsWith(ImagesInFolder.KEY + ":")) {
                throw RequestFields.bad(
                        "method " + ImagesInFolder.KEY + " reads files of a folder; a server does not.");
            }
            Request request = FusionMethods.parse(method);
            for (String option : OF_THE_SERVER) {
                if (request.options().text(option).isPresent()) {
                    throw RequestFields.bad("the option " + option + " of methods is set by the server.");
                }
            }
            return request;
        } catch (MethodOptionException e) {
            throw RequestFields.bad("method " + e.getMessage() + ".");
        }
    }

    private static MethodContext opening(RequestFields fields, Request request, MethodContext context)
            throws RequestException {
        MethodContext opening = context;
        if (fields.text("precision").isPresent()) {
            requireOption(request, MethodContext.PRECISION, "precision", "computes in one precision only");
            opening = opening.withPrecision(fields.choice("precision", Precision.AUTO));
        }
        if (fields.flag("as-published")) {
            requireOption(request, MethodContext.SIZING, "as-published", "takes images of any size as they are");
            opening = opening.withSizing(Sizing.AS_PUBLISHED);
        }
        return opening;
    }

    private static void requireOption(Request request, String option, String field, String fact)
            throws RequestException {
        if (!request.has(option)) {
            throw RequestFields.bad(
                    field + ": method " + request.provider().key() + " " + fact + ". Leave the option out.");
        }
    }

    private static List<ExtraOutput> extra(RequestFields fields, Request request) throws RequestException {
        List<String> names = Stream.of(fields.text("save").orElse("none").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.equals("none"))
                .distinct()
                .toList();
        List<ExtraOutput> known = new ArrayList<>(request.provider().extraOutputs());
        known.add(Temperatures.OUTPUT);
        List<String> knownNames = known.stream().map(ExtraOutput::name).toList();
        for (String name : names) {
            if (!knownNames.contains(name)) {
                throw RequestFields.bad(
                        "save: expected " + String.join(", ", knownNames) + ", not " + Printable.excerpt(name) + ".");
            }
        }
        return known.stream().filter(output -> names.contains(output.name())).toList();
    }

    private static Optional<PairAligner> aligner(RequestFields fields) throws RequestException {
        return switch (fields.text("align").orElse("off")) {
            case "off" -> Optional.empty();
            case "auto" -> Optional.of(PairAligner.each(RegistrationOptions.defaults()));
            default -> throw RequestFields.bad("align: expected auto or off.");
        };
    }

    private static InfraredOptions infrared(RequestFields fields) throws RequestException {
        Optional<String> palette = fields.text("palette");
        if (palette.isPresent() && !FalseColorPalette.names().contains(palette.get())) {
            throw RequestFields.bad("palette: expected " + String.join(", ", FalseColorPalette.names()) + ".");
        }
        try {
            return new InfraredOptions(
                    fields.choice("radiometric", InfraredOptions.RawData.AUTO),
                    new ParameterOverrides(
                            fields.number("emissivity"),
                            fields.number("reflected"),
                            fields.number("distance"),
                            fields.number("humidity")),
                    fields.parsed("counts", CountScale::parse),
                    fields.parsed("span", TemperatureSpan::parse),
                    fields.parsed("palette", FalseColorPalette::parse));
        } catch (IllegalArgumentException e) {
            throw RequestFields.bad(e.getMessage() + ".");
        }
    }

    private static WriteOptions form(RequestFields fields, Request request, MethodContext context)
            throws RequestException {
        String name = fields.text("format").orElse("png");
        ImageFormat format = ImageFormat.ofExtension(name)
                .orElseThrow(() ->
                        RequestFields.bad("format " + Printable.excerpt(name) + ": expected png, jpeg, tiff or bmp."));
        String depth = fields.text("depth").orElse("8");
        if (!depth.equals("8") && !depth.equals("16")) {
            throw RequestFields.bad("depth " + Printable.excerpt(depth) + ": expected 8 or 16.");
        }
        try {
            return new WriteOptions(
                    format,
                    depth.equals("8") ? BitDepth.BITS_8 : BitDepth.BITS_16,
                    MethodOpener.rounding(request, context));
        } catch (MethodOptionException e) {
            throw RequestFields.bad("method " + e.getMessage() + ".");
        } catch (IllegalArgumentException e) {
            throw RequestFields.bad("depth: " + e.getMessage() + ". Use png or tiff.");
        }
    }
}
