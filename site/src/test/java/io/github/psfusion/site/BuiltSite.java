// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The site of this checkout, with a small gallery and without Java documentation.
 *
 * @param root of the project
 * @param folder of the site
 */
record BuiltSite(Path root, Path folder) {
    private static final Gallery.Plan SMALL = new Gallery.Plan(2, 64, 48, 1, List.of("average", "laplacian"));

    static BuiltSite in(Path folder) throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize(); // tests run in the folder of the module
        int pages = new SiteBuilder(root, folder).build(Optional.of(SMALL));
        if (pages < SourceDocument.find(root).size()) {
            throw new IllegalStateException("only " + pages + " pages");
        }
        return new BuiltSite(root, folder);
    }

    String text(String address) throws IOException {
        return Files.readString(folder.resolve(address));
    }
}
