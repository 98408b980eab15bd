// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

/**
 * A page before its frame is put around it.
 *
 * @param address relative to the root of the site, with slashes
 * @param title the heading, as text
 * @param body HTML
 */
record SitePage(String address, String title, String body) {
    /**
     * Returns the path from one place of the site to another.
     *
     * @param from the address of a page
     * @param to the address of a page or file, without or with an anchor
     */
    static String relative(String from, String to) {
        String[] folders = from.split("/", -1);
        int common = 0;
        int start = 0;
        while (common < folders.length - 1 && to.startsWith(folders[common] + "/", start)) {
            start += folders[common].length() + 1;
            common++;
        }
        return "../".repeat(folders.length - 1 - common) + to.substring(start);
    }
}
