// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.NameKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The names of the images of one folder that may be anywhere, such as in an object store, by the rules of {@link ImageFolder}: hidden
 * files are ignored, and names are compared by {@link NameKey} in {@link NaturalOrder}. Images are recognized by their extension alone,
 * since nothing is opened. A million names take about 100 MB.
 */
public final class ImageNameList {
    private static final Comparator<Image> ORDER = Comparator.comparing(Image::key, NaturalOrder.INSTANCE);

    private final String place;
    private final List<Image> images = new ArrayList<>();
    private int others;
    private boolean sorted = true;

    /** Makes an empty list of a place, which messages name. */
    public ImageNameList(String place) {
        this.place = place;
    }

    /**
     * An image.
     *
     * @param name of the file, without its folder
     * @param stem length of its name without extension
     * @param otherKey its key where that is not its name without extension: usually it is, and is not held twice
     * @param bytes its size
     */
    record Image(String name, int stem, String otherKey, long bytes) {
        private static final String STEM = "";

        static Image of(String name, long bytes) {
            String stem = ImageNames.withoutExtension(name);
            String key = NameKey.of(stem);
            return new Image(name, stem.length(), key.equals(stem) ? STEM : key, bytes);
        }

        /** Returns the name without extension, as {@link PairFiles#name} has it. */
        String withoutExtension() {
            return name.substring(0, stem);
        }

        String key() {
            return otherKey.equals(STEM) ? withoutExtension() : otherKey;
        }
    }

    /**
     * Adds a file, if it is an image.
     *
     * @param fileName its name without its folder
     * @param bytes its size
     */
    public void add(String fileName, long bytes) {
        if (ImageNames.isImage(fileName)) {
            images.add(Image.of(fileName, bytes));
            sorted = false;
        } else if (!fileName.startsWith(".") && !fileName.startsWith("_")) {
            others++;
        }
    }

    /** Returns how many files are neither hidden nor have the extension of an image that is read. */
    public int others() {
        return others;
    }

    /** Returns the number of images. */
    public int size() {
        return images.size();
    }

    /**
     * Returns the images in natural order of their keys.
     *
     * @throws DatasetException if there is none, or names differ only in extension or in upper and lower case
     */
    List<Image> inOrder() throws DatasetException {
        if (images.isEmpty()) {
            throw new DatasetException(place + ": the folder holds no images. Expected are PNG, JPEG, BMP or TIFF files"
                    + (others == 0 ? "." : ", but there are " + others + " files of other kinds."));
        }
        if (!sorted) {
            images.sort(ORDER);
            sorted = true;
        }
        List<String> ambiguous = new ArrayList<>();
        for (int i = 1; i < images.size(); i++) {
            if (ORDER.compare(images.get(i - 1), images.get(i)) == 0) {
                ambiguous.add(
                        "(" + images.get(i - 1).name() + ", " + images.get(i).name() + ")");
            }
        }
        if (!ambiguous.isEmpty()) {
            throw new DatasetException(place + ": the names of " + ambiguous.size() + " images are ambiguous: "
                    + ImageNames.some(ambiguous)
                    + ". Names must differ in more than extension and upper or lower case; rename or remove the"
                    + " duplicates.");
        }
        return images;
    }

    /** Returns what messages call the place. */
    String place() {
        return place;
    }
}
