// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DataSetNameTest {
    private static List<Path> folders(String... paths) {
        return Stream.of(paths).map(path -> Path.of(path).toAbsolutePath()).toList();
    }

    @Test
    void theLowestCommonFolderNamesTheDataSet() {
        assertThat(DataSetName.of(folders("/data/TNO/ir", "/data/TNO/vi"))).contains("TNO");
        assertThat(DataSetName.of(folders("/data/LLVIP/infrared/test", "/data/LLVIP/visible/test")))
                .contains("LLVIP");
        assertThat(DataSetName.of(folders("/data/TNO", "/data/TNO"))).contains("TNO");
    }

    @Test
    void aPartHasTheNameOfTheWholeBefore() {
        assertThat(DataSetName.of(folders("/data/MSRS/test/ir", "/data/MSRS/test/vi")))
                .contains("MSRS test");
    }

    @Test
    void foldersWithTheRootAloneInCommonHaveNoName() {
        assertThat(DataSetName.of(folders("/ir", "/vi"))).isEmpty();
        assertThat(DataSetName.of(List.of())).isEmpty();
    }
}
