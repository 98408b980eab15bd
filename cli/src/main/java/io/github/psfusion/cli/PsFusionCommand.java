// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import io.github.psfusion.cli.align.AlignCommand;
import io.github.psfusion.cli.compare.CompareCommand;
import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.ConfigListing;
import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.HelpText;
import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.LibraryLog;
import io.github.psfusion.cli.console.OptionValues;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SizeOption;
import io.github.psfusion.cli.console.UsageReport;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.console.When;
import io.github.psfusion.cli.dataset.DatasetCommand;
import io.github.psfusion.cli.doctor.DoctorCommand;
import io.github.psfusion.cli.downstream.DownstreamCommand;
import io.github.psfusion.cli.engine.EngineCommand;
import io.github.psfusion.cli.evaluate.EvaluateCommand;
import io.github.psfusion.cli.figure.FigureCommand;
import io.github.psfusion.cli.fuse.ColorMode;
import io.github.psfusion.cli.fuse.FuseCommand;
import io.github.psfusion.cli.inspect.ImageInspectCommand;
import io.github.psfusion.cli.pairs.NameOptions;
import io.github.psfusion.cli.profile.ProfileCommand;
import io.github.psfusion.cli.runs.RunsCommand;
import io.github.psfusion.cli.serve.ServeCommand;
import io.github.psfusion.cli.train.TrainCommand;
import io.github.psfusion.cli.train.ValidateCommand;
import io.github.psfusion.cli.weights.WeightsCommand;
import io.github.psfusion.datasets.InfraredOptions;
import io.github.psfusion.datasets.Margin;
import io.github.psfusion.datasets.export.ExportFormat;
import io.github.psfusion.downstream.InputNormalization;
import io.github.psfusion.downstream.Tier;
import io.github.psfusion.downstream.networks.SegmenterKind;
import io.github.psfusion.downstream.onnx.ChannelOrder;
import io.github.psfusion.evaluation.SignificanceCriterion;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.radiometric.CountScale;
import io.github.psfusion.imaging.radiometric.FalseColorPalette;
import io.github.psfusion.imaging.radiometric.TemperatureSpan;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.pipeline.alignment.BorderHandling;
import io.github.psfusion.platform.MemorySize;
import io.github.psfusion.registration.LensDistortion;
import io.github.psfusion.registration.OutputFrame;
import io.github.psfusion.registration.SearchRange;
import io.github.psfusion.registration.WarpModel;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.training.Augmentation;
import io.github.psfusion.training.CropRange;
import io.github.psfusion.training.DataSettings;
import io.github.psfusion.training.ScaleRange;
import io.github.psfusion.training.ScheduleSettings;
import io.github.psfusion.training.TrainingPrecision;
import io.github.psfusion.training.photometric.PhotometricSettings;
import io.github.psfusion.training.psfusion.ClassWeights;
import io.github.psfusion.training.psfusion.ContrastMask;
import io.github.psfusion.training.psfusion.IntensityError;
import io.github.psfusion.training.psfusion.IntensityRoles;
import io.github.psfusion.training.psfusion.IntensityTarget;
import io.github.psfusion.training.psfusion.PsFusionAblations;
import io.github.psfusion.training.psfusion.PsFusionStage;
import io.github.psfusion.training.schedule.RateDecay;
import io.github.psfusion.weights.WeightFormat;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** The program: finds the command, maps errors to exit codes. */
@Command(
        name = "psfusion",
        header = "fuse infrared and visible images, train the network, measure the results",
        versionProvider = Versions.class,
        customSynopsis = "psfusion [OPTIONS] COMMAND ...",
        description = {
            "%nFuse infrared and visible images, train the network, measure the results.%n",
            "Try:",
            "  psfusion fuse --ir thermal.png --vi camera.png -o fused.png",
            "  psfusion evaluate --ir ir --vi vi --fused results",
            "  psfusion doctor"
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nCommon options:%n",
        footer = "%npsfusion help COMMAND describes it.",
        exitCodeList = {
            "0:success",
            "1:partial success; what failed is listed on standard error",
            "2:usage error: an unknown or missing option, a bad value, a contradiction",
            "3:an input is missing, unreadable, damaged, too large, or does not fit its partner",
            "4:weights are missing, damaged, of another network, or rejected",
            "5:a result cannot be written, exists without --overwrite, or is an input",
            "6:libtorch cannot be loaded, memory ran out, or a limit of the system is too small",
            "7:a requested check failed",
            "70:internal error; the stack trace is in a file whose path is printed",
            "129, 130, 143:ended by SIGHUP, interrupted by Ctrl-C, terminated by SIGTERM",
            "141:the program that read standard output has ended"
        })
public final class PsFusionCommand implements Callable<Integer> {
    private final Session session;

    private PsFusionCommand(Session session) {
        this.session = session;
    }

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] args) {
        try {
            start(args);
        } catch (OutOfMemoryError e) {
            // Too little for the console, too: nothing but a constant can be printed.
            System.err.println("psfusion: out of memory in Java. Give it more with JAVA_OPTS=-Xmx1g.");
            Runtime.getRuntime().halt(ExitCode.BACKEND);
        }
    }

    private static void start(String[] args) {
        Session session = Session.ofProcess();
        LibraryLog log = LibraryLog.install(session);
        session.cancellation().listen(Thread.currentThread());
        int status = run(session, args);
        log.summarize();
        System.err.flush();
        if (session.cancellation().requested()) {
            session.cancellation().halt(status);
        }
        System.exit(status);
    }

    /**
     * Runs a command.
     *
     * @return the exit code
     */
    public static int run(Session session, String... args) {
        try {
            CommandLine program = commandLine(session);
            program.setDefaultValueProvider(OptionValues.of(program.getCommandSpec(), args, session.environment()));
            int status = program.execute(args);
            if (status == ExitCode.OK || status == ExitCode.PARTLY || status == ExitCode.CHECK_FAILED) {
                session.console().requireWritten(); // help texts, too
            }
            return status;
        } catch (UserError | OutOfMemoryError | StackOverflowError e) {
            return ErrorReport.of(e, session); // before a command was found, or past picocli, which lets errors through
        }
    }

    /** Makes the program with all its commands. */
    static CommandLine commandLine(Session session) {
        CommandLine program = new CommandLine(new PsFusionCommand(session));
        program.addMixin("common", session.common());
        program.addSubcommand(new FuseCommand(session));
        program.addSubcommand(new AlignCommand(session));
        program.addSubcommand(new TrainCommand(session));
        program.addSubcommand(new ValidateCommand(session));
        program.addSubcommand(RunsCommand.in(session));
        program.addSubcommand(new EvaluateCommand(session));
        program.addSubcommand(new CompareCommand(session));
        program.addSubcommand(new FigureCommand(session));
        program.addSubcommand(DownstreamCommand.in(session));
        program.addSubcommand(new ImageInspectCommand(session));
        program.addSubcommand(WeightsCommand.in(session));
        program.addSubcommand(DatasetCommand.in(session));
        program.addSubcommand(new ProfileCommand(session));
        program.addSubcommand(new ServeCommand(session));
        program.addSubcommand(EngineCommand.in(session));
        program.addSubcommand(new DoctorCommand(session));
        program.addSubcommand(new HelpCommand(session));
        program.addSubcommand(new CompletionCommand(session));
        program.addSubcommand(new ManualCommand(session));
        choice(program, ChannelOrder.class);
        choice(program, When.class);
        choice(program, JsonMode.class);
        choice(program, ColorMode.class);
        choice(program, Precision.class);
        choice(program, SignificanceCriterion.class);
        choice(program, DataType.class);
        choice(program, WeightFormat.class);
        choice(program, DataSettings.LabelUse.class);
        choice(program, Augmentation.Policy.class);
        choice(program, ScheduleSettings.OptimizerKind.class);
        choice(program, RateDecay.class);
        choice(program, IntensityRoles.class);
        choice(program, IntensityError.class);
        choice(program, IntensityTarget.class);
        choice(program, PsFusionStage.class);
        choice(program, TrainingPrecision.class);
        choice(program, SegmenterKind.class);
        choice(program, Tier.class);
        choice(program, ExportFormat.class);
        choice(program, InputNormalization.Rule.class);
        choice(program, InfraredOptions.RawData.class);
        program.registerConverter(TemperatureSpan.class, reader(TemperatureSpan::parse));
        program.registerConverter(CountScale.class, reader(CountScale::parse));
        program.registerConverter(FalseColorPalette.class, reader(FalseColorPalette::parse));
        program.registerConverter(Margin.class, reader(Margin::parse));
        choice(program, NameOptions.Rule.class);
        program.registerConverter(LensDistortion.class, reader(LensDistortion::parse));
        choice(program, SearchRange.class);
        choice(program, OutputFrame.class);
        choice(program, BorderHandling.class);
        program.registerConverter(WarpModel.class, Choices.without(WarpModel.SHIFT));
        program.registerConverter(ImageFormat.class, PsFusionCommand::format);
        program.registerConverter(SizeOption.class, SizeOption::parse);
        program.registerConverter(MemorySize.class, reader(MemorySize::parse));
        program.registerConverter(ScaleRange.class, reader(ScaleRange::parse));
        program.registerConverter(PhotometricSettings.class, reader(PhotometricSettings::parse));
        program.registerConverter(CropRange.class, reader(CropRange::parse));
        program.registerConverter(ClassWeights.class, reader(ClassWeights::parse));
        program.registerConverter(ContrastMask.class, reader(ContrastMask::parse));
        program.registerConverter(PsFusionAblations.class, reader(PsFusionAblations::parse));
        program.setOut(new PrintWriter(session.console().output(), true, Charset.defaultCharset()));
        program.setExecutionStrategy(parsed -> execute(parsed, session));
        program.setParameterExceptionHandler((error, args) -> UsageReport.of(error, args, session));
        program.setExecutionExceptionHandler((error, command, parsed) -> ErrorReport.of(error, session));
        HelpText.shape(program);
        return program;
    }

    private static ImageFormat format(String name) {
        return ImageFormat.ofExtension(name)
                .orElseThrow(() -> new TypeConversionException("expected png, jpeg, tiff or bmp, not " + name));
    }

    private static <T> ITypeConverter<T> reader(Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    private static <E extends Enum<E>> void choice(CommandLine program, Class<E> type) {
        program.registerConverter(type, Choices.of(type));
    }

    private static int execute(ParseResult parsed, Session session) {
        CommandLine command =
                parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
        session.begin(command.getCommandSpec().qualifiedName());
        try {
            UsageReport.refuseRepeated(parsed.asCommandLineList());
            session.common().check();
            if (command.getDefaultValueProvider() instanceof OptionValues values) {
                session.common().config().ifPresent(values::requireRead);
            }
        } catch (UserError e) {
            return ErrorReport.of(e, session);
        }
        if (session.common().showsConfig()) {
            ConfigListing.print(command, session.console());
            return ExitCode.OK;
        }
        return new RunLast().execute(parsed);
    }

    /** Without a command the help is what the user wants; for scripts it is a mistake nevertheless. */
    @Override
    public Integer call() {
        Console console = session.console();
        console.error(commandLine(session).getUsageMessage());
        return ExitCode.USAGE;
    }
}
