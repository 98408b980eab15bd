// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import io.github.psfusion.pipeline.MethodListing;
import io.github.psfusion.pipeline.WeightsLocator;
import io.github.psfusion.methods.ImagesInFolder;
import io.github.psfusion.pipeline.alignment.AlignmentSettings;
import io.github.psfusion.server.http.JsonCodec;
import io.github.psfusion.server.http.MultipartForm;
import io.github.psfusion.server.http.RequestException;
import io.github.psfusion.server.work.FuseOptions;
import io.github.psfusion.server.work.UploadInspection;
import io.github.psfusion.server.work.UploadedImages;
import io.github.psfusion.server.work.Workshop;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes under {@code /v1}: forms with images as web pages and command lines send them. */
final class ApiRoutes {
    private static final String JSON = "application/json";
    private static final Set<String> PAIR = Set.of(UploadedImages.INFRARED, UploadedImages.VISIBLE);
    private static final Set<String> TRIPLE =
            Set.of(UploadedImages.INFRARED, UploadedImages.VISIBLE, UploadedImages.FUSED);
    private static final int LONGEST_WARNING = 200;

    private final RequestWork work;
    private final Workshop workshop;
    private final UploadInspection inspection;
    private final WeightsLocator locator;

    ApiRoutes(RequestWork work, Workshop workshop, UploadInspection inspection, WeightsLocator locator) {
        this.work = work;
        this.workshop = workshop;
        this.inspection = inspection;
        this.locator = locator;
    }

    /**
     * A form with images and options that have been read.
     *
     * @param images content by the names of the parts
     * @param options what the text fields ask for
     */
    private record Form<O>(Map<String, byte[]> images, O options) implements RequestWork.WithImages {}

    void add(RoutesConfig routes) {
        routes.get("/v1/methods", context -> json(context, methods()));
        routes.post("/v1/fuse", this::fuse);
        routes.post("/v1/align", this::align);
        routes.post("/v1/evaluate", this::evaluate);
        routes.post("/v1/inspect", this::inspect);
    }

    private void fuse(Context context) throws RequestException, IOException {
        boolean asJson = wantsJson(context);
        work.answer(
                context,
                body -> {
                    MultipartForm form = MultipartForm.parse(body, context.contentType(), PAIR);
                    return new Form<>(form.files(), FuseOptions.parse(form.texts(), workshop.context()));
                },
                (form, images, cancelled) -> workshop.fuse(images, form.options(), cancelled),
                (answer, form, fused) -> {
                    if (asJson) {
                        json(answer, fused.json());
                    } else {
                        image(answer, fused);
                    }
                });
    }

    private static boolean wantsJson(Context context) {
        String accept = context.header("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).startsWith(JSON);
    }

    private static void image(Context context, Workshop.Fused fused) {
        for (String warning : fused.warnings()) {
            context.res().addHeader("Psfusion-Warning", ascii(warning));
        }
        context.contentType(mediaType(fused)).result(fused.image());
    }

    private static String mediaType(Workshop.Fused fused) {
        return switch (fused.format()) {
            case PNG -> "image/png";
            case JPEG -> "image/jpeg";
            case BMP -> "image/bmp";
            case TIFF -> "image/tiff";
        };
    }

    private static String ascii(String text) {
        String line = text.replaceAll("[^\\x20-\\x7e]", " ");
        return line.length() > LONGEST_WARNING ? line.substring(0, LONGEST_WARNING) : line;
    }

    private void align(Context context) throws RequestException, IOException {
        work.answer(
                context,
                body -> {
                    MultipartForm form = MultipartForm.parse(body, context.contentType(), PAIR);
                    AlignmentSettings settings = workshop.alignment(form.texts());
                    return new Form<>(form.files(), settings);
                },
                (form, images, cancelled) -> workshop.align(images, form.options(), cancelled),
                (answer, form, result) -> json(answer, result));
    }

    private void evaluate(Context context) throws RequestException, IOException {
        work.answer(
                context,
                body -> {
                    MultipartForm form = MultipartForm.parse(body, context.contentType(), TRIPLE);
                    return new Form<>(form.files(), workshop.evaluation(form.texts()));
                },
                (form, images, cancelled) -> workshop.evaluate(images, form.options()),
                (answer, form, result) -> json(answer, result));
    }

    private void inspect(Context context) throws RequestException, IOException {
        work.answer(
                context,
                body -> {
                    MultipartForm form =
                            MultipartForm.parse(body, context.contentType(), Set.of(UploadedImages.IMAGE));
                    if (!form.texts().isEmpty() || !form.files().containsKey(UploadedImages.IMAGE)) {
                        throw new RequestException(
                                RequestException.BAD_REQUEST, "expected one part, image, and nothing else.");
                    }
                    return new Form<>(form.files(), "");
                },
                (form, images, cancelled) -> inspection.of(images),
                (answer, form, result) -> json(answer, result));
    }

    /** Returns what {@code psfusion fuse --list-methods --json} reports, with whether there are weights in place of where. */
    private Map<String, Object> methods() {
        List<Map<String, @Nullable Object>> listed = new ArrayList<>();
        if (new MethodListing(locator).facts().get("methods") instanceof List<?> methods) {
            for (Object method : methods) {
                if (method instanceof Map<?, ?> facts && !ImagesInFolder.KEY.equals(facts.get("key"))) {
                    listed.add(listed(facts));
                }
            }
        }
        return Map.of("methods", listed);
    }

    private static Map<String, @Nullable Object> listed(Map<?, ?> facts) {
        Map<String, @Nullable Object> method = new LinkedHashMap<>();
        facts.forEach((key, value) -> {
            if (!key.equals("weights")) {
                method.put(String.valueOf(key), value);
            }
        });
        boolean needed = Boolean.TRUE.equals(facts.get("needsWeights"));
        method.put("available", !needed || facts.get("weights") != null);
        return method;
    }

    private static void json(Context context, Map<String, ?> content) {
        context.contentType(JSON).result(JsonCodec.bytes(content));
    }

    /** Returns whether a method can be used, as the list has it. */
    boolean isAvailable(String key) {
        return methodFacts(key).filter(facts -> Boolean.TRUE.equals(facts.get("available"))).isPresent();
    }

    /** Returns what the list has on a method. */
    Optional<Map<?, ?>> methodFacts(String key) {
        if (methods().get("methods") instanceof List<?> listed) {
            for (Object method : listed) {
                if (method instanceof Map<?, ?> facts && key.equals(facts.get("key"))) {
                    return Optional.of(facts);
                }
            }
        }
        return Optional.empty();
    }

}
