// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.methods.FusionMethods;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.pipeline.FileErrors;
import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.platform.Sha256;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program for {@code spark-submit}: fuses all pairs of two folders, on local disks, in HDFS or in an object store. Exit codes are
 * those of {@code docs/reference/exit-codes.md}.
 */
@Command(
        name = "FuseJob",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = FuseJob.Version.class,
        usageHelpWidth = 100,
        customSynopsis =
                "spark-submit --class io.github.psfusion.spark.FuseJob psfusion-spark.jar --ir URI --vi URI -o URI"
                        + " [OPTIONS]",
        description = "%nFuse all pairs of two folders. Results that exist are kept.%n")
public final class FuseJob implements Callable<Integer> {
    private static final int PARTLY = 1;
    private static final int USAGE = 2;
    private static final int INPUT = 3;
    private static final int WEIGHTS = 4;
    private static final int OUTPUT = 5;
    private static final int BACKEND = 6;
    private static final int INTERNAL_ERROR = 70;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // replaced by picocli

    @Option(names = "--ir", required = true, paramLabel = "URI", description = "folder of infrared images")
    private String infrared = "";

    @Option(names = "--vi", required = true, paramLabel = "URI", description = "folder of visible images")
    private String visible = "";

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "URI",
            description = "folder of results: NAME.png for each pair, and the folder table")
    private String output = "";

    @Option(
            names = {"-m", "--method"},
            paramLabel = "NAME",
            description = "method with its options, such as psfusion:precision=int8 (default: psfusion)")
    private String method = "psfusion";

    @Option(names = "--weights", paramLabel = "URI", description = "weight file of the method")
    private String weights = "";

    @Option(
            names = "--ir-range",
            paramLabel = "R",
            description = "levels that become black and white in infrared images: auto (default), full, min-max,"
                    + " percentiles:P,Q or LO,HI")
    private String infraredRange = "auto";

    @Option(names = "--vi-range", paramLabel = "R", description = "the same for visible images (default: full)")
    private String visibleRange = "full";

    @Option(names = "--format", paramLabel = "F", description = "png (default), jpeg, tiff, bmp")
    private ImageFormat format = ImageFormat.PNG;

    @Option(names = "--depth", paramLabel = "8|16", description = "bits of the results (default: 8)")
    private int depth = 8;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "threads of a task (default: spark.task.cpus, which should be as many)")
    private int threads;

    @Option(
            names = "--max-failures",
            paramLabel = "N",
            description = "stop when more pairs have failed (default: ${DEFAULT-VALUE})")
    private long maxFailures = 1000;

    @Option(names = "--table", paramLabel = "F", description = "form of the table of results: csv (default), parquet")
    private ResultTable.Format table = ResultTable.Format.CSV;

    @Option(names = "--overwrite", description = "make results that exist anew")
    private boolean overwrite;

    /** The version for {@code --version}. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {program()};
        }
    }

    /** Runs the job; a program that failed ends with its exit code. */
    public static void main(String[] arguments) {
        int code = new CommandLine(new FuseJob())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        FusionMethods.Request request = checked();
        // The table is written by a SQL session. Spark 4 would isolate that from the files of the context: executors
        // that join after
        // the levels were counted, or all where they are known already, would not get the weights.
        SparkSession spark = SparkSession.builder()
                .appName("PSFusion")
                .config("spark.sql.artifact.isolation.enabled", false)
                .getOrCreate();
        try {
            JobSettings settings = settings(spark, request);
            FuseSummary summary = new DistributedFusion(
                            spark, settings, new DistributedFusion.Options(overwrite, maxFailures, table))
                    .run();
            spec.commandLine().getOut().println(summary.text());
            return summary.isComplete() ? 0 : PARTLY;
        } catch (PipelineException e) {
            err.println(e.getMessage());
            return switch (e.reason()) {
                case REQUEST -> USAGE;
                case INPUT -> INPUT;
                case WEIGHTS -> WEIGHTS;
                case OUTPUT -> OUTPUT;
                case MEMORY -> BACKEND;
            };
        } catch (IOException e) {
            err.println(FileErrors.message(e));
            return INPUT;
        } catch (RuntimeException e) {
            err.println("The job failed: " + reason(e));
            e.printStackTrace(err);
            return INTERNAL_ERROR;
        } finally {
            err.flush();
            spark.stop();
        }
    }

    private static String reason(Throwable error) {
        Throwable cause = error;
        while (cause instanceof RuntimeException || cause instanceof SparkException) {
            Throwable deeper = cause.getCause();
            if (deeper == null) {
                break;
            }
            cause = deeper;
        }
        return String.valueOf(cause.getMessage());
    }

    /**
     * Checks the options before Spark is asked for executors.
     *
     * @throws ParameterException if one cannot be
     */
    private FusionMethods.Request checked() {
        try {
            FusionMethods.Request request = FusionMethods.parse(method);
            var unused = MethodContext.defaults().with(request.options());
            if (request.options().text(MethodContext.WEIGHTS).isPresent()) {
                throw refused("--method " + method + ": name the weights with --weights, which executors receive.");
            }
            if (request.has(MethodContext.WEIGHTS) == weights.isEmpty()) {
                throw refused(
                        weights.isEmpty()
                                ? "missing: --weights URI, which the method "
                                        + request.provider().key() + " needs."
                                : "--weights: the method " + request.provider().key() + " has no weights.");
            }
            var unusedWindow = IntensityWindow.parse(infraredRange);
            var unusedOther = IntensityWindow.parse(visibleRange);
            if (threads < 0 || maxFailures < 0) {
                throw refused("--threads and --max-failures are not negative.");
            }
            if ((depth != 8 && depth != 16) || depth > format.maxBits()) {
                throw refused("--depth " + depth + ": expected 8, or 16 for png and tiff.");
            }
            return request;
        } catch (MethodOptionException e) {
            throw refused("--method " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException refused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private JobSettings settings(SparkSession spark, FusionMethods.Request request) throws IOException {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        String left = ImageStore.of(infrared, hadoop).uri();
        String right = ImageStore.of(visible, hadoop).uri();
        String results = ImageStore.of(output, hadoop).uri();
        if (left.equals(right)) {
            throw new PipelineException(
                    PipelineException.Reason.REQUEST,
                    left + ": the folders of infrared and of visible images are the same one. Name two folders.");
        }
        if (results.equals(left) || results.equals(right)) {
            throw new PipelineException(
                    PipelineException.Reason.OUTPUT,
                    results + " holds the source images; results are not written there. Name another folder.");
        }
        int cores = threads > 0 ? threads : spark.sparkContext().getConf().getInt("spark.task.cpus", 1);
        SharedMethodSettings shared = new SharedMethodSettings(method, "", "", cores);
        if (request.has(MethodContext.WEIGHTS)) {
            shared = withWeights(spark, hadoop, cores);
        }
        return new JobSettings(left, right, results, shared, infraredRange, visibleRange, format, depth, program());
    }

    private SharedMethodSettings withWeights(SparkSession spark, Configuration hadoop, int cores) {
        // As SparkContext.addFile has it: a path without a scheme is one of the driver's disk.
        Path file = new Path(weights);
        Path whole = file.toUri().getScheme() == null
                ? new Path(new File(weights).getAbsoluteFile().toURI())
                : file;
        Sha256 digest = new Sha256();
        try (InputStream content = whole.getFileSystem(hadoop).open(whole)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.add(ByteBuffer.wrap(buffer, 0, read));
            }
        } catch (IOException e) {
            throw new PipelineException(
                    PipelineException.Reason.WEIGHTS,
                    weights + ": the weight file cannot be read: " + e.getMessage()
                            + ". Name one file; weights of several files become one with psfusion weights import.",
                    e);
        }
        spark.sparkContext().addFile(whole.toString());
        return new SharedMethodSettings(method, whole.getName(), digest.hex(), cores);
    }

    /** Returns name and version of the program; another version may compute other bytes. */
    private static String program() {
        String version = FuseJob.class.getPackage().getImplementationVersion();
        return String.format(Locale.ROOT, "psfusion %s", version == null ? "(unpacked classes)" : version);
    }
}
