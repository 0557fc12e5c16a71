package routes;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The shape of the code: what design reviews would otherwise have to repeat. */
class ShapeTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("routes");

    @Test
    void stages_are_free_of_cycles() {
        slices().matching("routes.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_event_stage_knows_no_other_stage() {
        noClasses()
                .that()
                .resideInAPackage("routes.event..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are in another stage",
                        (JavaClass other) -> other.getPackageName().startsWith("routes.")
                                && !other.getPackageName().startsWith("routes.event")))
                .because("every stage speaks of events, so events speak of no stage")
                .check(CLASSES);
    }

    @Test
    void the_journal_knows_events_only() {
        noClasses()
                .that()
                .resideInAPackage("routes.journal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("routes.ingest..", "routes.deliver..", "routes.integration..", "routes.status..")
                .because("the journal serves any reader and knows none")
                .check(CLASSES);
    }

    @Test
    void a_class_is_called_after_the_one_thing_it_does() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.[A-Za-z]*(Util|Utils|Helper|Helpers|Manager|Impl|Info|Data|Constants)")
                .orShould()
                .haveNameMatching(".*\\.(Base|Abstract)[A-Z][A-Za-z]*")
                .because("such names say nothing of the one thing a class does")
                .check(CLASSES);
    }

    @Test
    void packages_are_stages_and_not_kinds() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..helpers..", "..model..", "..service..", "..impl..")
                .because("a package is a stage of an event's way")
                .check(CLASSES);
    }

    @Test
    void nothing_is_open_to_inheritance_by_accident() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAnonymousClasses()
                .and()
                .doNotHaveModifier(ABSTRACT)
                .and()
                .doNotHaveModifier(SYNTHETIC)
                .should()
                .haveModifier(FINAL)
                .because("inheritance nobody planned is a contract nobody wrote")
                .check(CLASSES);
    }

    @Test
    void there_is_no_static_mutable_state() {
        fields().that()
                .haveModifier(STATIC)
                .should()
                .beFinal()
                .because("two routers in one process must not meet")
                .check(CLASSES);
    }

    @Test
    void there_is_one_way_to_log() {
        noClasses()
                .should(USE_JAVA_UTIL_LOGGING)
                .because("slf4j is the one way to log")
                .check(CLASSES);
    }

    @Test
    void only_the_command_line_prints() {
        noClasses()
                .that()
                .resideInAPackage("routes.*..")
                .should(ACCESS_STANDARD_STREAMS)
                .because("a stage logs or throws; the root package speaks to the terminal")
                .check(CLASSES);
    }
}
