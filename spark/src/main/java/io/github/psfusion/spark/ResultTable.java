// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.pipeline.FileErrors;
import io.github.psfusion.pipeline.PairOutcome;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table of what became of pairs: a row for each pair of each run, failures among them. */
final class ResultTable {
    /** Folder of the table in the folder of results; Spark reads no folder whose name begins with an underscore. */
    static final String FOLDER = "table";

    private static final StructType COLUMNS = new StructType()
            .add("run", DataTypes.StringType)
            .add("pair", DataTypes.StringType)
            .add("status", DataTypes.StringType)
            .add("seconds", DataTypes.DoubleType)
            .add("sha256", DataTypes.StringType)
            .add("message", DataTypes.StringType)
            .add("method_instance", DataTypes.StringType);

    /** The form of the files. */
    enum Format {
        /** Comma-separated values with a header. */
        CSV,
        /** Apache Parquet. */
        PARQUET
    }

    private ResultTable() {}

    /**
     * Returns the row of an outcome.
     *
     * @param run when the run began
     * @param sha256 digest of the result
     * @param method what made it
     */
    static Row row(String run, PairOutcome outcome, String sha256, String message, SharedMethod method) {
        return RowFactory.create(
                run,
                outcome.pair().name(),
                outcome.state().name().toLowerCase(Locale.ROOT),
                outcome.seconds(),
                sha256,
                message,
                method.name());
    }

    /** Returns why a pair failed, on one line; empty if it did not. */
    static String message(PairOutcome outcome) {
        return outcome.error()
                .map(FileErrors::message)
                .map(text -> text.replace('\n', ' '))
                .orElse("");
    }

    /** Computes rows and appends them to the table of a folder; an attempt of a task that is lost leaves none. */
    static void append(SparkSession spark, JavaRDD<Row> rows, String folder, Format format) {
        var writer = spark.createDataFrame(rows, COLUMNS).write().mode(SaveMode.Append);
        if (format == Format.CSV) {
            writer.option("header", true).option("escape", "\"").csv(folder);
        } else {
            writer.parquet(folder);
        }
    }
}
