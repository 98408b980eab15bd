// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.testing.Goldens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of two cameras against what ExifTool and the formula in R give; tolerances as stated there. */
class RadiometricGoldensTest {
    private static final double RELATIVE_PERCENT = 1e-4;
    private static final double CELSIUS = 1e-3;
    private static final double PIXELS = 1e-3;

    @ParameterizedTest
    @ValueSource(strings = {"flir_example", "ax8"})
    void agreesWithReference(String name) throws IOException, NoSuchAlgorithmException {
        JsonNode golden = new ObjectMapper()
                .readTree(
                        Goldens.require("golden/radiometric/" + name + ".json").toFile());
        RadiometricFile file = RadiometricFile.read(
                        Goldens.require("data/radiometric/" + name + ".jpg"), DecodeLimits.defaults())
                .orElseThrow();
        counts(golden.path("raw"), file);
        CameraParameters parameters = file.parameters(ParameterOverrides.NONE).orElseThrow();
        fields(golden.path("exiftool"), parameters);
        temperatures(golden.path("temperature"), file, TemperatureFormula.of(parameters));
        placement(golden.path("placement"), file);
    }

    private static void counts(JsonNode raw, RadiometricFile file) throws NoSuchAlgorithmException {
        assertThat(file.width()).isEqualTo(raw.path("width").asInt());
        assertThat(file.height()).isEqualTo(raw.path("height").asInt());
        ByteBuffer bytes = ByteBuffer.allocate(2 * file.counts().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asCharBuffer().put(file.counts());
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array())))
                .isEqualTo(raw.path("values_little_endian_sha256").asText());
    }

    private static void fields(JsonNode exif, CameraParameters parameters) {
        ObjectParameters object = parameters.object();
        field(exif, "Emissivity", object.emissivity());
        field(exif, "ObjectDistance", object.distance());
        celsius(exif, "ReflectedApparentTemperature", object.reflected());
        celsius(exif, "AtmosphericTemperature", object.air());
        celsius(exif, "IRWindowTemperature", object.window());
        field(exif, "IRWindowTransmission", object.windowTransmission());
        field(exif, "RelativeHumidity", object.humidity());
        field(exif, "PlanckR1", parameters.planck().r1());
        field(exif, "PlanckR2", parameters.planck().r2());
        field(exif, "PlanckB", parameters.planck().b());
        field(exif, "PlanckF", parameters.planck().f());
        field(exif, "PlanckO", parameters.planck().o());
        field(exif, "AtmosphericTransAlpha1", parameters.atmosphere().alpha1());
        field(exif, "AtmosphericTransAlpha2", parameters.atmosphere().alpha2());
        field(exif, "AtmosphericTransBeta1", parameters.atmosphere().beta1());
        field(exif, "AtmosphericTransBeta2", parameters.atmosphere().beta2());
        field(exif, "AtmosphericTransX", parameters.atmosphere().x());
    }

    private static void field(JsonNode exif, String name, double value) {
        assertThat(value)
                .as(name)
                .isCloseTo(exif.path("APP1:" + name).doubleValue(), withinPercentage(RELATIVE_PERCENT));
    }

    private static void celsius(JsonNode exif, String name, double value) {
        assertThat(value).as(name).isCloseTo(exif.path("APP1:" + name).doubleValue(), within(1e-6));
    }

    private static void temperatures(JsonNode golden, RadiometricFile file, TemperatureFormula formula)
            throws IOException {
        assertThat(formula.transmission()).isCloseTo(golden.path("t").doubleValue(), offset(1e-9));
        Thermogram thermogram = file.thermogram(ParameterOverrides.NONE);
        assertThat(thermogram.unit()).isEqualTo(Thermogram.Unit.CELSIUS);
        assertThat(thermogram.lowest()).isCloseTo(golden.path("min").doubleValue(), within(CELSIUS));
        assertThat(thermogram.highest()).isCloseTo(golden.path("max").doubleValue(), within(CELSIUS));
        assertThat(thermogram.mean()).isCloseTo(golden.path("mean").doubleValue(), within(CELSIUS));
        assertThat(golden.path("pixels")).hasSize(20);
        for (JsonNode pixel : golden.path("pixels")) {
            int at = pixel.path("y").asInt() * file.width() + pixel.path("x").asInt();
            double celsius = pixel.path("celsius").doubleValue();
            assertThat((int) file.counts()[at]).isEqualTo(pixel.path("raw").asInt());
            assertThat(formula.celsius(file.counts()[at])).isCloseTo(celsius, within(1e-9));
            assertThat(formula.counts(celsius)).isCloseTo(file.counts()[at], within(1e-6));
            assertThat((double) thermogram.values()[at]).isCloseTo(celsius, within(CELSIUS));
        }
    }

    private static void placement(JsonNode golden, RadiometricFile file) throws IOException {
        VisiblePlacement placement = file.placement().orElseThrow();
        ImageSize thermal = new ImageSize(file.width(), file.height());
        var image = file.visible().image();
        ImageSize visible = new ImageSize(image.width(), image.height());
        assertThat(placement.scale(thermal.width(), visible.width()))
                .isCloseTo(golden.path("scale").doubleValue(), within(1e-6));
        for (JsonNode corner : golden.path("corners_thermal_to_visible_edge_coordinates")) {
            JsonNode from = corner.path("thermal");
            JsonNode to = corner.path("visible");
            assertThat(placement.visibleX(from.path(0).doubleValue(), thermal, visible))
                    .isCloseTo(to.path(0).doubleValue(), within(PIXELS));
            assertThat(placement.visibleY(from.path(1).doubleValue(), thermal, visible))
                    .isCloseTo(to.path(1).doubleValue(), within(PIXELS));
        }
    }
}
