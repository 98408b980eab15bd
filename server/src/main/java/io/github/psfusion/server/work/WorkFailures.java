// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.work;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.imaging.codec.ImageFormatException;
import io.github.psfusion.methods.ImageSizeException;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.pipeline.AlignmentRefusedException;
import io.github.psfusion.pipeline.FileErrors;
import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.server.http.RequestException;
import java.io.IOException;

/** Errors of the work as answers. What is known to concern the images of the client is told; all else is an internal error. */
public final class WorkFailures {
    private static final System.Logger LOG = System.getLogger(WorkFailures.class.getName());

    private WorkFailures() {}

    /** Returns the answer to an error. */
    public static RequestException answer(Throwable error) {
        if (error instanceof RequestException request) {
            return request;
        }
        if (error instanceof MethodOptionException) {
            return new RequestException(RequestException.BAD_REQUEST, "method " + error.getMessage() + ".");
        }
        if (error instanceof PipelineException pipeline) {
            return pipeline(pipeline);
        }
        if (error instanceof ImageFormatException
                || error instanceof DatasetException
                || error instanceof AlignmentRefusedException
                || error instanceof ImageSizeException
                || error instanceof IOException && error.getCause() instanceof ImageFormatException) {
            return new RequestException(RequestException.UNPROCESSABLE, FileErrors.message(error));
        }
        if (error instanceof OutOfMemoryError) {
            LOG.log(System.Logger.Level.WARNING, "memory ran out during a request");
            return RequestException.later(
                    RequestException.UNAVAILABLE, "memory ran out. Send smaller images, or try again.", 1);
        }
        LOG.log(System.Logger.Level.ERROR, "a request ended in an internal error", error);
        return new RequestException(RequestException.INTERNAL, "an internal error; the log of the server has it.");
    }

    private static RequestException pipeline(PipelineException error) {
        return switch (error.reason()) {
            case REQUEST -> new RequestException(RequestException.BAD_REQUEST, FileErrors.message(error));
            case INPUT -> new RequestException(RequestException.UNPROCESSABLE, FileErrors.message(error));
            case MEMORY -> new RequestException(RequestException.TOO_LARGE, FileErrors.message(error));
            case WEIGHTS -> Workshop.withoutWeights(error);
            case OUTPUT -> {
                LOG.log(System.Logger.Level.ERROR, "a request ended in an internal error", error);
                yield new RequestException(
                        RequestException.INTERNAL, "an internal error; the log of the server has it.");
            }
        };
    }
}
