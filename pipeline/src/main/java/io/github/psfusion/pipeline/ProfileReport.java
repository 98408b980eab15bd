// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.platform.ProcessMemory;
import io.github.psfusion.platform.TextTable;
import io.github.psfusion.platform.TextTable.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Costs and times of a method as tables for the terminal and as values by the keys of JSON reports.
 *
 * @param size of the images, such as {@code 640x480}
 * @param columns width of the terminal
 * @param ansi whether bold type may be used
 */
public record ProfileReport(String size, int columns, boolean ansi) {
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    /**
     * What was run.
     *
     * @param method as it was asked for
     * @param precision empty where there is no choice
     * @param repeat measured iterations
     * @param warmUp iterations before them
     */
    public record Run(String method, String precision, int repeat, int warmUp) {}

    /** Returns the costs of the blocks as a table. */
    public String text(List<BlockCost> blocks) {
        TextTable table = new TextTable(List.of("block", "parameters", "mult-adds, M", "for fusing"));
        blocks.forEach(block -> table.add(cells(
                block.name(),
                String.valueOf(block.parameters()),
                million(block.multiplyAccumulates()),
                block.fuses() ? "yes" : "no")));
        table.add(cells(
                "total",
                String.valueOf(blocks.stream().mapToLong(BlockCost::parameters).sum()),
                million(blocks.stream()
                        .mapToLong(BlockCost::multiplyAccumulates)
                        .sum()),
                ""));
        return text(table);
    }

    /** Returns the costs of the blocks as values. */
    public Map<String, Object> facts(List<BlockCost> blocks) {
        return Map.of("size", size, "blocks", costsAsJson(blocks));
    }

    /** Returns the times of a run as tables. */
    public String text(Run run, FusionProfile profile, List<BlockCost> blocks) {
        List<String> parts = new ArrayList<>();
        parts.add(run.method() + ", " + size + (run.precision().isEmpty() ? "" : ", " + run.precision()) + ": "
                + run.repeat() + " iterations after a warm-up of " + run.warmUp());
        parts.add(stageText(profile.stages()));
        if (!blocks.isEmpty()) {
            parts.add(blockText(blocks, profile.blocks()));
        }
        ProcessMemory.peak()
                .ifPresent(bytes -> parts.add(String.format(
                        Locale.ROOT, "peak memory of the process: %.1f GB, Java included", bytes / GIGA)));
        return String.join("\n\n", parts);
    }

    /** Returns the times of a run as values. */
    public Map<String, Object> facts(Run run, FusionProfile profile, List<BlockCost> blocks) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", run.method());
        json.put("size", size);
        if (!run.precision().isEmpty()) {
            json.put("precision", run.precision());
        }
        json.put("repeat", run.repeat());
        json.put("warmUp", run.warmUp());
        json.put("stagesMilliseconds", timesAsJson(profile.stages()));
        if (!blocks.isEmpty()) {
            json.put("blocks", costsAsJson(blocks));
            json.put("blocksMilliseconds", timesAsJson(profile.blocks()));
        }
        ProcessMemory.peak().ifPresent(bytes -> json.put("peakBytes", bytes));
        return json;
    }

    private String stageText(Map<String, Durations> stages) {
        TextTable table = new TextTable(List.of("stage", "median, ms", "5 %", "95 %"));
        stages.forEach((stage, times) ->
                table.add(cells(Stream.concat(Stream.of(stage), texts(times)).toArray(String[]::new))));
        return text(table);
    }

    private String blockText(List<BlockCost> costs, Map<String, Durations> blocks) {
        TextTable table = new TextTable(List.of("block", "parameters", "mult-adds, M", "median, ms", "5 %", "95 %"));
        for (BlockCost block : costs) {
            Durations times = blocks.get(block.name());
            if (times != null) {
                Stream<String> cost = Stream.of(
                        block.name(), String.valueOf(block.parameters()), million(block.multiplyAccumulates()));
                table.add(cells(Stream.concat(cost, texts(times)).toArray(String[]::new)));
            }
        }
        return text(table);
    }

    private static List<Cell> cells(String... texts) {
        return Stream.of(texts).map(Cell::of).toList();
    }

    private static Stream<String> texts(Durations times) {
        return Stream.of(times.median(), times.percentile(LOW), times.percentile(HIGH))
                .map(milliseconds -> String.format(Locale.ROOT, "%.1f", milliseconds));
    }

    private static String million(long count) {
        return String.format(Locale.ROOT, "%.1f", count / MEGA);
    }

    private String text(TextTable table) {
        return table.text(columns, ansi);
    }

    private static Map<String, Object> timesAsJson(Map<String, Durations> times) {
        Map<String, Object> json = new LinkedHashMap<>();
        times.forEach((name, of) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("median", of.median());
            values.put("percentile5", of.percentile(LOW));
            values.put("percentile95", of.percentile(HIGH));
            json.put(name, values);
        });
        return json;
    }

    private static List<Map<String, Object>> costsAsJson(List<BlockCost> blocks) {
        List<Map<String, Object>> json = new ArrayList<>();
        for (BlockCost block : blocks) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("name", block.name());
            values.put("parameters", block.parameters());
            values.put("multiplyAdds", block.multiplyAccumulates());
            values.put("fuses", block.fuses());
            json.add(values);
        }
        return json;
    }
}
