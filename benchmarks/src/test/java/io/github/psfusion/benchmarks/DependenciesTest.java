// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.weights.WeightFiles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The arrows of {@code docs/architecture.md}: which module may use which, and who alone may touch native code, windows
 * and the console.
 */
@Tag("slow") // reads all classes of the project
class DependenciesTest {
    private static final String ROOT = "io.github.psfusion";

    /**
     * What each module may use. Nobody uses libtorch: it is found on the class path as a service. {@code benchmarks} may
     * use everything and is not listed.
     */
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            entry("platform", List.of()),
            entry("testing", List.of()),
            entry("imaging", List.of("platform")),
            entry("tensors", List.of("platform")),
            entry("weights", List.of("platform", "tensors")),
            entry("libtorch", List.of("platform", "tensors")),
            entry("datasets", List.of("imaging", "platform")),
            entry("metrics", List.of("imaging", "platform")),
            entry("methods", List.of("imaging", "platform")),
            entry("registration", List.of("imaging", "platform")),
            entry("networks", List.of("imaging", "methods", "platform", "tensors", "weights")),
            entry(
                    "pipeline",
                    List.of(
                            "datasets",
                            "imaging",
                            "methods",
                            "networks",
                            "platform",
                            "registration",
                            "tensors",
                            "weights")),
            entry("training", List.of("datasets", "imaging", "metrics", "networks", "platform", "tensors", "weights")),
            entry("evaluation", List.of("datasets", "imaging", "methods", "metrics", "platform")),
            entry(
                    "server",
                    List.of(
                            "datasets",
                            "evaluation",
                            "imaging",
                            "methods",
                            "metrics",
                            "pipeline",
                            "platform",
                            "registration",
                            "tensors")),
            entry("spark", List.of("datasets", "imaging", "methods", "pipeline", "platform")),
            entry("site", List.of("datasets", "imaging", "methods", "platform")),
            entry(
                    "downstream",
                    List.of(
                            "datasets",
                            "evaluation",
                            "imaging",
                            "methods",
                            "metrics",
                            "networks",
                            "platform",
                            "tensors",
                            "training",
                            "weights")),
            entry("fiji", List.of()),
            entry(
                    "stacks",
                    List.of(
                            "datasets",
                            "fiji",
                            "imaging",
                            "methods",
                            "pipeline",
                            "platform",
                            "registration",
                            "tensors")),
            entry(
                    "cli",
                    List.of(
                            "datasets",
                            "downstream",
                            "evaluation",
                            "imaging",
                            "methods",
                            "metrics",
                            "networks",
                            "pipeline",
                            "platform",
                            "registration",
                            "server",
                            "tensors",
                            "training",
                            "weights"))));

    /** Built only where they are asked for: Spark is large, and the site takes time. */
    private static final Set<String> OPTIONAL = Set.of("spark", "site");

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }

    @Test
    void everyModuleIsSeen() {
        assertThat(MAY_USE.keySet())
                .filteredOn(module -> !OPTIONAL.contains(module))
                .allSatisfy(module -> assertThat(classes.that(resideInAPackage(everything(module))))
                        .as(module)
                        .isNotEmpty());
    }

    @Test
    void modulesUseEachOtherAlongTheArrowsOnly() {
        LayeredArchitecture modules = Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String module : MAY_USE.keySet()) {
            modules = OPTIONAL.contains(module)
                    ? modules.optionalLayer(module).definedBy(everything(module))
                    : modules.layer(module).definedBy(everything(module));
        }
        for (Map.Entry<String, List<String>> arrows : MAY_USE.entrySet()) {
            var module = modules.whereLayer(arrows.getKey());
            modules = arrows.getValue().isEmpty()
                    ? module.mayNotAccessAnyLayer()
                    : module.mayOnlyAccessLayers(arrows.getValue().toArray(new String[0]));
        }
        modules.check(classes);
    }

    @Test
    void onlyDownstreamRunsModelsOfOthers() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".downstream.onnx..", everything("benchmarks"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(classes);
    }

    @Test
    void onlyLibtorchTouchesNativeCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage(everything("libtorch"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(classes);
    }

    @Test
    void onlyCodecsScenesAndChartsUseAwt() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        everything("imaging.codec"),
                        everything("datasets.synthetic"),
                        everything("training.log"),
                        everything("testing")) // makes files as cameras write them
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.swing..")
                .check(classes);
    }

    @Test
    void onlyProgramsWriteToTheConsole() {
        noClasses()
                .that()
                .resideOutsideOfPackages(everything("cli"), everything("benchmarks"), everything("site"))
                .should(ACCESS_STANDARD_STREAMS)
                .check(classes);
    }

    @Test
    void onlyTheServerKnowsHttpAndNobodySlf4j() {
        noClasses()
                .that()
                .resideOutsideOfPackage(everything("server"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..", "com.google.common..")
                .check(classes);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.slf4j..")
                .check(classes);
    }

    @Test
    void onlyOneModuleKnowsSpark() {
        noClasses()
                .that()
                .resideOutsideOfPackage(everything("spark"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
                .check(classes);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                // The one place that knows all formats, or all metrics, stands before them, where users look for it.
                .ignoreDependency(
                        equivalentTo(WeightFiles.class),
                        resideInAnyPackage(
                                everything("weights.safetensors"),
                                everything("weights.tensorflow"),
                                everything("weights.torch")))
                .ignoreDependency(equivalentTo(MetricCatalog.class), resideInAPackage(ROOT + ".metrics.fusion"))
                .check(classes);
    }

    private static String everything(String module) {
        return ROOT + "." + module + "..";
    }
}
