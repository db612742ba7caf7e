package io.rmix.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The arrows of the architecture, over the classes of all modules: what may know what. */
class ArchitectureTest {
    /** For each module, the modules that it may know at compile time. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("proto", Set.of()),
            Map.entry("rmix-core", Set.of("proto")),
            Map.entry("rmix-provider-grpc", Set.of("rmix-core", "proto")),
            Map.entry("rmix-provider-javarmi", Set.of("rmix-core", "proto")),
            Map.entry("rmix-http", Set.of("rmix-core", "proto")),
            Map.entry("rmix-provider-soap", Set.of("rmix-http", "rmix-core", "proto")),
            Map.entry("rmix-provider-xmlrpc", Set.of("rmix-http", "rmix-core", "proto")),
            Map.entry("rmix-interceptors", Set.of("rmix-core", "proto")),
            Map.entry("rmix-jndi", Set.of("rmix-core", "proto")),
            Map.entry("dvm-control", Set.of("rmix-core", "proto")),
            Map.entry("tcp-provider", Set.of("rmix-core", "proto")),
            Map.entry("jobqueue", Set.of("dvm-control", "rmix-core", "proto")),
            Map.entry("benchmarks", Set.of("dvm-control", "rmix-core", "proto")),
            Map.entry(
                    "cli", Set.of("jobqueue", "benchmarks", "dvm-control", "rmix-interceptors", "rmix-core", "proto")));

    private static final Pattern MODULE = Pattern.compile("/([^/]+)/target/");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.rmix");

    /** The entry points of the API: they sit on top of the engine; the rest of the package is vocabulary that all build on. */
    private static final DescribedPredicate<JavaClass> ENTRY_POINTS =
            named("io\\.rmix\\.(Rmix|Stub|ServerContext|ClientContext)(\\$.*)?").as("the entry points of the API");

    @Test
    void everyClassComesFromAModuleWithArrows() {
        Set<String> seen = CLASSES.stream().map(ArchitectureTest::module).collect(Collectors.toSet());
        assertEquals(
                Set.of(),
                seen.stream().filter(name -> !ARROWS.containsKey(name)).collect(Collectors.toSet()));
        assertTrue(seen.containsAll(Set.of("proto", "dvm-control", "cli")), seen::toString);
    }

    @Test
    void modulesKnowOnlyWhatTheArrowsAllow() {
        List<String> against = CLASSES.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(ArchitectureTest::isAgainstTheArrows)
                .map(Dependency::getDescription)
                .sorted()
                .toList();
        assertEquals(List.of(), against);
    }

    @Test
    void providersUseTheApiTheSpiAndTheContractOnly() {
        for (String provider : List.of(
                "io.rmix.grpc..", "io.rmix.javarmi..", "io.rmix.soap..", "io.rmix.xmlrpc..", "io.rmix.http..")) {
            var inside = resideInAPackage("io.rmix..");
            var allowed = resideInAnyPackage(
                    "io.rmix", "io.rmix.spi", "io.rmix.contract", "io.rmix.proto..", "io.rmix.http..", provider);
            check(classes()
                    .that()
                    .resideInAPackage(provider)
                    .should(onlyDependOnClassesThat(
                            DescribedPredicate.not(inside).or(allowed))));
        }
    }

    @Test
    void theContractKnowsNoTransportAndTheSpiNoEngine() {
        check(noClasses()
                .that()
                .resideInAPackage("io.rmix.contract..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.rmix.spi..", "io.rmix.engine..", "io.rmix.local.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.rmix.spi..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.rmix.engine..", "io.rmix.local.."));
        check(noClasses()
                .that(resideInAPackage("io.rmix").and(DescribedPredicate.not(ENTRY_POINTS)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.rmix.spi..", "io.rmix.engine..", "io.rmix.local.."));
    }

    @Test
    void theControlIsBuiltOnVocabularyProtocolRuntimeInThisOrder() {
        check(noClasses()
                .that()
                .resideInAPackage("io.rmix.dvm.protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.rmix.dvm.runtime..", "io.rmix.dvm.service..", "io.rmix.dvm.command.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.rmix.dvm")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.rmix.dvm.protocol..", "io.rmix.dvm.runtime..", "io.rmix.dvm.service.."));
    }

    @Test
    void theProtocolDoesNothingByItself() {
        check(noClasses()
                .that()
                .resideInAPackage("io.rmix.dvm.protocol..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.net..", "java.io..", "java.nio.channels..", "java.util.concurrent..")
                        .or(named("java\\.time\\.Clock|java\\.util\\.(Timer|UUID|.*Random.*)|java\\.security\\..*"))
                        .or(resideInAPackage("io.rmix..")
                                .and(DescribedPredicate.not(resideInAPackage("io.rmix.dvm.."))))));
        check(noClasses()
                .that()
                .resideInAPackage("io.rmix.dvm.protocol..")
                .should()
                .callMethodWhere(describe(
                        "time or chance is asked for",
                        call -> call.getTargetOwner().getPackageName().startsWith("java")
                                && Set.of("nanoTime", "currentTimeMillis", "now", "random")
                                        .contains(call.getTarget().getName()))));
    }

    @Test
    void packagesFormNoCycles() {
        check(slices().matching("(io.rmix..)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        ENTRY_POINTS,
                        resideInAnyPackage(
                                "io.rmix.engine..", "io.rmix.spi..", "io.rmix.contract..", "io.rmix.introspect..")));
    }

    /** Where a class comes from: the folder in whose target folder it, or its jar, lies. */
    private static String module(JavaClass type) {
        String source = type.getSource().orElseThrow().getUri().toString();
        var matcher = MODULE.matcher(source);
        if (!matcher.find()) {
            throw new IllegalStateException(type.getName() + " comes from no module: " + source);
        }
        return matcher.group(1);
    }

    private static boolean isAgainstTheArrows(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!target.getPackageName().startsWith("io.rmix")) {
            return false;
        }
        String from = module(dependency.getOriginClass());
        String to = module(target);
        return !from.equals(to) && !ARROWS.get(from).contains(to);
    }

    private static DescribedPredicate<JavaClass> named(String pattern) {
        return nameMatching(pattern).forSubtype();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
