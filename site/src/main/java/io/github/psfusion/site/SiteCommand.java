// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The program that builds the site: {@code SiteCommand ROOT SITE}. Fails if a link of a page leads nowhere. */
public final class SiteCommand {
    private SiteCommand() {}

    /**
     * Builds the site with its gallery.
     *
     * @param args the root of the project, and the folder of the site, which may hold the Java documentation in {@code apidocs}
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("expected two folders: the root of the project and that of the site");
        }
        Path root = Path.of(args[0]).toAbsolutePath().normalize();
        Path site = Path.of(args[1]).toAbsolutePath().normalize();
        int pages = new SiteBuilder(root, site).build(Optional.of(Gallery.Plan.ofSite()));
        List<String> faults = LinkCheck.faults(site);
        if (!faults.isEmpty()) {
            throw new IOException(String.join("\n", faults));
        }
        System.out.println(pages + " pages: open " + site.resolve(Navigation.HOME));
    }
}
