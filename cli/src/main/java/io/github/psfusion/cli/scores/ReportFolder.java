// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.evaluation.Comparison;
import io.github.psfusion.evaluation.PageImages;
import io.github.psfusion.evaluation.report.CsvReport;
import io.github.psfusion.evaluation.report.HtmlReport;
import io.github.psfusion.evaluation.report.JsonReport;
import io.github.psfusion.evaluation.report.LatexReport;
import io.github.psfusion.evaluation.report.MarkdownReport;
import io.github.psfusion.evaluation.report.SheetReport;
import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The folder in which reports are written. */
public final class ReportFolder {
    private static final String SHEETS = "sheets";

    private final Path folder;
    private final Set<ReportKind> kinds;
    private final boolean sheets;
    private final Map<String, Function<Comparison, String>> tables = new LinkedHashMap<>();

    /**
     * Chooses what is written.
     *
     * @param sheets whether a sheet a metric is written besides
     */
    public ReportFolder(Path folder, Set<ReportKind> kinds, boolean sheets) {
        this.folder = folder;
        this.kinds = kinds;
        this.sheets = sheets;
    }

    /**
     * Adds a table that is written as well.
     *
     * @param text makes its text
     */
    public ReportFolder with(String file, Function<Comparison, String> text) {
        tables.put(file, text);
        return this;
    }

    /**
     * Makes sure, before any work, that the reports can be written.
     *
     * @throws io.github.psfusion.cli.console.UserError if one exists and may not be replaced, or the folder cannot be written
     */
    public void prepare(boolean overwrite) {
        for (Path file : files()) {
            Outputs.refuseExisting(file, overwrite);
        }
        Outputs.makeFolder(folder);
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        kinds.forEach(kind -> kind.files().forEach(name -> files.add(folder.resolve(name))));
        tables.keySet().forEach(name -> files.add(folder.resolve(name)));
        if (sheets) {
            files.add(folder.resolve(SHEETS).resolve(SheetReport.PAIRS));
        }
        return files;
    }

    /** Returns the folder. */
    public Path path() {
        return folder;
    }

    /** Reads the images of a page, which are many: only where one is written. */
    public interface Images {
        /** None, where only scores are known. */
        Images NONE = () -> PageImages.NONE;

        /** Reads them. */
        PageImages read() throws IOException;
    }

    /** Writes the reports and returns a sentence that names them. */
    public String write(Comparison comparison, Images images) {
        for (ReportKind kind : kinds) {
            Outputs.write(folder.resolve(kind.files().get(0)), () -> write(comparison, images, kind));
        }
        tables.forEach((name, text) -> Outputs.write(
                folder.resolve(name),
                () -> AtomicFile.write(
                        folder.resolve(name), text.apply(comparison).getBytes(StandardCharsets.UTF_8))));
        if (sheets) {
            Outputs.write(
                    folder.resolve(SHEETS).resolve(SheetReport.PAIRS),
                    () -> SheetReport.write(comparison, folder.resolve(SHEETS)));
        }
        List<String> names = new ArrayList<>();
        kinds.forEach(kind -> names.addAll(kind.files()));
        names.addAll(tables.keySet());
        if (sheets) {
            names.add(SHEETS + "/");
        }
        return "wrote " + String.join(", ", names) + " into " + folder;
    }

    private void write(Comparison comparison, Images images, ReportKind kind) throws IOException {
        Path file = folder.resolve(kind.files().get(0));
        switch (kind) {
            case HTML -> HtmlReport.write(comparison, images.read(), file);
            case CSV -> CsvReport.write(comparison, folder);
            case MARKDOWN -> MarkdownReport.write(comparison, file);
            case LATEX -> LatexReport.write(comparison, file);
            case JSON -> JsonReport.write(comparison, file);
        }
    }
}
