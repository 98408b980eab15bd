// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.profile;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.ExitStatus;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SizeOption;
import io.github.psfusion.cli.console.TextTable;
import io.github.psfusion.cli.console.TextTable.Cell;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodNames;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.cli.methods.WeightsSearch;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.networks.psfusion.PsFusion;
import io.github.psfusion.networks.psfusion.PsFusionBlocks;
import io.github.psfusion.networks.psfusion.PsFusionOptions;
import io.github.psfusion.platform.ProcessMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where time and memory go. */
@Command(
        name = "profile",
        header = "where time and memory go",
        customSynopsis = "psfusion profile [--method NAME] [--size WxH] [OPTIONS]",
        description = {
            "Parameters, multiply-adds, time and memory, per block of the network, and the time of decoding, colors and"
                    + " encoding. A synthetic scene is fused again and again, from PNG files to a PNG file.%n",
            "Examples:",
            "  psfusion profile --precision int8",
            "  psfusion profile --static --size 1920x1080",
            "  psfusion profile --method gtf --json%n",
            "What has no weights, such as an upsampling, counts to the block before it. Times are those of this machine"
                    + " now: let nothing else run.%n"
        },
        footer = "%nCommon options: psfusion --help.")
public final class ProfileCommand implements Callable<Integer> {
    /** The published network tells nine classes apart. */
    private static final int CLASSES = 9;

    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    private final Session session;

    @Option(
            names = {"-m", "--method"},
            paramLabel = "NAME",
            completionCandidates = MethodNames.class,
            description = "psfusion (default) or any that fuse --list-methods names, with options after the name")
    private String method = WeightsSearch.PSFUSION;

    @Option(names = "--size", paramLabel = "WxH", description = "size of the images (default 640x480)")
    private SizeOption size = new SizeOption(640, 480);

    @Option(names = "--repeat", paramLabel = "N", description = "times that count (default 20)")
    private int repeat = 20;

    @Option(names = "--warm-up", paramLabel = "N", description = "times before that do not count (default 5)")
    private int warmUp = 5;

    @Option(names = "--static", description = "psfusion: only count, from the graph; needs no engine or weights")
    private boolean counting;

    @Option(names = "--weights", paramLabel = "FILE", description = "weights (default: where fuse looks)")
    private @Nullable Path weights;

    @Option(
            names = "--precision",
            paramLabel = "P",
            description = "psfusion: auto (default), float32, bfloat16 or int8, as of fuse")
    private PsFusionOptions.Precision precision = PsFusionOptions.Precision.AUTO;

    /** Makes the verb. */
    public ProfileCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (repeat < 1 || warmUp < 0) {
            throw UserError.usage("--repeat " + repeat + ", --warm-up " + warmUp
                    + ": expected at least 1 time that counts and no fewer than 0 before.");
        }
        Request request = MethodOpening.parse(method);
        boolean network = request.provider().key().equals(WeightsSearch.PSFUSION);
        if (counting) {
            if (!network) {
                throw UserError.usage("--static: method " + method + " has no blocks to count. Leave the option out.");
            }
            List<PsFusionBlocks.Block> blocks = PsFusionBlocks.count(CLASSES, size.height(), size.width());
            session.console().result(countText(blocks), Map.of("size", size.toString(), "blocks", json(blocks)));
            return ExitStatus.OK;
        }
        session.cancellation().cooperate();
        MethodOpening opening = new MethodOpening(session).with(MethodOpening.PRECISION, Choices.name(precision));
        if (weights != null) {
            opening.with(MethodOpening.WEIGHTS, weights.toString());
        }
        Path folder = Files.createTempDirectory("psfusion-profile");
        try (FusionMethod opened = opening.open(request)) {
            tell(opened, measure(opened, folder));
        } finally {
            delete(folder);
        }
        return ExitStatus.OK;
    }

    private Measurement measure(FusionMethod opened, Path folder) throws IOException {
        DecodeLimits limits =
                DecodeLimits.defaults().withMaxPixels(session.common().maxPixels());
        Measurement measurement = new Measurement(opened, size, folder, limits);
        try (ProgressDisplay progress = session.console().progress("profile")) {
            for (int i = 0; i < warmUp + repeat; i++) {
                session.cancellation().check();
                progress.at(i, warmUp + repeat, i < warmUp ? "warm-up" : "measured");
                if (i < warmUp) {
                    measurement.warmUp();
                } else {
                    measurement.fuse();
                }
            }
        }
        return measurement;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private void tell(FusionMethod opened, Measurement measurement) {
        String precisionUsed = opened instanceof PsFusion network
                ? network.precision().toString().toLowerCase(Locale.ROOT)
                : "";
        List<PsFusionBlocks.Block> counted = opened instanceof PsFusion network
                ? PsFusionBlocks.count(network.classes(), size.height(), size.width())
                : List.of();
        OptionalLong peak = ProcessMemory.peak();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", method);
        json.put("size", size.toString());
        if (!precisionUsed.isEmpty()) {
            json.put("precision", precisionUsed);
        }
        json.put("repeat", repeat);
        json.put("warmUp", warmUp);
        json.put("stagesMilliseconds", json(measurement.stages()));
        if (!counted.isEmpty()) {
            json.put("blocks", json(counted));
            json.put("blocksMilliseconds", json(measurement.blocks()));
        }
        peak.ifPresent(bytes -> json.put("peakBytes", bytes));

        List<String> parts = new ArrayList<>();
        parts.add(method + ", " + size + (precisionUsed.isEmpty() ? "" : ", " + precisionUsed) + ": " + repeat
                + " times after " + warmUp);
        parts.add(stageText(measurement.stages()));
        if (!counted.isEmpty()) {
            parts.add(blockText(counted, measurement.blocks()));
        }
        peak.ifPresent(bytes -> parts.add(
                String.format(Locale.ROOT, "peak memory of the process: %.1f GB, Java included", bytes / GIGA)));
        session.console().result(String.join("\n\n", parts), json);
    }

    private static Map<String, Object> json(Map<String, Times> times) {
        Map<String, Object> json = new LinkedHashMap<>();
        times.forEach((name, of) -> json.put(name, of.json()));
        return json;
    }

    private static List<Map<String, Object>> json(List<PsFusionBlocks.Block> blocks) {
        return blocks.stream()
                .map(block -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("name", block.name());
                    json.put("parameters", block.parameters());
                    json.put("multiplyAdds", block.multiplyAccumulates());
                    json.put("fuses", block.fuses());
                    return json;
                })
                .collect(Collectors.toList());
    }

    private String text(TextTable table) {
        return table.text(
                session.console().talk().columns(), session.console().talk().outputAnsi());
    }

    private String countText(List<PsFusionBlocks.Block> blocks) {
        TextTable table = new TextTable(List.of("block", "parameters", "mult-adds, M", "for fusing"));
        blocks.forEach(block -> table.add(List.of(
                Cell.of(block.name()),
                Cell.of(String.valueOf(block.parameters())),
                Cell.of(million(block.multiplyAccumulates())),
                Cell.of(block.fuses() ? "yes" : "no"))));
        table.add(List.of(
                Cell.of("together"),
                Cell.of(String.valueOf(blocks.stream()
                        .mapToLong(PsFusionBlocks.Block::parameters)
                        .sum())),
                Cell.of(million(blocks.stream()
                        .mapToLong(PsFusionBlocks.Block::multiplyAccumulates)
                        .sum())),
                Cell.of("")));
        return text(table);
    }

    private static String million(long count) {
        return String.format(Locale.ROOT, "%.1f", count / MEGA);
    }

    private String stageText(Map<String, Times> stages) {
        TextTable table = new TextTable(List.of("stage", "median, ms", "5 %", "95 %"));
        stages.forEach((stage, times) -> table.add(cells(stage, times.texts())));
        return text(table);
    }

    private String blockText(List<PsFusionBlocks.Block> counted, Map<String, Times> blocks) {
        TextTable table = new TextTable(List.of("block", "parameters", "mult-adds, M", "median, ms", "5 %", "95 %"));
        for (PsFusionBlocks.Block block : counted) {
            Times times = blocks.get(block.name());
            if (times != null) {
                List<String> cells = new ArrayList<>();
                cells.add(String.valueOf(block.parameters()));
                cells.add(million(block.multiplyAccumulates()));
                cells.addAll(times.texts());
                table.add(cells(block.name(), cells));
            }
        }
        return text(table);
    }

    private static List<Cell> cells(String first, List<String> others) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(first)));
        others.forEach(other -> cells.add(Cell.of(other)));
        return cells;
    }
}
