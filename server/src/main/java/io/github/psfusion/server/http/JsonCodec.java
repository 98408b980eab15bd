// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON of requests and answers. */
public final class JsonCodec {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAME = 256;
    private static final int MAX_DIGITS = 64;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(MAX_NAME)
                            .maxNumberLength(MAX_DIGITS)
                            .maxStringLength(Integer.MAX_VALUE) // the body has a limit
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonCodec() {}

    /** Returns a value of maps, lists, numbers and texts as UTF-8. */
    public static byte[] bytes(Object content) {
        try {
            return JSON.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, numbers and texts cannot be written as JSON", e);
        }
    }

    /** Returns the answer to a request that failed: {@code {"error": "..."}}, as the Open Inference Protocol has it. */
    public static byte[] error(String message) {
        return bytes(Map.of("error", message));
    }

    /**
     * Reads an object.
     *
     * @param length how many bytes from the first on are read
     * @throws RequestException if they are not JSON, or no object
     */
    public static JsonNode object(byte[] bytes, int length) throws RequestException {
        JsonNode node;
        try {
            node = JSON.readTree(new String(bytes, 0, length, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new RequestException(RequestException.BAD_REQUEST, "the body is not valid JSON.");
        }
        if (node == null || !node.isObject()) {
            throw new RequestException(RequestException.BAD_REQUEST, "the body is not a JSON object.");
        }
        return node;
    }
}
