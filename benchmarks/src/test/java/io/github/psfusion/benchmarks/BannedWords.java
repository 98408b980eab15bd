// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import io.github.psfusion.benchmarks.WordScanner.Banned;
import io.github.psfusion.benchmarks.WordScanner.Exemption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The words that code and documents do not use, each with the standard word of PyTorch, of imaging, of ImageIO, of the
 * paper or of the JDK, and the places at which they may stand.
 */
final class BannedWords {
    private static final String EVERYWHERE = ".*";
    private static final String TEXTS = ".*\\.(md|txt|html)|psfusion"; // an option that code declares as an alias
    private static final String CODE = ".*\\.java";

    /** The words, in groups as a reader looks for them: images, tensors and networks, training, evaluation, program. */
    private static final String[][] WORDS = {
        // Images.
        {EVERYWHERE, "(?i)pictures?", "image; pair, source images, fused image"},
        {EVERYWHERE, "(?i)grey|colour", "gray, color"},
        {EVERYWHERE, "\\b(Image|Picture)Figures\\b", "ImageStatistics"},
        {EVERYWHERE, "\\bSavedImage\\b|\\bPsFusionImages\\b", "ExtraOutput, FusionResult"},
        {EVERYWHERE, "\\bAnaly[sz]edImage\\b|\\bDerivation\\b|\\bMemo\\b", "CachedImage, CachedFeature, FeatureCache"},
        {EVERYWHERE, "\\bGr[ae]yLevels\\b|\\bSampleDepth\\b|\\bStretchedImage\\b", "Gray8Image, BitDepth, normalized"},
        {EVERYWHERE, "\\bInfrared(Range|Survey)\\b", "IntensityWindow, InfraredStatistics"},
        {EVERYWHERE, "(?i)levels (that are|shown as|of infrared shown as) black and white", "intensity window"},
        {EVERYWHERE, "(?i)deep infrared", "16-bit (high bit depth) infrared"},
        {EVERYWHERE, "(?i)\\bexchang(e|ed|es|ing)\\b", "swapped"},
        {"metrics/.*\\.java|methods/.*\\.java", "\\b(Field|Raster)\\b", "DoubleImage"},

        // Tensors and networks.
        {EVERYWHERE, "\\bElementType\\b", "DataType"},
        {EVERYWHERE, "(?i)(tell|tells|telling|told)( \\w+)? (as|for) bytes|(numbers|maps?) as bytes", "quantize; int8"},
        {
            EVERYWHERE,
            "(?i)byte convolutions?|convolutions? (on|of|in) bytes|(work|works|comput\\w+) (on|in) bytes",
            "quantized convolution, QuantizedConv2d; int8"
        },
        {
            EVERYWHERE,
            "(?i)\\bLEFT_OUTSIDE\\b|\\bMapRange\\b|lowest (and highest )?number",
            "clipped fraction, ActivationRange, smallest and largest value"
        },
        {
            EVERYWHERE,
            "(?i)\\bfor bytes\\b|(numbers|places) of (a |the )?maps?\\b",
            "quantized; values, positions, feature map"
        },
        {EVERYWHERE, "(?i)between which numbers", "activation ranges"},
        {EVERYWHERE, "\\bCarrySums\\b|\\bAddConvolution\\b", "ConvAddFusion (pass), ConvAdd (operation)"},
        {
            EVERYWHERE,
            "\\bNarrowAttention\\b|\\bKeptMemory\\b|\\bgiveBackMemory\\b",
            "AttentionPrecision, MemoryTrimmer, trimMemory"
        },
        {EVERYWHERE, "(?i)(edges|corners)[_ ]aligned", "HALF_PIXEL, ALIGN_CORNERS"},
        {EVERYWHERE, "(?i)as planes\\b|\\bplain: planes", "contiguous (NCHW); the other is channels-last (NHWC)"},
        {CODE, "\\.(choose|attend|filled|likeliest|besides)\\(", "where, attention, full, argmax, asOperandOf"},
        {CODE, "\\b(planned|unloaded)\\(", "optimized, shapeOnly"},
        {CODE, "(?i)\\btwins?\\b", "ambiguous"},
        {EVERYWHERE, "(?i)likeliest", "argmax, most probable"},
        {EVERYWHERE, "\\bGraphRecorder\\b|\\bRecordedTensor\\b", "Tracer, SymbolicTensor"},
        {EVERYWHERE, "(?i)\\brecorded\\s+(graph|network)s?|\\brecorder of the network", "traced graph, tracer"},
        {CODE, "\\b(TRAINED|STATISTIC)\\b", "TRAINABLE, BUFFER"},
        {CODE, "\\bInitial\\.draw\\b|\\bcarryOut\\b", "Initializer.sample, apply"},
        {EVERYWHERE, "\\bWeightBinding\\b", "StateDictLoader"},
        {EVERYWHERE, "(?i)misshapen", "shape mismatch"},
        {EVERYWHERE, "(?i)\\bstrangers?\\b", "unexpected (entries of a state dict); untrusted (files)"},
        {EVERYWHERE, "\\bWanted\\b|\\b[sS]izing\\.(before|after)\\b", "OutputSet; SizeAdapter.prepare, .restore"},

        // Training.
        {EVERYWHERE, "[a-z]Objective(?![a-z])|\\bObjective[A-Z]\\w*", "Loss"},
        {EVERYWHERE, "\\bBalancedBinaryLoss\\b|\\bSemanticCrossEntropy\\b", "WeightedBce, OhemCrossEntropy"},
        {
            EVERYWHERE,
            "\\bRunningValues\\b|\\bSampleSource\\b|\\bBatchPlan\\b|\\bVariety\\b",
            "OptimizerState, Dataset, BatchSampler, Policy"
        },
        {CODE, "\\b(class|enum|record) Turn\\b|\\bTurn\\.", "Rotation"},
        {TEXTS, "--initial\\b", "--pretrained"},
        {TEXTS, "--accumulate\\b", "--grad-accumulation"},
        {TEXTS, "dataset sample\\b", "dataset generate"},

        // Evaluation.
        {"(evaluation|cli)/.*", "\\bCandidates?\\b", "entry"},
        {EVERYWHERE, "(?i)plain\\s+(sources?|visible|infrared)|the\\s+plain\\s+source", "source baselines"},
        {EVERYWHERE, "\\bcompetes\\b|\\btellsApart\\b", "isRanked, isSignificant"},
        {EVERYWHERE, "\\bEdgeTransfer\\b|\\bEdgeArt[ei]facts\\b", "Qabf, Nabf"},
        {
            EVERYWHERE,
            "(?i)\\b(times?|runs?|calls?|steps?)\\s+that\\s+(do\\s+not\\s+|does\\s+not\\s+)?counts?\\b",
            "measured iterations, warm-up"
        },
        {"benchmarks/.*|cli/.*/profile/.*|docs/.*/performance\\.md", "(?i)\\bfirst calls?\\b", "warm-up"},

        // The program.
        {EVERYWHERE, "(?i:\\bverbs?\\b)|\\bverb[A-Z]\\w*|[a-z]Verbs?(?![a-z])", "command"},
        {EVERYWHERE, "(?i)\\btalks?\\b|\\bcautions?\\b", "Verbosity, Warning"},
        {EVERYWHERE, "(?i)faults?\\s+of\\s+the\\s+program", "internal error"},
        {
            EVERYWHERE,
            "(?i:\\b(tell|tells|told|telling|untold)\\b)|\\btells?[A-Z]\\w*",
            "report, print, log, show, recognize"
        },
        {EVERYWHERE, "(?i:\\b(say|says|said|saying|unsaid)\\b)|\\bsays?[A-Z]\\w*", "report, state, describe; message"},
        {EVERYWHERE, "(?i)\\b(hear|hears|heard)\\b", "receive, get"},
        {EVERYWHERE, "(?i)graphics\\s+cards?", "GPU"},
        {EVERYWHERE, "(?i)\\bprocessors?\\b", "CPU"},
        {EVERYWHERE, "(?i:\\bengines?\\b)|Engine(?![a-z])|ENGINE\\b", "backend in code; libtorch in texts"},
        {EVERYWHERE, "(?i)exit[ -]?status(es)?|\\bstatus(es)? \\d+", "exit code, ExitCode"},
        {EVERYWHERE, "(?i)looks?\\s+away|falls?\\s+away|no\\s+log\\s+hears", "plain sentences without metaphors"},
        {EVERYWHERE, "(?i)\\b(go|goes|going|went)\\s+on\\b", "continue, resume"},
        {EVERYWHERE, "(?i)\\bwhoever\\b", "anyone who, a program that, if you"},
        {
            EVERYWHERE,
            "(?i)\\bst(and|ands|ood)\\s+(twice|on\\s+line|on\\s+the\\s+command\\s+line"
                    + "|in\\s+(a|an|the|its|one)\\s+(files?|folder|metadata|directory|reports?|page|table|raster|JSON))\\b",
            "is, are"
        },
        {EVERYWHERE, "(?i)\\b(is|are|be)\\s+no\\s+numbers?\\b", "is not a number, NaN"},
        {EVERYWHERE, "(?i)\\bless\\s+that\\s+of\\b", "difference from"},
        {EVERYWHERE, "(?i)\\bunfit\\s+ranges?\\b|\\bby\\s+its\\s+content\\s+not\\b", "does not fit; not an image"},
        {EVERYWHERE, "(?<![\\w.,:-])1 (pairs|rows|faults|threads|images|files|methods)\\b", "singular: 1 pair"},

        // American spelling.
        {
            EVERYWHERE,
            "(?i:(optim|quant|normal|initial|serial|organ|recogn|summar|minim|maxim|general|visual|parallel"
                    + "|vector|token|equal|synchron|standard|memor|emphas|util|custom|synthes)is(e|ed|es|ing|er|ers|ation))(?![a-z])",
            "American spelling: -ize, -ization"
        },
        {
            EVERYWHERE,
            "(?i)neighbour|behaviour|favour|honour|catalogue|artefact|licence|\\bdefence"
                    + "|\\bcentre[ds]?\\b|centre(?=[A-Z])|\\bmetres?\\b|millimetre|kilometre",
            "American spelling: neighbor, behavior, catalog, artifact, license, center, meter"
        },
        {
            EVERYWHERE,
            "(?i)labell(ed|ing)|modell(ed|ing)|analys(ed|er|ing)|\\banalyse\\b|learnt|\\b(mis)?spelt\\b|\\bprogrammes?\\b",
            "American spelling: labeled, modeled, analyzed, learned, spelled, program"
        },
    };

    /** Where a banned word may stand, and why. */
    private static final String[][] ALLOWED = {
        {"CHANGELOG\\.md", "(?s).*", "history: it names what was renamed"},
        {"docs/decisions/0019-.*\\.md", "(?s).*", "the record of the words names the former ones"},
        {EVERYWHERE, "int8_pictures", "key in the metadata of weight files"},
        {EVERYWHERE, "snakeyaml[-.]engine", "name of a library"},
        {
            "psfusion|README\\.md|(cli|pipeline|libtorch)/.*|docs/.*",
            "(?i:\\bengines?\\b)|Engine(?![a-z])|ENGINE\\b",
            "the command engine: a build of libtorch that is fetched"
        },
        {"evaluation/.*", "\"(pictures|processors?)\"", "keys in score files"},
        {"(training|networks|weights)/.*", "\"engine\"|optimiser/", "keys in weight files and checkpoints"},
        {
            "docs/reference/(score|weight)-files\\.md",
            "`(pictures|processors?|engine|optimiser(/\\w*)*)`|\"processors?\":",
            "keys in score files and weight files"
        },
        {EVERYWHERE, "availableProcessors|javax\\.annotation\\.processing", "names of the JDK"},
        {"testing/.*", "\\bElementType\\b", "a name of the JDK, for annotations"},
        {CODE, "java\\.awt\\.image\\.\\w*Raster|java\\.lang\\.reflect\\.Field", "names of the JDK"},
        {CODE, "org\\.snakeyaml\\.engine[.\\w]*|(Marked)?YamlEngineException", "names of a library"},
        {
            "datasets/.*/synthetic/.*|docs/reference/synthetic-scenes\\.md|models/psfusion\\.md",
            "(?i)engines?",
            "the engines of cars"
        },
        {EVERYWHERE, "unlabelled", "the name of class 0 of MSRS"},
        {"methods/.*", "\"neighbours\"", "the former name of an option, which is still read"},
        {"datasets/.*/FurniturePainter\\.java", "\"CENTRE\"", "a painted word; another one would change the scenes"},
        {"CONTRIBUTING\\.md", "operations are verbs|subject, verb, object", "the part of speech"},
    };

    private BannedWords() {}

    static WordScanner scanner() {
        List<Banned> banned = new ArrayList<>();
        for (String[] row : WORDS) {
            banned.add(new Banned(Pattern.compile(row[0]), Pattern.compile(row[1]), row[2]));
        }
        List<Exemption> exemptions = new ArrayList<>();
        for (String[] row : ALLOWED) {
            exemptions.add(new Exemption(Pattern.compile(row[0]), Pattern.compile(row[1]), row[2]));
        }
        return new WordScanner(banned, exemptions);
    }
}
