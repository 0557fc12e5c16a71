package routes;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The shape of the code: what design reviews would otherwise have to repeat. */
class ShapeTest {

    /** What is behind the API of a library, and changes from one version to the next. */
    private static final Pattern INTERNALS =
            Pattern.compile("org\\.apache\\.camel\\.(impl|model|reifier|support\\.processor|component\\.kamelet"
                    + "|component\\.platform\\.http\\.vertx)\\..*|io\\.vertx\\..*\\bimpl\\..*"
                    + "|org\\.apache\\.kafka\\.(clients\\.producer|common)\\.internals\\..*"
                    + "|org\\.apache\\.kafka\\.clients\\.(HostResolver|KafkaClient|NetworkClient)");

    private static final String[] SHARED = {"routes.destination.http..", "routes.destination.net.."};

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("routes");

    @Test
    void stages_are_free_of_cycles() {
        slices().matching("routes.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void packages_are_free_of_cycles() {
        slices().matching("routes.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void a_destination_knows_no_other() {
        slices().matching("routes.destination.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED))
                .ignoreDependency(
                        resideInAPackage("routes.destination.cef"), resideInAPackage("routes.destination.syslog"))
                .because(
                        "deleting one destination's folder leaves a build that passes; CEF goes by syslog, and shares its framing")
                .check(CLASSES);
    }

    @Test
    void no_stage_knows_a_destination() {
        noClasses()
                .that()
                .resideOutsideOfPackages("routes", "routes.destination..")
                .should()
                .dependOnClassesThat(resideInAPackage("routes.destination.*..").and(not(resideInAnyPackage(SHARED))))
                .because("a destination is its Kamelet and its folder")
                .check(CLASSES);
    }

    @Test
    void a_folder_holds_no_more_classes_than_one_looks_through() {
        Map<String, List<String>> folders = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(each -> !each.getSimpleName().equals("package-info"))
                .filter(each -> !each.getPackageName().equals("routes.journal.segment"))
                .collect(groupingBy(JavaClass::getPackageName, mapping(JavaClass::getSimpleName, toList())));
        assertThat(folders).allSatisfy((folder, names) -> assertThat(names).hasSizeLessThanOrEqualTo(25));
    }

    @Test
    void the_internals_of_others_are_used_only_where_the_page_on_upgrading_says() throws IOException {
        Set<String> users = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("routes", "org.apache.kafka.clients.producer")
                        .stream()
                        .filter(each -> each.getSource()
                                .orElseThrow()
                                .getUri()
                                .getScheme()
                                .equals("file"))
                        .filter(each -> each.getDirectDependenciesFromSelf().stream()
                                .anyMatch(on -> INTERNALS
                                        .matcher(on.getTargetClass().getName())
                                        .matches()))
                        .map(each -> each.getName().replaceFirst("\\$.*", ""))
                        .collect(toCollection(TreeSet::new));
        Set<String> listed = Pattern.compile("^\\| `([\\w.]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("docs/upgrading-camel.md")))
                .results()
                .map(row -> row.group(1))
                .collect(toCollection(TreeSet::new));
        assertThat(users).isEqualTo(listed);
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
