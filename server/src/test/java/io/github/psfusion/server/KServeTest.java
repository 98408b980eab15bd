// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests of the Open Inference Protocol, version 2, in the forms of its specification (open-inference-protocol, inference_rest.md)
 * and of Triton's extension for binary data.
 */
class KServeTest {
    private static final byte[] INFRARED = TestImages.infrared(48, 32);
    private static final byte[] VISIBLE = TestImages.visible(48, 32);
    private static final RunningServer SERVER = new RunningServer();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static JsonNode json(byte[] bytes) throws IOException {
        return JsonMapper.builder().build().readTree(bytes);
    }

    private static HttpResponse<byte[]> infer(String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(SERVER.at(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return SERVER.send(request);
    }

    private static String tensor(String name, byte[] image) {
        return "{\"name\":\"" + name + "\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\""
                + Base64.getEncoder().encodeToString(image) + "\"]}";
    }

    private static String request(String more) {
        return "{\"id\":\"42\"," + more + "\"inputs\":[" + tensor("infrared", INFRARED) + ","
                + tensor("visible", VISIBLE) + "]}";
    }

    private static byte[] fused(String method) {
        return SERVER.post(
                        "/v1/fuse",
                        new FormBody()
                                .file("infrared", INFRARED)
                                .file("visible", VISIBLE)
                                .field("method", method))
                .body();
    }

    @Test
    void serverMetadataHasNameVersionAndExtensions() throws IOException {
        JsonNode json = json(SERVER.get("/v2").body());

        assertThat(json.get("name").textValue()).isEqualTo("psfusion");
        assertThat(json.get("version").isTextual()).isTrue();
        assertThat(json.get("extensions").get(0).textValue()).isEqualTo("binary_tensor_data");
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/health/live,200",
        "/v2/health/ready,200",
        "/v2/models/average/ready,200",
        "/v2/models/average/versions/1/ready,200",
        "/v2/models/psfusion/ready,503",
        "/v2/models/nothing/ready,404",
        "/v2/models/folder/ready,404",
        "/v2/models/average/versions/2/ready,404",
    })
    void healthIsInTheStatus(String path, int status) {
        assertThat(SERVER.get(path).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"/v2/models/average", "/v2/models/average/versions/1"})
    void modelMetadataHasTensorsWithDatatypeAndShape(String path) throws IOException {
        JsonNode json = json(SERVER.get(path).body());

        assertThat(json.get("name").textValue()).isEqualTo("average");
        assertThat(json.get("versions").get(0).textValue()).isEqualTo("1");
        assertThat(json.get("platform").isTextual()).isTrue();
        assertThat(json.get("inputs").findValuesAsText("name")).containsExactly("infrared", "visible");
        assertThat(json.get("outputs").findValuesAsText("name")).containsExactly("fused");
        for (JsonNode tensor : json.get("inputs")) {
            assertThat(tensor.get("datatype").textValue()).isEqualTo("BYTES");
            assertThat(tensor.get("shape").toString()).isEqualTo("[1]");
        }
    }

    @ParameterizedTest
    @CsvSource({"/v2/models/laplacian/infer", "/v2/models/laplacian/versions/1/infer"})
    void anInferenceInJsonGivesTheImageOfFuse(String path) throws IOException {
        HttpResponse<byte[]> response = infer(path, request("").getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).as(RunningServer.text(response)).isEqualTo(200);
        JsonNode json = json(response.body());
        assertThat(json.get("model_name").textValue()).isEqualTo("laplacian");
        assertThat(json.get("model_version").textValue()).isEqualTo("1");
        assertThat(json.get("id").textValue()).isEqualTo("42");
        JsonNode output = json.get("outputs").get(0);
        assertThat(output.get("name").textValue()).isEqualTo("fused");
        assertThat(output.get("datatype").textValue()).isEqualTo("BYTES");
        assertThat(output.get("shape").toString()).isEqualTo("[1]");
        assertThat(Base64.getDecoder().decode(output.get("data").get(0).textValue())).isEqualTo(fused("laplacian"));
    }

    @Test
    void parametersAreOptionsByName() throws IOException {
        byte[] body = request("\"parameters\":{\"method_options\":\"levels=3\",\"color\":\"gray\"},")
                .getBytes(StandardCharsets.UTF_8);
        JsonNode json = json(infer("/v2/models/laplacian/infer", body).body());

        byte[] expected = SERVER.post(
                        "/v1/fuse",
                        new FormBody()
                                .file("infrared", INFRARED)
                                .file("visible", VISIBLE)
                                .field("method", "laplacian:levels=3")
                                .field("color", "gray"))
                .body();
        assertThat(Base64.getDecoder().decode(json.get("outputs").get(0).get("data").get(0).textValue()))
                .isEqualTo(expected);
    }

    @Test
    void tensorsMayFollowTheJsonAsBytes() throws IOException {
        String header = "{\"inputs\":[" + binary("infrared", INFRARED) + "," + binary("visible", VISIBLE)
                + "],\"outputs\":[{\"name\":\"fused\",\"parameters\":{\"binary_data\":true}}]}";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(InferRequest.tensor(INFRARED));
        body.writeBytes(InferRequest.tensor(VISIBLE));

        HttpResponse<byte[]> response = infer(
                "/v2/models/average/infer",
                body.toByteArray(),
                "Inference-Header-Content-Length",
                String.valueOf(header.length()));

        assertThat(response.statusCode()).as(RunningServer.text(response)).isEqualTo(200);
        int length = Integer.parseInt(
                response.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
        JsonNode output = json(Arrays.copyOf(response.body(), length)).get("outputs").get(0);
        int size = output.get("parameters").get("binary_data_size").intValue();
        assertThat(output.has("data")).isFalse();
        assertThat(response.body()).hasSize(length + size);
        ByteBuffer tensor = ByteBuffer.wrap(response.body(), length, size).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(tensor.getInt()).isEqualTo(size - 4);
        byte[] image = new byte[size - 4];
        tensor.get(image);
        assertThat(image).isEqualTo(fused("average"));
    }

    private static String binary(String name, byte[] image) {
        return "{\"name\":\"" + name + "\",\"shape\":[1],\"datatype\":\"BYTES\",\"parameters\":{\"binary_data_size\":"
                + (image.length + 4) + "}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                          | 400 | not valid JSON",
                "[]                                         | 400 | not a JSON object",
                "{\"inputs\":[]}                            | 400 | no array inputs",
                "{\"id\":\"1\"}                             | 400 | no array inputs",
                "{\"inputs\":[{\"name\":\"input0\",\"shape\":[2,2],\"datatype\":\"UINT32\",\"data\":[1,2,3,4]}]} | 400 | unexpected inference input",
                "{\"inputs\":[{\"name\":\"infrared\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1.0]}]} | 400 | datatype FP32",
                "{\"inputs\":[{\"name\":\"infrared\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"\",\"\"]}]} | 400 | shape [2]",
                "{\"inputs\":[{\"name\":\"infrared\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[7]}]} | 400 | Base64",
                "{\"inputs\":[{\"name\":\"infrared\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"!!\"]}]} | 400 | not Base64",
                "{\"inputs\":[{\"name\":\"infrared\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"AAAA\"]}]} | 400 | expected 2 inputs",
                "{\"inputs\":[{\"name\":\"infrared\",\"shape\":[1],\"datatype\":\"BYTES\",\"parameters\":{\"binary_data_size\":100}}]} | 400 | binary_data_size",
            })
    void errorsHaveAStatusAndAnObjectWithTheError(String body, int status, String message) throws IOException {
        HttpResponse<byte[]> response = infer("/v2/models/average/infer", body.getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response.body()).get("error").textValue()).contains(message);
    }

    @Test
    void otherModelsOutputsAndHeadersAreErrors() throws IOException {
        byte[] body = request("").getBytes(StandardCharsets.UTF_8);

        assertThat(infer("/v2/models/nothing/infer", body).statusCode()).isEqualTo(404);
        assertThat(infer("/v2/models/average/versions/9/infer", body).statusCode()).isEqualTo(404);
        assertThat(infer("/v2/models/psfusion/infer", body).statusCode()).isEqualTo(501);
        assertThat(infer("/v2/models/average/infer", request("\"outputs\":[{\"name\":\"x\"}],").getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
        for (String length : new String[] {"0", "-1", "x", "99999999"}) {
            HttpResponse<byte[]> response =
                    infer("/v2/models/average/infer", body, "Inference-Header-Content-Length", length);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(json(response.body()).has("error")).isTrue();
        }
    }
}
