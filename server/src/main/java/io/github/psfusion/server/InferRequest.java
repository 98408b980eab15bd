// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.psfusion.server.http.JsonCodec;
import io.github.psfusion.server.http.Printable;
import io.github.psfusion.server.http.RequestException;
import io.github.psfusion.server.work.UploadedImages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request of inference in the Open Inference Protocol: images as Base64 in JSON, or as bytes after the JSON by the extension for
 * binary data.
 *
 * @param images content by the names of the inputs
 * @param options of the method: the parameters of the request
 * @param id what the client calls the request
 * @param binaryOutput whether the answer has bytes after its JSON
 */
record InferRequest(
        Map<String, byte[]> images, Map<String, String> options, Optional<String> id, boolean binaryOutput) implements RequestWork.WithImages {
    /** The type of all tensors. */
    static final String DATATYPE = "BYTES";
    /** The header with the number of bytes of the JSON, where bytes follow. */
    static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private static final String PARAMETERS = "parameters";
    private static final String BINARY_SIZE = "binary_data_size";
    private static final String BINARY_OUTPUT = "binary_data_output";
    private static final String BINARY = "binary_data";
    private static final Set<String> INPUTS = Set.of(UploadedImages.INFRARED, UploadedImages.VISIBLE);
    private static final int LENGTH_BYTES = 4;

    /** Returns the bytes of a tensor with one element: its length, little-endian, and its content. */
    static byte[] tensor(byte[] content) {
        return ByteBuffer.allocate(LENGTH_BYTES + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(content.length)
                .put(content)
                .array();
    }

    /**
     * Reads a request.
     *
     * @param jsonLength the header {@value #JSON_LENGTH}
     * @throws RequestException if it is none, or has other inputs or outputs than the models
     */
    static InferRequest parse(byte[] body, @Nullable String jsonLength) throws RequestException {
        int length = jsonLength == null ? body.length : length(jsonLength, body.length);
        JsonNode json = JsonCodec.object(body, length);
        JsonNode inputs = json.path("inputs");
        if (!inputs.isArray() || inputs.isEmpty()) {
            throw bad("the request has no array inputs.");
        }
        Map<String, byte[]> images = new LinkedHashMap<>();
        int at = length;
        for (JsonNode input : inputs) {
            String name = input.path("name").asText("");
            if (!INPUTS.contains(name)) {
                throw bad("unexpected inference input " + Printable.excerpt(name)
                        + "; expected are infrared and visible.");
            }
            requireTensor(name, input);
            JsonNode size = input.path(PARAMETERS).path(BINARY_SIZE);
            byte[] content;
            if (size.isMissingNode()) {
                content = base64(name, input.path("data"));
            } else {
                content = binary(name, body, at, size);
                at += content.length + LENGTH_BYTES;
            }
            if (images.put(name, content) != null) {
                throw bad("input " + name + " is there twice.");
            }
        }
        if (at != body.length) {
            throw bad("the body has " + (body.length - at) + " bytes that no input has a use for.");
        }
        if (!images.keySet().containsAll(INPUTS)) {
            throw bad("expected 2 inputs, infrared and visible, but got " + images.size() + ".");
        }
        return new InferRequest(
                images, options(json.path(PARAMETERS)), id(json.path("id")), binaryOutput(json));
    }

    private static RequestException bad(String message) {
        return new RequestException(RequestException.BAD_REQUEST, message);
    }

    private static int length(String header, int most) throws RequestException {
        try {
            int length = Integer.parseInt(header);
            if (length > 0 && length <= most) {
                return length;
            }
        } catch (NumberFormatException e) {
            // the same answer as for a number that cannot be
        }
        throw bad(JSON_LENGTH + " must be a number from 1 to the " + most + " bytes of the body.");
    }

    private static void requireTensor(String name, JsonNode input) throws RequestException {
        String datatype = input.path("datatype").asText("");
        if (!datatype.equals(DATATYPE)) {
            throw bad("input " + name + " has the datatype " + Printable.excerpt(datatype) + ", expected is " + DATATYPE
                    + ".");
        }
        JsonNode shape = input.path("shape");
        if (!shape.isArray() || shape.size() != 1 || !shape.get(0).isInt() || shape.get(0).intValue() != 1) {
            throw bad("input " + name + " has the shape " + Printable.excerpt(shape.toString()) + ", expected is [1].");
        }
    }

    private static byte[] base64(String name, JsonNode data) throws RequestException {
        JsonNode element = data.isArray() && data.size() == 1 ? data.get(0) : data;
        if (!element.isTextual()) {
            throw bad("input " + name + " has no data of one element: an image file as Base64.");
        }
        try {
            return Base64.getDecoder().decode(element.textValue());
        } catch (IllegalArgumentException e) {
            throw bad("the data of input " + name + " are not Base64.");
        }
    }

    private static byte[] binary(String name, byte[] body, int at, JsonNode size) throws RequestException {
        int bytes = size.isInt() ? size.intValue() : -1;
        if (bytes < LENGTH_BYTES || bytes > body.length - at) {
            throw bad("input " + name + ": " + BINARY_SIZE + " does not fit the " + (body.length - at)
                    + " bytes that are left of the body.");
        }
        int content = ByteBuffer.wrap(body, at, LENGTH_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        if (content != bytes - LENGTH_BYTES) {
            throw bad("input " + name + ": the length of its element does not fit " + BINARY_SIZE + ".");
        }
        return Arrays.copyOfRange(body, at + LENGTH_BYTES, at + bytes);
    }

    private static Map<String, String> options(JsonNode parameters) throws RequestException {
        Map<String, String> options = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
            if (parameter.getKey().equals(BINARY_OUTPUT)) {
                continue;
            }
            if (!parameter.getValue().isValueNode()) {
                throw bad("parameter " + Printable.excerpt(parameter.getKey()) + " is no text, number or truth value.");
            }
            options.put(parameter.getKey(), parameter.getValue().asText());
        }
        return options;
    }

    private static Optional<String> id(JsonNode id) {
        return id.isTextual() ? Optional.of(id.textValue()) : Optional.empty();
    }

    private static boolean binaryOutput(JsonNode json) throws RequestException {
        boolean binary = json.path(PARAMETERS).path(BINARY_OUTPUT).asBoolean(false);
        for (JsonNode output : json.path("outputs")) {
            String name = output.path("name").asText("");
            if (!name.equals(UploadedImages.FUSED)) {
                throw bad("unexpected inference output " + Printable.excerpt(name) + "; there is only fused.");
            }
            JsonNode own = output.path(PARAMETERS).path(BINARY);
            binary = own.isMissingNode() ? binary : own.asBoolean(false);
        }
        return binary;
    }
}
