// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import io.github.psfusion.imaging.codec.ImageSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the outputs of a family of detectors hold, and how its input is made: N boxes and C classes, as the programs of the families
 * export them.
 */
public enum DetectorLayout {
    /** YOLOv5, YOLOv7: [1, N, 5 + C], center and size in input pixels, objectness, classes; three anchors a cell. */
    YOLOV5("[1, 3 x cells, 5 + classes]", ChannelOrder.RGB, Placement.Fit.LETTERBOX, 0.6) {
        @Override
        OptionalInt classes(List<ModelOutput> outputs, ImageSize input) {
            OptionalInt classes = columns(outputs, 5);
            boolean cells = classes.isPresent()
                    && (outputs.get(0).size(1) == ANCHORS * cells(input, 8, 16, 32)
                            || outputs.get(0).size(1) == ANCHORS * cells(input, 8, 16, 32, 64));
            return cells ? classes : OptionalInt.empty();
        }

        @Override
        void decode(List<ModelOutput> outputs, ImageSize input, BoxSink sink) {
            Rows rows = new Rows(outputs.get(0));
            for (int i = 0; i < rows.count(); i++) {
                for (int c = 0; c < rows.columns() - 5; c++) {
                    double score = (double) rows.at(i, 4) * rows.at(i, 5 + c);
                    if (sink.takes(score)) {
                        sink.center(rows.at(i, 0), rows.at(i, 1), rows.at(i, 2), rows.at(i, 3), c, score);
                    }
                }
            }
        }
    },
    /** YOLOv8, 9, 11, 12: [1, 4 + C, N], center and size in input pixels, classes. */
    YOLOV8("[1, 4 + classes, cells]", ChannelOrder.RGB, Placement.Fit.LETTERBOX, 0.7) {
        @Override
        OptionalInt classes(List<ModelOutput> outputs, ImageSize input) {
            if (outputs.get(0).rank() != 3 || outputs.get(0).size(0) != 1) {
                return OptionalInt.empty();
            }
            int boxes = outputs.get(0).size(2);
            boolean cells = boxes == cells(input, 8, 16, 32)
                    || boxes == cells(input, 8, 16, 32, 64)
                    || boxes == cells(input, 4, 8, 16, 32);
            int classes = outputs.get(0).size(1) - 4;
            return cells && classes > 0 ? OptionalInt.of(classes) : OptionalInt.empty();
        }

        @Override
        void decode(List<ModelOutput> outputs, ImageSize input, BoxSink sink) {
            Rows columns = new Rows(outputs.get(0));
            for (int i = 0; i < columns.columns(); i++) {
                for (int c = 0; c < columns.count() - 4; c++) {
                    double score = columns.at(4 + c, i);
                    if (sink.takes(score)) {
                        sink.center(columns.at(0, i), columns.at(1, i), columns.at(2, i), columns.at(3, i), c, score);
                    }
                }
            }
        }
    },
    /** YOLOv10, YOLO26, exports with suppression: [1, N, 6], corners in input pixels, score, class. */
    YOLOV10("[1, boxes, 6]", ChannelOrder.RGB, Placement.Fit.LETTERBOX, Double.NaN) {
        @Override
        OptionalInt classes(List<ModelOutput> outputs, ImageSize input) {
            boolean fits = columns(outputs, 5).isPresent()
                    && outputs.get(0).size(2) == 6
                    && outputs.get(0).size(1) <= MOST_QUERIES;
            return fits ? OptionalInt.of(0) : OptionalInt.empty();
        }

        @Override
        void decode(List<ModelOutput> outputs, ImageSize input, BoxSink sink) {
            Rows rows = new Rows(outputs.get(0));
            for (int i = 0; i < rows.count(); i++) {
                if (sink.takes(rows.at(i, 4))) {
                    sink.corners(
                            rows.at(i, 0),
                            rows.at(i, 1),
                            rows.at(i, 2),
                            rows.at(i, 3),
                            sink.category(rows.at(i, 5)),
                            rows.at(i, 4));
                }
            }
        }
    },
    /** RT-DETR as ultralytics exports it: [1, N, 4 + C], center and size from 0 to 1, classes; the surest class counts. */
    RTDETR("[1, queries, 4 + classes]", ChannelOrder.RGB, Placement.Fit.STRETCH, Double.NaN) {
        @Override
        OptionalInt classes(List<ModelOutput> outputs, ImageSize input) {
            OptionalInt classes = columns(outputs, 4);
            return classes.isPresent() && outputs.get(0).size(1) <= MOST_QUERIES ? classes : OptionalInt.empty();
        }

        @Override
        void decode(List<ModelOutput> outputs, ImageSize input, BoxSink sink) {
            Rows rows = new Rows(outputs.get(0));
            for (int i = 0; i < rows.count(); i++) {
                int best = rows.largest(i, 4, sink);
                if (sink.takes(rows.at(i, 4 + best))) {
                    sink.center(
                            (double) rows.at(i, 0) * input.width(),
                            (double) rows.at(i, 1) * input.height(),
                            (double) rows.at(i, 2) * input.width(),
                            (double) rows.at(i, 3) * input.height(),
                            best,
                            rows.at(i, 4 + best));
                }
            }
        }
    },
    /**
     * RT-DETR and D-FINE with a second input {@code orig_target_sizes}, width and height of the image: labels [1, N], boxes [1, N, 4],
     * corners in image pixels, scores [1, N].
     */
    RTDETR_SIZES(
            "labels [1, N], boxes [1, N, 4], scores [1, N], and an input of [1, 2]",
            ChannelOrder.RGB,
            Placement.Fit.STRETCH,
            Double.NaN) {
        @Override
        OptionalInt classes(List<ModelOutput> outputs, ImageSize input) {
            return SizedOutputs.of(outputs).isPresent() ? OptionalInt.of(0) : OptionalInt.empty();
        }

        @Override
        void decode(List<ModelOutput> outputs, ImageSize input, BoxSink sink) {
            SizedOutputs sized = SizedOutputs.of(outputs).orElseThrow();
            Rows boxes = new Rows(sized.boxes());
            for (int i = 0; i < boxes.count(); i++) {
                double score = sized.scores().values()[i];
                if (sink.takes(score)) {
                    sink.corners(
                            boxes.at(i, 0),
                            boxes.at(i, 1),
                            boxes.at(i, 2),
                            boxes.at(i, 3),
                            sink.category(sized.labels().values()[i]),
                            score);
                }
            }
        }
    },
    /** YOLOX: [1, N, 5 + C] of a cell each: (xy + cell) x stride, exp(wh) x stride, objectness, classes; the surest class counts. */
    YOLOX("[1, cells, 5 + classes]", ChannelOrder.BGR, Placement.Fit.TOP_LEFT, 0.65) {
        @Override
        OptionalInt classes(List<ModelOutput> outputs, ImageSize input) {
            OptionalInt classes = columns(outputs, 5);
            boolean cells = classes.isPresent() && outputs.get(0).size(1) == cells(input, 8, 16, 32);
            return cells ? classes : OptionalInt.empty();
        }

        @Override
        void decode(List<ModelOutput> outputs, ImageSize input, BoxSink sink) {
            Rows rows = new Rows(outputs.get(0));
            List<Cell> cells = Cell.of(input, 8, 16, 32);
            for (int i = 0; i < rows.count(); i++) {
                Cell cell = cells.get(i);
                int best = rows.largest(i, 5, sink);
                double score = (double) rows.at(i, 4) * rows.at(i, 5 + best);
                if (sink.takes(score)) {
                    sink.center(
                            (rows.at(i, 0) + cell.x()) * cell.stride(),
                            (rows.at(i, 1) + cell.y()) * cell.stride(),
                            Math.exp(rows.at(i, 2)) * cell.stride(),
                            Math.exp(rows.at(i, 3)) * cell.stride(),
                            best,
                            score);
                }
            }
        }
    },
    /**
     * NanoDet-Plus: [1, N, C + 32] of a cell each: classes, then of each side logits of the distances 0 to 7 strides, left, top, right,
     * bottom.
     */
    NANODET_PLUS("[1, cells, classes + 32]", ChannelOrder.BGR, Placement.Fit.STRETCH, 0.6) {
        @Override
        OptionalInt classes(List<ModelOutput> outputs, ImageSize input) {
            OptionalInt classes = columns(outputs, 4 * BINS);
            boolean cells = classes.isPresent() && outputs.get(0).size(1) == cells(input, 8, 16, 32, 64);
            return cells ? classes : OptionalInt.empty();
        }

        @Override
        void decode(List<ModelOutput> outputs, ImageSize input, BoxSink sink) {
            Rows rows = new Rows(outputs.get(0));
            List<Cell> cells = Cell.of(input, 8, 16, 32, 64);
            int classes = rows.columns() - 4 * BINS;
            for (int i = 0; i < rows.count(); i++) {
                for (int c = 0; c < classes; c++) {
                    if (sink.takes(rows.at(i, c))) {
                        Cell cell = cells.get(i);
                        sink.corners(
                                (cell.x() - distance(rows, i, classes)) * cell.stride(),
                                (cell.y() - distance(rows, i, classes + BINS)) * cell.stride(),
                                (cell.x() + distance(rows, i, classes + 2 * BINS)) * cell.stride(),
                                (cell.y() + distance(rows, i, classes + 3 * BINS)) * cell.stride(),
                                c,
                                rows.at(i, c));
                    }
                }
            }
        }
    };

    private static final int ANCHORS = 3;
    /** Detectors of a fixed number of boxes have 100 to 1000 of them; grids of cells have more. */
    private static final int MOST_QUERIES = 1000;
    /** NanoDet-Plus' distances. */
    private static final int BINS = 8;

    private final String shape;
    private final ChannelOrder order;
    private final Placement.Fit fit;
    private final double overlap;

    DetectorLayout(String shape, ChannelOrder order, Placement.Fit fit, double overlap) {
        this.shape = shape;
        this.order = order;
        this.fit = fit;
        this.overlap = overlap;
    }

    /** Returns the name by which users know it, such as {@code rtdetr-sizes}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the shape of its outputs, as a message states it. */
    String shape() {
        return shape;
    }

    /** Returns whether its boxes belong to the cells of grids, so that their number follows from the size of the input. */
    boolean isOfCells() {
        return this != YOLOV10 && this != RTDETR && this != RTDETR_SIZES;
    }

    /** Returns how levels become its input. */
    PixelScaling scaling() {
        return switch (this) {
            case YOLOX -> PixelScaling.NONE;
            case NANODET_PLUS -> PixelScaling.NANODET;
            default -> PixelScaling.UNIT;
        };
    }

    /** Returns its order of channels. */
    ChannelOrder order() {
        return order;
    }

    /** Returns how images are fitted into its input. */
    Placement.Fit fit() {
        return fit;
    }

    /** Returns the IoU above which a less sure box of the same class is dropped; empty if the model does so itself. */
    OptionalDouble overlap() {
        return Double.isNaN(overlap) ? OptionalDouble.empty() : OptionalDouble.of(overlap);
    }

    /**
     * Returns the number of classes of outputs of this layout, 0 where their shape does not show it; empty if they are of another one.
     */
    abstract OptionalInt classes(List<ModelOutput> outputs, ImageSize input);

    /** Gives the boxes of outputs of this layout, in input pixels; of {@link #RTDETR_SIZES} in image pixels. */
    abstract void decode(List<ModelOutput> outputs, ImageSize input, BoxSink sink);

    /** Receives boxes. */
    interface BoxSink {
        /**
         * Returns whether a score is high enough.
         *
         * @throws NotANumberException if it is NaN
         */
        boolean takes(double score);

        /**
         * Checks a score that need not be the highest.
         *
         * @throws NotANumberException if it is NaN
         */
        void check(double score);

        /**
         * Returns a class that an output holds as a number.
         *
         * @throws NotANumberException if it is no whole number from 0 on
         */
        int category(double value);

        /** Takes a box by its corners. */
        void corners(double x1, double y1, double x2, double y2, int category, double score);

        /** Takes a box by its center and size. */
        default void center(double x, double y, double width, double height, int category, double score) {
            corners(x - width / 2, y - height / 2, x + width / 2, y + height / 2, category, score);
        }
    }

    /** A score is not a number. */
    static final class NotANumberException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotANumberException(String message) {
            super(message);
        }
    }

    /** An output [1, count, columns]. */
    private record Rows(ModelOutput output) {
        int count() {
            return output.size(1);
        }

        int columns() {
            return output.size(2);
        }

        float at(int row, int column) {
            return output.values()[row * columns() + column];
        }

        /** Returns the index of the largest number of a row from a column on; the numbers are checked. */
        int largest(int row, int first, BoxSink sink) {
            int best = 0;
            for (int c = 0; c < columns() - first; c++) {
                sink.check(at(row, first + c));
                best = at(row, first + c) > at(row, first + best) ? c : best;
            }
            return best;
        }
    }

    /** A cell of a grid: its column and row, and the pixels of its sides. */
    private record Cell(int x, int y, int stride) {
        static List<Cell> of(ImageSize input, int... strides) {
            List<Cell> cells = new ArrayList<>();
            for (int stride : strides) {
                for (int y = 0; y < ceil(input.height(), stride); y++) {
                    for (int x = 0; x < ceil(input.width(), stride); x++) {
                        cells.add(new Cell(x, y, stride));
                    }
                }
            }
            return cells;
        }
    }

    /** Returns the mean of the distances 0 to 7, weighted by the softmax of their logits. */
    private static double distance(Rows rows, int row, int first) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int bin = 0; bin < BINS; bin++) {
            largest = Math.max(largest, rows.at(row, first + bin));
        }
        double sum = 0;
        double weighted = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double weight = Math.exp(rows.at(row, first + bin) - largest);
            sum += weight;
            weighted += weight * bin;
        }
        return weighted / sum;
    }

    /** Returns the columns behind the first ones of a single output [1, N, columns]. */
    private static OptionalInt columns(List<ModelOutput> outputs, int first) {
        ModelOutput output = outputs.get(0);
        return output.rank() == 3 && output.size(0) == 1 && output.size(2) > first
                ? OptionalInt.of(output.size(2) - first)
                : OptionalInt.empty();
    }

    private static int cells(ImageSize input, int... strides) {
        return Arrays.stream(strides)
                .map(stride -> ceil(input.width(), stride) * ceil(input.height(), stride))
                .sum();
    }

    private static int ceil(int size, int stride) {
        return (size + stride - 1) / stride;
    }
}
