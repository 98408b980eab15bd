// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.http;

import java.util.OptionalLong;

/** A request that is not answered as asked: the status of HTTP, and a message for the client without paths and class names. */
public final class RequestException extends Exception {
    /** The request is malformed, or has an option that is not known. */
    public static final int BAD_REQUEST = 400;
    /** There is no token, or a wrong one. */
    public static final int UNAUTHORIZED = 401;
    /** The request comes from a page of another site. */
    public static final int FORBIDDEN = 403;
    /** There is nothing under this address. */
    public static final int NOT_FOUND = 404;
    /** The address takes other HTTP methods. */
    public static final int METHOD_NOT_ALLOWED = 405;
    /** The request was sent too slowly. */
    public static final int REQUEST_TIMEOUT = 408;
    /** The request exceeds a limit. */
    public static final int TOO_LARGE = 413;
    /** The body has a type that is not read. */
    public static final int UNSUPPORTED_TYPE = 415;
    /** The request is for another host. */
    public static final int MISDIRECTED = 421;
    /** The request is well-formed, but its images cannot be used. */
    public static final int UNPROCESSABLE = 422;
    /** The client has its share of the queue. */
    public static final int TOO_MANY = 429;
    /** An internal error. */
    public static final int INTERNAL = 500;
    /** The method is known, but its weights are not on the server. */
    public static final int NOT_IMPLEMENTED = 501;
    /** The queue is full, or the server stops. */
    public static final int UNAVAILABLE = 503;

    private static final long serialVersionUID = 1L;

    private final int status;
    private final long retrySeconds;

    /** Makes the exception. */
    public RequestException(int status, String message) {
        this(status, message, 0);
    }

    private RequestException(int status, String message, long retrySeconds) {
        super(message);
        this.status = status;
        this.retrySeconds = retrySeconds;
    }

    /**
     * Makes the exception of a request that may be sent again.
     *
     * @param retrySeconds after how many seconds, at least 1
     */
    public static RequestException later(int status, String message, long retrySeconds) {
        return new RequestException(status, message, Math.max(1, retrySeconds));
    }

    /** Returns the status of HTTP. */
    public int status() {
        return status;
    }

    /** Returns after how many seconds the request may be sent again, if that makes sense. */
    public OptionalLong retrySeconds() {
        return retrySeconds == 0 ? OptionalLong.empty() : OptionalLong.of(retrySeconds);
    }

    /** Returns the message, which is never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
