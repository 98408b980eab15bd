// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import io.github.psfusion.server.http.JsonCodec;
import io.github.psfusion.server.http.Printable;
import io.github.psfusion.server.http.RequestException;
import io.github.psfusion.server.work.FuseOptions;
import io.github.psfusion.server.work.RequestQueue;
import io.github.psfusion.server.work.UploadedImages;
import io.github.psfusion.server.work.Workshop;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Open Inference Protocol, version 2, of KServe over HTTP. A method of the program is a model of version {@value #VERSION}; its
 * inputs {@code infrared} and {@code visible} and its output {@code fused} are image files, BYTES of shape [1].
 */
final class KServeRoutes {
    private static final String JSON = "application/json";
    private static final String VERSION = "1";
    private static final String ERROR_OF_MODEL = "there is no such model: ";

    private final RequestWork work;
    private final Workshop workshop;
    private final ApiRoutes methods;
    private final RequestQueue queue;
    private final String program;

    KServeRoutes(RequestWork work, Workshop workshop, ApiRoutes methods, RequestQueue queue, String program) {
        this.work = work;
        this.workshop = workshop;
        this.methods = methods;
        this.queue = queue;
        this.program = program;
    }

    void add(RoutesConfig routes) {
        routes.get("/v2", context -> json(context, server()));
        routes.get("/v2/health/live", context -> json(context, Map.of("live", true)));
        routes.get("/v2/health/ready", context -> ready(context, !queue.isStopping()));
        for (String model : List.of("/v2/models/{model}", "/v2/models/{model}/versions/{version}")) {
            routes.get(model, context -> json(context, metadata(model(context))));
            routes.get(model + "/ready", context -> {
                String name = model(context);
                ready(context, methods.isAvailable(name) && !queue.isStopping());
            });
            routes.post(model + "/infer", this::infer);
        }
    }

    private Map<String, Object> server() {
        return Map.of(
                "name", "psfusion", "version", program, "extensions", List.of("binary_tensor_data"));
    }

    private static void ready(Context context, boolean ready) {
        context.status(ready ? 200 : RequestException.UNAVAILABLE);
        json(context, Map.of("ready", ready));
    }

    /** Returns the model that the address names. */
    private String model(Context context) throws RequestException {
        String name = context.pathParam("model");
        if (methods.methodFacts(name).isEmpty()) {
            throw new RequestException(RequestException.NOT_FOUND, ERROR_OF_MODEL + Printable.excerpt(name));
        }
        String version = context.pathParamMap().getOrDefault("version", VERSION);
        if (!version.equals(VERSION)) {
            throw new RequestException(
                    RequestException.NOT_FOUND,
                    "model " + name + " has the version " + VERSION + " only, not " + Printable.excerpt(version));
        }
        return name;
    }

    private static Map<String, Object> metadata(String name) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("versions", List.of(VERSION));
        json.put("platform", "psfusion");
        json.put("inputs", List.of(tensor(UploadedImages.INFRARED), tensor(UploadedImages.VISIBLE)));
        json.put("outputs", List.of(tensor(UploadedImages.FUSED)));
        return json;
    }

    private static Map<String, Object> tensor(String name) {
        return Map.of("name", name, "datatype", InferRequest.DATATYPE, "shape", List.of(1));
    }

    /**
     * A request of a model.
     *
     * @param request as it was read
     * @param options of the method
     */
    private record Inference(InferRequest request, FuseOptions options) implements RequestWork.WithImages {
        @Override
        public Map<String, byte[]> images() {
            return request.images();
        }
    }

    private void infer(Context context) throws RequestException, IOException {
        String model = model(context);
        String jsonLength = context.header(InferRequest.JSON_LENGTH);
        work.answer(
                context,
                body -> {
                    InferRequest request = InferRequest.parse(body, jsonLength);
                    Map<String, String> options = new LinkedHashMap<>(request.options());
                    String named = options.put("method", methodWithOptions(model, options));
                    if (named != null) {
                        throw new RequestException(
                                RequestException.BAD_REQUEST, "the method is the model; options are parameters.");
                    }
                    return new Inference(request, FuseOptions.parse(options, workshop.context()));
                },
                (inference, images, cancelled) -> workshop.fuse(images, inference.options(), cancelled),
                (answer, inference, fused) -> send(answer, model, inference.request(), fused));
    }

    /** The parameter {@code method_options} holds what stands after the name of a method, such as {@code minimum}. */
    private static String methodWithOptions(String model, Map<String, String> options) {
        String more = options.remove("method_options");
        return more == null ? model : model + ":" + more;
    }

    private static void send(Context context, String model, InferRequest request, Workshop.Fused fused) {
        Map<String, Object> output = new LinkedHashMap<>(tensor(UploadedImages.FUSED));
        byte[] tensor = InferRequest.tensor(fused.image());
        if (request.binaryOutput()) {
            output.put("parameters", Map.of("binary_data_size", tensor.length));
        } else {
            output.put("parameters", Map.of("content_type", "base64"));
            output.put("data", List.of(Base64.getEncoder().encodeToString(fused.image())));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model_name", model);
        json.put("model_version", VERSION);
        request.id().ifPresent(id -> json.put("id", id));
        if (!fused.warnings().isEmpty()) {
            json.put("parameters", Map.of("warnings", String.join("; ", fused.warnings())));
        }
        json.put("outputs", List.of(output));
        byte[] header = JsonCodec.bytes(json);
        if (!request.binaryOutput()) {
            context.contentType(JSON).result(header);
            return;
        }
        byte[] all = new byte[header.length + tensor.length];
        System.arraycopy(header, 0, all, 0, header.length);
        System.arraycopy(tensor, 0, all, header.length, tensor.length);
        context.header(InferRequest.JSON_LENGTH, String.valueOf(header.length));
        context.contentType("application/octet-stream").result(all);
    }

    private static void json(Context context, Map<String, Object> content) {
        context.contentType(JSON).result(JsonCodec.bytes(content));
    }

}
