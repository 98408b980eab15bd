// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes under {@code /v1}, and those of monitors. */
class FusionServerTest {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    private static final RunningServer SERVER = new RunningServer();
    private final RunningServer server = SERVER;

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static FormBody pair() {
        return new FormBody()
                .file("infrared", TestImages.infrared(WIDTH, HEIGHT))
                .file("visible", TestImages.visible(WIDTH, HEIGHT));
    }

    private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        return JsonMapper.builder().build().readTree(response.body());
    }

    @Test
    void aPairIsFusedToAnImage() throws IOException {
        HttpResponse<byte[]> response = server.post("/v1/fuse", pair().field("method", "gtf"));

        assertThat(response.statusCode()).as(RunningServer.text(response)).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
        var image = ImageFiles.decode(Path.of("fused"), response.body(), DecodeLimits.defaults());
        assertThat(image.image().width()).isEqualTo(WIDTH);
        assertThat(image.image().height()).isEqualTo(HEIGHT);
    }

    @Test
    void whoAcceptsJsonGetsTheSameImageWithARecord() throws IOException {
        byte[] image =
                server.post("/v1/fuse", pair().field("method", "laplacian")).body();
        HttpResponse<byte[]> response = server.send(pair().field("method", "laplacian")
                .request(server.at("/v1/fuse"))
                .header("Accept", "application/json"));

        JsonNode record = json(response);
        assertThat(Base64.getDecoder().decode(record.get("image").textValue())).isEqualTo(image);
        assertThat(record.get("method").textValue()).isEqualTo("laplacian");
        assertThat(record.get("width").intValue()).isEqualTo(WIDTH);
        assertThat(record.get("warnings").isArray()).isTrue();
        assertThat(record.has("output")).isFalse();
        assertThat(record.has("infrared")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "method,nonsense,no such method",
        "color,red,expected ycbcr",
        "align,/etc/passwd,expected auto or off",
        "palette,/etc/passwd,expected iron",
        "depth,9,expected 8 or 16",
        "format,gif,expected png",
        "precision,int8,method average",
        "as-published,true,method average",
        "colour,gray,Did you mean color",
        "ir-range,7,ir-range",
        "save,classes,expected temperature",
    })
    void anOptionThatCannotBeIsRefusedByName(String name, String value, String message) throws IOException {
        FormBody form = pair().field(name, value);
        HttpResponse<byte[]> response =
                server.post("/v1/fuse", name.equals("method") ? form : form.field("method", "average"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("error").textValue()).contains(message);
    }

    @Test
    void optionsHaveTheEffectThatTheyHaveOnTheCommandLine() throws IOException {
        FormBody form = new FormBody()
                .file("infrared", TestImages.infrared16(WIDTH, HEIGHT))
                .file("visible", TestImages.visible(WIDTH, HEIGHT))
                .field("method", "average")
                .field("color", "gray")
                .field("depth", "16")
                .field("format", "tiff")
                .field("ir-range", "7000,8500");

        HttpResponse<byte[]> response = server.post("/v1/fuse", form);

        assertThat(response.headers().firstValue("Content-Type")).contains("image/tiff");
        var image = ImageFiles.decode(Path.of("fused"), response.body(), DecodeLimits.defaults());
        assertThat(image.depth().bits()).isEqualTo(16);
        assertThat(image.image().getClass().getSimpleName()).isEqualTo("Plane");
    }

    @Test
    void imagesOfUnequalSizeAreUnprocessableAndTheMessageNamesTheParts() throws IOException {
        FormBody form = new FormBody()
                .file("infrared", TestImages.infrared(WIDTH, HEIGHT))
                .file("visible", TestImages.visible(WIDTH + 8, HEIGHT))
                .field("method", "average");

        HttpResponse<byte[]> response = server.post("/v1/fuse", form);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("error").textValue())
                .startsWith("infrared: ")
                .contains("visible");
    }

    @Test
    void aMissingPartIsNamed() throws IOException {
        HttpResponse<byte[]> response = server.post(
                "/v1/fuse",
                new FormBody()
                        .file("visible", TestImages.visible(WIDTH, HEIGHT))
                        .field("method", "average"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("error").textValue()).contains("infrared");
    }

    @Test
    void onlyARadiometricFileIsAPairAlone() throws IOException {
        HttpResponse<byte[]> response = server.post(
                "/v1/fuse",
                new FormBody()
                        .file("infrared", TestImages.infrared(WIDTH, HEIGHT))
                        .field("method", "average"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("error").textValue()).contains("visible is missing");
    }

    @Test
    void aMethodWithoutWeightsIsNotImplementedHere() throws IOException {
        HttpResponse<byte[]> response = server.post("/v1/fuse", pair());

        assertThat(response.statusCode()).isEqualTo(501);
        assertThat(json(response).get("error").textValue()).contains("weights");
    }

    @Test
    void aFusedImageIsScored() throws IOException {
        byte[] fused =
                server.post("/v1/fuse", pair().field("method", "average")).body();

        HttpResponse<byte[]> response =
                server.post("/v1/evaluate", pair().file("fused", fused).field("metrics", "EN,SD,MSE"));

        JsonNode metrics = json(response).get("metrics");
        assertThat(metrics.get("EN").doubleValue()).isBetween(1.0, 8.0);
        assertThat(metrics.get("SD").doubleValue()).isPositive();
        assertThat(metrics.get("MSE").doubleValue()).isPositive();
    }

    @Test
    void aFusedImageOfAnotherSizeIsNotScored() throws IOException {
        HttpResponse<byte[]> response =
                server.post("/v1/evaluate", pair().file("fused", TestImages.visible(WIDTH, HEIGHT - 8)));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("error").textValue()).contains("fused");
    }

    @Test
    void aPairIsAlignedOrRefusedWithTheReason() throws IOException {
        HttpResponse<byte[]> response = server.post("/v1/align", pair());

        if (response.statusCode() == 200) {
            assertThat(json(response).get("visible").textValue()).isNotEmpty();
        } else {
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(json(response).get("error").textValue()).contains("are not aligned");
        }
    }

    @Test
    void anInspectedImageHasARoleAndAPreview() throws IOException {
        JsonNode infrared =
                json(server.post("/v1/inspect", new FormBody().file("image", TestImages.infrared16(WIDTH, HEIGHT))));
        JsonNode visible =
                json(server.post("/v1/inspect", new FormBody().file("image", TestImages.visible(WIDTH, HEIGHT))));
        JsonNode gray =
                json(server.post("/v1/inspect", new FormBody().file("image", TestImages.infrared(WIDTH, HEIGHT))));

        assertThat(infrared.get("role").textValue()).isEqualTo("infrared");
        assertThat(visible.get("role").textValue()).isEqualTo("visible");
        assertThat(gray.get("role").textValue()).isEqualTo("unknown");
        var preview = ImageFiles.decode(
                Path.of("preview"),
                Base64.getDecoder().decode(infrared.get("preview").textValue()),
                DecodeLimits.defaults());
        assertThat(preview.depth().bits()).isEqualTo(8);
    }

    @Test
    void methodsAreListedWithoutFoldersOfTheServer() throws IOException {
        JsonNode methods = json(server.get("/v1/methods")).get("methods");

        assertThat(methods.findValuesAsText("key"))
                .contains("psfusion", "gtf", "average")
                .doesNotContain("folder");
        for (JsonNode method : methods) {
            assertThat(method.has("weights")).isFalse();
            assertThat(method.get("available").booleanValue())
                    .isEqualTo(!method.get("needsWeights").booleanValue());
        }
    }

    @Test
    void healthAndMetricsAreForMonitors() throws IOException {
        server.post("/v1/fuse", pair().field("method", "average"));

        assertThat(json(server.get("/health")).get("status").textValue()).isEqualTo("ok");
        String metrics = RunningServer.text(server.get("/metrics"));
        assertThat(metrics.lines())
                .anyMatch(line -> line.matches("psfusion_requests_total\\{status=\"200\"} [1-9]\\d*"))
                .anyMatch(line -> line.matches("psfusion_inference_seconds_count [1-9]\\d*"))
                .contains("psfusion_queue_length 0")
                .contains("psfusion_queue_pixels 0")
                .contains("psfusion_body_bytes 0");
        assertThat(metrics.lines())
                .allMatch(line -> line.startsWith("# ") || line.matches("[a-z_]+(\\{[a-z]+=\"[^\"]*\"})? [-+.\\dE]+"));
    }
}
