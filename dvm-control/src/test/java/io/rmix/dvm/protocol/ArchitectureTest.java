package io.rmix.dvm.protocol;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows inside dvm-control: runtime to protocol to vocabulary; the core does no I/O and has no clock and no chance. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.rmix.dvm");

    private static final String[] IO = {
        "java.net..", "java.io..", "java.util.concurrent..", "java.nio.channels..", "java.nio.file.."
    };

    @Test
    void protocolImportsNothingOfRmixButItsVocabulary() {
        noClasses()
                .that()
                .resideInAPackage("io.rmix.dvm.protocol..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.rmix..")
                        .and(not(resideInAnyPackage("io.rmix.dvm", "io.rmix.dvm.protocol.."))))
                .check(CLASSES);
    }

    @Test
    void vocabularyImportsNothingOfRmix() {
        noClasses()
                .that()
                .resideInAPackage("io.rmix.dvm")
                .should()
                .dependOnClassesThat(resideInAPackage("io.rmix..").and(not(resideInAPackage("io.rmix.dvm"))))
                .check(CLASSES);
    }

    @Test
    void coreDoesNoInputOrOutputAndHasNoThreads() {
        noClasses()
                .that()
                .resideInAnyPackage("io.rmix.dvm", "io.rmix.dvm.protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(IO)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(CLASSES);
    }

    @Test
    void coreHasNoClockAndNoChance() {
        noClasses()
                .that()
                .resideInAnyPackage("io.rmix.dvm", "io.rmix.dvm.protocol..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.time\\.(Clock|InstantSource)|java\\.util\\.(Random|SplittableRandom|UUID)|java\\.util\\.random\\..*|java\\.security\\..*")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .check(CLASSES);
    }

    /** The link knows entries and positions, and nothing of order and agreement. */
    @Test
    void linkDoesNotKnowTheSteadyState() {
        noClasses()
                .that()
                .resideInAPackage("io.rmix.dvm.protocol.link..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.rmix.dvm.protocol.steady..")
                .check(CLASSES);
    }
}
