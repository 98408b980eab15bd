// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.platform.Csv;
import io.github.psfusion.platform.NameKey;
import io.github.psfusion.platform.Sha256;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Scores that another program computed, such as LPIPS, which join those that are measured here as further columns.
 *
 * <p>The file has comma-separated values with one header line: {@code pair}, {@code method} where there are several methods, and a
 * column per metric whose name ends with the direction, {@code LPIPS-} where smaller values are better, {@code MUSIQ+} where
 * larger ones are. An empty field is a value that does not exist.
 */
public final class ExternalScores {
    /** The column with names of pairs. */
    public static final String PAIR = "pair";

    /** The column with keys of methods. */
    public static final String METHOD = "method";

    private static final String KEY = "[\\p{L}\\p{N}][\\p{L}\\p{N}_.+-]{0,62}";
    private static final long MAX_BYTES = 64L << 20;

    private final Path file;
    private final List<MetricDescription> metrics;
    private final List<Row> rows;
    private final boolean ofMethods;
    private final String digest;

    private ExternalScores(
            Path file, List<MetricDescription> metrics, List<Row> rows, boolean ofMethods, String digest) {
        this.file = file;
        this.metrics = metrics;
        this.rows = rows;
        this.ofMethods = ofMethods;
        this.digest = digest;
    }

    /**
     * A line of the file.
     *
     * @param number counted from 1
     * @param method empty where the file has one method
     * @param values in the order of the metrics
     */
    private record Row(int number, String method, String pair, List<MetricValue> values) {}

    /**
     * Reads a file.
     *
     * @throws ScoreFileException if it has another form; the message names the line
     */
    public static ExternalScores read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new ScoreFileException(file + ": " + Files.size(file) + " bytes; a file of scores has " + MAX_BYTES
                    + " at most. Name a table of values, a row per image.");
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new ScoreFileException(file + ": is no text in UTF-8. Save it as CSV in UTF-8.", e);
        }
        // Spreadsheet programs begin UTF-8 files with a mark of their order of bytes.
        List<String> head = Csv.fields(lines.isEmpty() ? "" : lines.get(0).replaceFirst("^\uFEFF", ""));
        int pair = head.indexOf(PAIR);
        int method = head.indexOf(METHOD);
        if (pair < 0 || head.size() < (method < 0 ? 2 : 3)) {
            throw new ScoreFileException(file + ": the first line is \"" + (lines.isEmpty() ? "" : lines.get(0))
                    + "\"; expected the columns pair, method (where there are several) and one or more metrics, such as"
                    + " method,pair,LPIPS-");
        }
        List<Integer> columns = new ArrayList<>();
        List<MetricDescription> metrics = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < head.size(); i++) {
            if (i != pair && i != method) {
                MetricDescription metric = metric(file, head.get(i));
                if (!keys.add(metric.key().toLowerCase(Locale.ROOT))) {
                    throw new ScoreFileException(file + ": two columns are named " + metric.key() + ". Remove one.");
                }
                columns.add(i);
                metrics.add(metric);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            List<String> fields = Csv.fields(lines.get(i));
            if (fields.size() != head.size()) {
                throw new ScoreFileException(file + ", line " + (i + 1) + ": " + fields.size() + " fields; expected "
                        + head.size() + " as in the first line.");
            }
            List<MetricValue> values = new ArrayList<>();
            for (int column : columns) {
                values.add(value(file, i + 1, fields.get(column)));
            }
            rows.add(new Row(i + 1, method < 0 ? "" : fields.get(method), fields.get(pair), values));
        }
        return new ExternalScores(file, List.copyOf(metrics), List.copyOf(rows), method >= 0, Sha256.of(file));
    }

    private static MetricDescription metric(Path file, String head) throws ScoreFileException {
        boolean higher = head.endsWith("+");
        String key = head.isEmpty() ? "" : head.substring(0, head.length() - 1);
        if (!(higher || head.endsWith("-")) || !key.matches(KEY)) {
            throw new ScoreFileException(
                    file + ": the column \"" + head + "\" does not name a metric with its direction."
                            + " Write " + (head.matches(KEY) ? head : "LPIPS") + "- where smaller values are better, "
                            + (head.matches(KEY) ? head : "MUSIQ") + "+ where larger ones are.");
        }
        return new MetricDescription(
                key,
                key + ", from " + file.getFileName(),
                higher ? Direction.HIGHER_IS_BETTER : Direction.LOWER_IS_BETTER,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                1,
                "computed by another program",
                "");
    }

    private static MetricValue value(Path file, int line, String text) throws ScoreFileException {
        if (text.isEmpty()) {
            return MetricValue.undefined(file + ", line " + line + ": the field is empty");
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number)
                    ? MetricValue.of(number)
                    : MetricValue.undefined(file + ", line " + line + ": " + text);
        } catch (NumberFormatException e) {
            if (text.equalsIgnoreCase("nan") || text.equalsIgnoreCase("inf") || text.equalsIgnoreCase("-inf")) {
                return MetricValue.undefined(file + ", line " + line + ": " + text);
            }
            throw new ScoreFileException(
                    file + ", line " + line + ": \"" + text + "\" is not a number. Write it with a decimal point.", e);
        }
    }

    /**
     * Returns the scores with the columns of this file.
     *
     * @throws ScoreFileException if the scores have one of the metrics already; if the file names a method that the scores lack, or
     *     none where there are several; if it has two rows of an image; or if no row is of one of the pairs
     */
    public FusionScores join(FusionScores scores) throws ScoreFileException {
        Set<String> measured = scores.metrics().stream()
                .map(metric -> metric.key().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        for (MetricDescription metric : metrics) {
            if (measured.contains(metric.key().toLowerCase(Locale.ROOT))) {
                throw new ScoreFileException(file + ": " + metric.key()
                        + " is a metric of the table already. Give the column another name.");
            }
        }
        Map<String, Map<String, Row>> byMethod = byMethod(scores);
        List<MethodScores> methods = new ArrayList<>();
        for (MethodScores method : scores.methods()) {
            Map<String, Row> own = byMethod.get(method.method().key());
            methods.add(own == null ? method : joined(method, own));
        }
        List<MetricDescription> all = new ArrayList<>(scores.metrics());
        all.addAll(metrics);
        Map<String, String> inputs = new LinkedHashMap<>(scores.provenance().inputs());
        inputs.put(file.toString(), digest);
        ScoreProvenance made = scores.provenance();
        return new FusionScores(
                new ScoreProvenance(made.program(), made.time(), made.machine(), made.settings(), inputs),
                scores.protocol(),
                all,
                scores.pairs(),
                methods,
                scores.notes(),
                scores.sources());
    }

    /** Returns the rows by method and key of the pair. */
    private Map<String, Map<String, Row>> byMethod(FusionScores scores) throws ScoreFileException {
        List<String> known =
                scores.methods().stream().map(method -> method.method().key()).toList();
        List<String> fused = scores.methods().stream()
                .filter(method -> !method.kind().isBaseline())
                .map(method -> method.method().key())
                .toList();
        if (!ofMethods && fused.size() != 1) {
            throw new ScoreFileException(file + ": has no column " + METHOD + ", but there are " + fused.size()
                    + " methods: " + String.join(", ", fused) + ". Add the column.");
        }
        Map<String, Map<String, Row>> byMethod = new HashMap<>();
        Set<String> pairs = scores.pairs().stream().map(NameKey::of).collect(Collectors.toSet());
        Set<String> others = new LinkedHashSet<>();
        boolean any = false;
        for (Row row : rows) {
            String method = ofMethods ? row.method() : fused.get(0);
            if (!known.contains(method)) {
                others.add(method);
                continue;
            }
            String pair = pairs.contains(NameKey.of(row.pair())) ? row.pair() : withoutExtension(row.pair());
            any |= pairs.contains(NameKey.of(pair));
            Row former =
                    byMethod.computeIfAbsent(method, key -> new HashMap<>()).put(NameKey.of(pair), row);
            if (former != null) {
                throw new ScoreFileException(file + ", line " + row.number() + ": " + method + ", " + row.pair()
                        + " is also in line " + former.number() + ". Remove one of them.");
            }
        }
        if (!others.isEmpty()) {
            throw new ScoreFileException(file + ": names methods that are not compared: " + String.join(", ", others)
                    + ". The methods are " + String.join(", ", known) + ".");
        }
        if (!any) {
            throw new ScoreFileException(
                    file + ": no row is of one of the " + scores.pairs().size() + " pairs, such as "
                            + scores.pairs().get(0) + ". The column " + PAIR + " has their names.");
        }
        return byMethod;
    }

    /** Names of pairs are those of files without extension; tables of other programs often have it. */
    private static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private MethodScores joined(MethodScores method, Map<String, Row> own) {
        List<PairScores> joined = new ArrayList<>();
        for (PairScores pair : method.pairs()) {
            Map<String, MetricValue> values = new LinkedHashMap<>(pair.values());
            Row row = own.get(NameKey.of(pair.pair()));
            for (int i = 0; i < metrics.size() && pair.failure().isEmpty(); i++) {
                values.put(
                        metrics.get(i).key(),
                        row == null
                                ? MetricValue.undefined(file + ": has no row of this image")
                                : row.values().get(i));
            }
            joined.add(new PairScores(pair.pair(), values, pair.failure()));
        }
        return new MethodScores(method.method(), method.kind(), joined, method.timing(), method.overlap());
    }
}
