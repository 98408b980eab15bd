// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchZipWriterTest {
    @TempDir
    private Path folder;

    @Test
    void readsBackWhatWasWritten() throws IOException {
        List<StoredTensor> tensors = new ArrayList<>();
        for (DataType type : DataType.values()) {
            for (Shape shape : List.of(Shape.SCALAR, Shape.of(0, 3), Shape.of(300), Shape.of(2, 70_000))) {
                byte[] data = new byte[(int) shape.elements() * type.bytes()];
                for (int i = 0; i < data.length; i++) {
                    data[i] = (byte) (i * 31 + tensors.size());
                }
                tensors.add(new StoredTensor("é." + tensors.size(), type, shape, ByteBuffer.wrap(data)));
            }
        }
        Path path = folder.resolve("w.pth");

        TorchZipWriter.write(path, tensors.stream().map(TensorToWrite::of).toList());

        try (WeightFile file = WeightFiles.open(path)) {
            assertThat(file.names())
                    .containsExactlyElementsOf(
                            tensors.stream().map(StoredTensor::name).toList());
            for (StoredTensor tensor : tensors) {
                assertThat(file.tensor(tensor.name())).isEqualTo(tensor);
            }
        }
        try (ZipFile zip = new ZipFile(path.toFile())) {
            assertThat(zip.getInputStream(zip.getEntry("archive/version")).readAllBytes())
                    .isEqualTo(new byte[] {'3', '\n'});
        }
    }

    @Test
    void storagesBeginAtMultiplesOf64() throws IOException {
        Path path = folder.resolve("w.pth");
        byte[] mark = "here begin the elements".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        TorchZipWriter.write(
                path,
                List.of(new TensorToWrite("a", DataType.UINT8, Shape.of(mark.length), () -> ByteBuffer.wrap(mark))));
        String content = Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(content.indexOf("here begin") % 64).isZero();
    }
}
