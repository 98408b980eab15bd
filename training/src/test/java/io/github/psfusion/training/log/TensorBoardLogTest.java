// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the files back with the parser of protocol buffers, and checksums that are computed bit by bit. */
class TensorBoardLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_500L), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    /** CRC-32C by its definition: the reflected polynomial 0x82f63b78. */
    private static int checksum(byte[] bytes) {
        int sum = -1;
        for (byte b : bytes) {
            sum ^= b & 0xff;
            for (int i = 0; i < 8; i++) {
                sum = (sum & 1) == 0 ? sum >>> 1 : (sum >>> 1) ^ 0x82f63b78;
            }
        }
        return ~sum;
    }

    private static int masked(byte[] bytes) {
        int sum = checksum(bytes);
        return ((sum >>> 15) | (sum << 17)) + 0xa282ead8;
    }

    private static List<UnknownFieldSet> events(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<UnknownFieldSet> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] length = new byte[8];
            bytes.get(length);
            assertThat(bytes.getInt()).isEqualTo(masked(length));
            byte[] content = new byte
                    [(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
            bytes.get(content);
            assertThat(bytes.getInt()).isEqualTo(masked(content));
            events.add(UnknownFieldSet.parseFrom(content));
        }
        return events;
    }

    private static Map<String, Float> scalars(UnknownFieldSet event) throws IOException {
        Map<String, Float> scalars = new LinkedHashMap<>();
        for (var summary : event.getField(5).getLengthDelimitedList()) {
            for (var value : UnknownFieldSet.parseFrom(summary).getField(1).getLengthDelimitedList()) {
                UnknownFieldSet fields = UnknownFieldSet.parseFrom(value);
                scalars.put(
                        fields.getField(1).getLengthDelimitedList().get(0).toStringUtf8(),
                        Float.intBitsToFloat(fields.getField(2).getFixed32List().get(0)));
            }
        }
        return scalars;
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().get(0);
        }
    }

    @Test
    void theChecksumOfTheTestIsTheStandardOne() {
        assertThat(checksum("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xe3069283);
    }

    @Test
    void anIndependentReaderFindsEachNumber() throws IOException {
        try (TensorBoardLog log = TensorBoardLog.open(folder.resolve("tensorboard"), 299, CLOCK)) {
            log.step(new StepResult(300, 1.5, Map.of("gradient", 0.25), 2, 1e-3, 0.5));
            log.validated(new ValidationResult(
                    300,
                    3,
                    -0.75,
                    Map.of("gradient", 0.125),
                    Map.of("iou.car", OptionalDouble.of(0.5), "iou.bike", OptionalDouble.empty()),
                    ""));
        }
        Path file = only(folder.resolve("tensorboard"));
        assertThat(file.getFileName()).hasToString("events.out.tfevents.1700000000.psfusion");
        List<UnknownFieldSet> events = events(file);
        assertThat(events).hasSize(4);
        assertThat(events.get(0).getField(3).getLengthDelimitedList().get(0).toStringUtf8())
                .isEqualTo("brain.Event:2");
        for (UnknownFieldSet event : events) {
            Field time = event.getField(1);
            assertThat(Double.longBitsToDouble(time.getFixed64List().get(0))).isEqualTo(1_700_000_000.5);
        }
        assertThat(events.get(1).getField(2).getVarintList()).containsExactly(300L); // later ones of earlier files are dropped
        assertThat(UnknownFieldSet.parseFrom(
                                events.get(1).getField(7).getLengthDelimitedList().get(0))
                        .getField(1)
                        .getVarintList())
                .containsExactly(1L);
        assertThat(events.get(2).getField(2).getVarintList()).containsExactly(300L);
        assertThat(scalars(events.get(2)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "loss/total", 1.5f,
                        "loss/gradient", 0.25f,
                        "train/learning-rate", 1e-3f,
                        "train/gradient-norm", 2f,
                        "train/seconds-per-step", 0.5f));
        assertThat(scalars(events.get(3)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "validation/total", -0.75f, "validation/gradient", 0.125f, "validation-metrics/iou/car", 0.5f));
    }

    @Test
    void twoProcessesOfOneSecondHaveFilesOfTheirOwn() throws IOException {
        TensorBoardLog.open(folder, 0, CLOCK).close();
        TensorBoardLog.open(folder, 5, CLOCK).close();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void validationsAreATableThatAResumedRunContinues() throws IOException {
        Path file = folder.resolve("validation.csv");
        for (long done : new long[] {0, 20}) {
            try (ValidationTable table = ValidationTable.open(file, done)) {
                for (long step = done + 10; step <= done + 30; step += 10) {
                    table.validated(new ValidationResult(
                            step, 2, step + done, Map.of("gradient", 0.5), Map.of("iou", OptionalDouble.empty()), ""));
                }
            }
        }
        try (ValidationTable table = ValidationTable.open(file, 50)) {
            table.validated(new ValidationResult(50, 2, 7, Map.of(), Map.of(), ""));
        }
        assertThat(Files.readString(file))
                .isEqualTo("step,pairs,total,gradient,iou\n10,2,10.0,0.5,\n20,2,20.0,0.5,\n"
                        + "30,2,50.0,0.5,\n40,2,60.0,0.5,\n50,2,70.0,0.5,\n");
    }
}
