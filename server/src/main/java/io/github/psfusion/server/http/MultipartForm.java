// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a {@code multipart/form-data} body: images and text fields. Names of files and types that the client states are
 * ignored, and nothing is written to the disk.
 */
public final class MultipartForm {
    /** Most parts of a form. */
    public static final int MAX_PARTS = 24;
    /** Most bytes of the headers of a part. */
    public static final int MAX_PART_HEADERS = 8 << 10;
    /** Most bytes of a text field. */
    public static final int MAX_TEXT = 4 << 10;

    private static final String TYPE = "multipart/form-data";

    private final Map<String, byte[]> files;
    private final Map<String, String> texts;

    private MultipartForm(Map<String, byte[]> files, Map<String, String> texts) {
        this.files = files;
        this.texts = texts;
    }

    /** Returns the images by the names of their parts. */
    public Map<String, byte[]> files() {
        return files;
    }

    /** Returns the text fields by their names. */
    public Map<String, String> texts() {
        return texts;
    }

    /**
     * Parses a form.
     *
     * @param contentType the header of the request
     * @param fileNames names of the parts that are images; all others are text
     * @throws RequestException if it is none, is cut off, has a part twice, or exceeds a limit
     */
    public static MultipartForm parse(byte[] body, @Nullable String contentType, Set<String> fileNames)
            throws RequestException {
        boolean form = contentType != null
                && contentType.regionMatches(/* ignoreCase= */ true, 0, TYPE, 0, TYPE.length());
        String boundary = form ? MultiPart.extractBoundary(contentType) : null;
        if (boundary == null || boundary.isEmpty()) {
            throw new RequestException(
                    RequestException.UNSUPPORTED_TYPE, "send the images as multipart/form-data with a boundary.");
        }
        Parts parts = new Parts(fileNames);
        MultiPart.Parser parser = new MultiPart.Parser(boundary, parts);
        parser.setMaxParts(MAX_PARTS);
        parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
        try {
            parser.parse(Content.Chunk.from(ByteBuffer.wrap(body), /* last= */ true));
        } catch (RuntimeException e) {
            throw malformed();
        }
        return parts.form();
    }

    private static RequestException malformed() {
        return new RequestException(
                RequestException.BAD_REQUEST,
                "the body is no complete form of at most " + MAX_PARTS + " parts with at most " + MAX_PART_HEADERS
                        + " bytes of headers each.");
    }

    /** Collects the parts; after the first problem nothing is kept. */
    private static final class Parts extends MultiPart.AbstractPartsListener {
        private final Set<String> fileNames;
        private final Map<String, byte[]> files = new LinkedHashMap<>();
        private final Map<String, String> texts = new LinkedHashMap<>();
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private @Nullable RequestException problem;
        private boolean complete;

        Parts(Set<String> fileNames) {
            this.fileNames = fileNames;
        }

        @Override
        public void onPartContent(Content.Chunk chunk) {
            if (problem == null) {
                ByteBuffer bytes = chunk.getByteBuffer();
                byte[] copy = BufferUtil.toArray(bytes);
                content.write(copy, 0, copy.length);
            }
        }

        @Override
        public void onPart(@Nullable String name, @Nullable String fileName, HttpFields headers) {
            byte[] bytes = content.toByteArray();
            content.reset();
            if (problem != null) {
                return;
            }
            if (name == null || name.isEmpty()) {
                problem = bad("a part of the form has no name.");
            } else if (files.containsKey(name) || texts.containsKey(name)) {
                problem = bad("the part " + Printable.excerpt(name) + " is there twice.");
            } else if (fileNames.contains(name)) {
                files.put(name, bytes);
            } else if (bytes.length > MAX_TEXT) {
                problem = new RequestException(
                        RequestException.TOO_LARGE,
                        "the field " + Printable.excerpt(name) + " has more than " + MAX_TEXT + " bytes.");
            } else {
                text(name, bytes);
            }
        }

        private void text(String name, byte[] bytes) {
            try {
                texts.put(
                        name,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes))
                                .toString());
            } catch (CharacterCodingException e) {
                problem = bad("the field " + Printable.excerpt(name) + " is not UTF-8.");
            }
        }

        private static RequestException bad(String message) {
            return new RequestException(RequestException.BAD_REQUEST, message);
        }

        @Override
        public void onComplete() {
            complete = true;
        }

        @Override
        public void onFailure(Throwable failure) {
            if (problem == null) {
                problem = malformed();
            }
        }

        MultipartForm form() throws RequestException {
            if (problem != null) {
                throw problem;
            }
            if (!complete) {
                throw malformed();
            }
            return new MultipartForm(files, texts);
        }
    }
}
