// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.datasets.Shard;
import io.github.psfusion.evaluation.OutputException;
import io.github.psfusion.evaluation.ReportImages;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.figure.ScoreCharts;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The reports of a comparison in a folder. */
public final class ReportFolder {
    private static final String SHEETS = "sheets";
    private static final String CHARTS = "charts";

    /** What can be written besides the formats. */
    private enum Extra {
        /** A sheet per metric. */
        SHEETS,
        /** The table of differences to the best method. */
        DIFFERENCES,
        /** Charts for print. */
        CHARTS
    }

    private final Path path;
    private final Set<ReportFormat> formats;
    private final Set<Extra> extras;
    private final TableStyle style;
    /** The file of a part of the pairs, which is the only one then; else empty. */
    private final String ofShard;

    private ReportFolder(Path path, Set<ReportFormat> formats, Set<Extra> extras, TableStyle style, String ofShard) {
        this.ofShard = ofShard;
        this.path = path;
        this.formats = Collections.unmodifiableSet(new TreeSet<>(formats));
        this.extras = Collections.unmodifiableSet(new TreeSet<>(extras));
        this.style = style;
    }

    /** Chooses the folder and the formats of its reports. */
    public static ReportFolder of(Path path, Set<ReportFormat> formats) {
        return new ReportFolder(path, formats, Set.of(), TableStyle.DEFAULT, "");
    }

    /** Chooses the folder of the scores of a part of the pairs: one file, which is named after the part. */
    public static ReportFolder ofShard(Path path, Shard shard) {
        String file = "scores-" + shard.index() + "-of-" + shard.count() + ".json";
        return new ReportFolder(path, Set.of(), Set.of(), TableStyle.DEFAULT, file);
    }

    private ReportFolder with(Extra extra) {
        Set<Extra> all = new TreeSet<>(extras);
        all.add(extra);
        return new ReportFolder(path, formats, all, style, ofShard);
    }

    /** Returns this folder with a sheet per metric besides, see {@link SheetReport}. */
    public ReportFolder withSheets() {
        return with(Extra.SHEETS);
    }

    /** Returns this folder with the table of differences to the best method besides, see {@link DifferenceTable}. */
    public ReportFolder withDifferences() {
        return with(Extra.DIFFERENCES);
    }

    /** Returns this folder with charts for print besides, see {@link ScoreCharts}. */
    public ReportFolder withCharts() {
        return with(Extra.CHARTS);
    }

    /** Returns this folder with another style of the tables for papers and READMEs. */
    public ReportFolder withStyle(TableStyle other) {
        return new ReportFolder(path, formats, extras, other, ofShard);
    }

    /** Returns the folder. */
    public Path path() {
        return path;
    }

    /**
     * Makes the folder, and checks before any work that the reports can be written.
     *
     * @throws OutputException if a report exists and may not be replaced, or the folder cannot be written
     */
    public void prepare(boolean overwrite) throws OutputException {
        OutputFolder.prepare(path, names(), overwrite);
        if (!overwrite) {
            requireNone(Extra.SHEETS, SHEETS, "*.{csv,txt}");
            requireNone(Extra.CHARTS, CHARTS, "*.{svg,pdf}");
        }
    }

    /** The names of such files are made of those of metrics, which are known after the work only: none may be there. */
    private void requireNone(Extra extra, String name, String files) throws OutputException {
        Path folder = path.resolve(name);
        if (!extras.contains(extra) || !Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> existing = Files.newDirectoryStream(folder, files)) {
            for (Path file : existing) {
                throw new OutputException(file, file + " exists. Replace it with --overwrite, or name another folder.");
            }
        } catch (IOException e) {
            throw e instanceof OutputException refused ? refused : new OutputException(folder, e);
        }
    }

    /** Returns the files of the reports, without those of sheets and charts. */
    public List<Path> files() {
        return names().stream().map(path::resolve).toList();
    }

    private List<String> names() {
        if (!ofShard.isEmpty()) {
            return List.of(ofShard);
        }
        List<String> names = new ArrayList<>();
        formats.forEach(format -> names.addAll(format.files()));
        if (extras.contains(Extra.DIFFERENCES)) {
            names.add(DifferenceTable.FILE);
        }
        return names;
    }

    /**
     * Writes the reports, replacing older ones.
     *
     * @param images reads the images of the page; called only if one is written
     * @return the names of what was written, a folder with a slash at its end
     * @throws OutputException if a report cannot be written
     */
    public List<String> write(ScoreStatistics statistics, Supplier<ReportImages> images) throws OutputException {
        OutputFolder.make(path);
        List<String> names = new ArrayList<>(names());
        for (ReportFormat format : formats) {
            if (format != ReportFormat.HTML) {
                write(format.files().get(0), file -> write(format, statistics, images, file));
            }
        }
        if (!ofShard.isEmpty()) {
            write(ofShard, file -> JsonReport.write(statistics, file));
        }
        if (extras.contains(Extra.DIFFERENCES)) {
            write(DifferenceTable.FILE, file -> DifferenceTable.write(statistics, file));
        }
        if (extras.contains(Extra.SHEETS)) {
            write(SHEETS, folder -> SheetReport.write(statistics.table(), folder));
            names.add(SHEETS + "/");
        }
        if (extras.contains(Extra.CHARTS)) {
            write(CHARTS, folder -> ScoreCharts.write(statistics, folder));
            names.add(CHARTS + "/");
        }
        if (formats.contains(
                ReportFormat.HTML)) { // last: the page may need more memory than there is, the others need little
            write(HtmlReport.PAGE, file -> write(ReportFormat.HTML, statistics, images, file));
        }
        return List.copyOf(names);
    }

    /** Writes a file. */
    private interface Writer {
        void write(Path file) throws IOException;
    }

    private void write(String name, Writer writer) throws OutputException {
        Path file = path.resolve(name);
        try {
            writer.write(file);
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    private void write(ReportFormat format, ScoreStatistics statistics, Supplier<ReportImages> images, Path file)
            throws IOException {
        switch (format) {
            case HTML -> HtmlReport.write(statistics, images.get(), file);
            case CSV -> CsvReport.write(statistics, path);
            case MARKDOWN -> MarkdownReport.write(statistics, style, file);
            case LATEX -> LatexReport.write(statistics, style, file);
            case JSON -> JsonReport.write(statistics, file);
        }
    }
}
