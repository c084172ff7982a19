package dev.chatanalytics.ops;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.chatanalytics.engine.runtime.NamedThreads;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.Format;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the house that the compiler and Maven do not keep. */
class ArchitectureTest {

    private static final String HOUSE = "dev.chatanalytics.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.chatanalytics");

    @ParameterizedTest
    @CsvSource({
        "engine, transport",
        "engine, persistence",
        "engine, ops",
        "transport, persistence",
        "transport, ops",
        "persistence, transport",
        "persistence, ops",
    })
    void shouldPointArrowsTowardsTheEngine(String from, String to) {
        assertThat(CLASSES.containPackage(HOUSE + from))
                .as(from + " was looked at")
                .isTrue();

        check(noClasses()
                .that()
                .resideInAPackage(HOUSE + from + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HOUSE + to + ".."));
    }

    @ParameterizedTest
    @CsvSource({
        "engine, com.lmax",
        "engine, org.jctools",
        "engine, io.github.resilience4j",
        "transport, io.netty",
        "transport, org.asynchttpclient",
        "persistence, org.postgresql",
        "persistence, com.zaxxer",
        "ops, com.codahale.metrics",
        "ops, io.prometheus",
        "ops, org.HdrHistogram",
        "ops, com.typesafe",
        "ops, picocli",
        "ops, ch.qos.logback",
        "ops, net.logstash",
        "ops, io.zonky",
        "ops, opennlp",
    })
    void shouldKeepEachLibraryInOneModule(String module, String library) {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + ".."));
    }

    @Test
    void shouldKeepPortsSmall() {
        check(classes()
                .that()
                .resideInAPackage(HOUSE + "engine.port")
                .and()
                .areInterfaces()
                .should(haveAtMostMethods(5)));
    }

    /** But the pool may look at HikariCP's own property before it sets it: nothing of ours is configured by it. */
    @Test
    void shouldReadConfigurationInOneModule() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + "ops..")
                .and()
                .doNotHaveSimpleName("Pool")
                .should()
                .callMethodWhere(ofSystem("getenv", "getProperty", "getProperties")));
    }

    @Test
    void shouldMakeThreadsInOnePlace() {
        check(noClasses()
                .that()
                .doNotBelongToAnyOf(NamedThreads.class)
                .should()
                .callConstructorWhere(describe(
                        "makes a thread, a timer or a pool with nameless threads",
                        call -> call.getTargetOwner().isAssignableTo(Thread.class)
                                || call.getTargetOwner().isAssignableTo(java.util.Timer.class))));
    }

    @Test
    void shouldMakeNoNamelessPools() {
        check(noClasses()
                .should()
                .callMethodWhere(describe(
                        "an executor without a thread factory, or the common pool",
                        call -> call.getTargetOwner().isEquivalentTo(java.util.concurrent.Executors.class)
                                        && call.getTarget().getRawParameterTypes().stream()
                                                .noneMatch(
                                                        t -> t.isEquivalentTo(java.util.concurrent.ThreadFactory.class))
                                || call.getTarget().getName().equals("commonPool"))));
    }

    @Test
    void shouldLogThroughOneDoor() {
        check(noClasses()
                .should()
                .callMethodWhere(describe(
                        "java.util.logging",
                        call -> call.getTargetOwner().getPackageName().startsWith("java.util.logging"))));
        check(noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + "ops.cli..")
                .should()
                .accessFieldWhere(describe(
                        "System.out or System.err",
                        access -> access.getTargetOwner().isEquivalentTo(System.class))));
    }

    @Test
    void shouldWireOnlyInTheRootOfOps() {
        DescribedPredicate<JavaClass> parts = resideInAnyPackage(HOUSE + "persistence..")
                .and(describe("parts that hold something", c -> c.isAssignableTo(AutoCloseable.class)));
        check(noClasses()
                .that()
                .resideInAPackage(HOUSE + "ops..")
                .and()
                .resideOutsideOfPackage(HOUSE + "ops")
                .should()
                .callConstructorWhere(describe("makes " + parts, call -> parts.test(call.getTargetOwner()))));
    }

    @Test
    void shouldExtendNothingOfOurOwn() {
        check(classes()
                .that(are(describe("of ours", c -> !c.isInterface() && !c.isEnum())))
                .should(new ArchCondition<JavaClass>("not inherit from a class of ours") {
                    @Override
                    public void check(JavaClass checked, ConditionEvents events) {
                        checked.getRawSuperclass()
                                .filter(s -> s.getPackageName().startsWith("dev.chatanalytics"))
                                .filter(s -> !s.isEnum())
                                .ifPresent(s -> events.add(
                                        SimpleConditionEvent.violated(checked, checked.getName() + " extends " + s)));
                    }
                }));
    }

    /** A file that is named, or a number that is sent, in the digits of the machine's locale is not understood again. */
    @Test
    void shouldFormatNothingInTheLocaleOfTheMachine() {
        check(noClasses()
                .should()
                .accessTargetWhere(describe("a text in the locale of the machine", ArchitectureTest::usesLocale)));
    }

    private static boolean usesLocale(JavaAccess<?> access) {
        if (!(access instanceof JavaCodeUnitAccess<?> call)) {
            return false;
        }
        JavaClass owner = call.getTargetOwner();
        List<JavaClass> parameters = call.getTarget().getRawParameterTypes();
        if (parameters.stream().anyMatch(type(Locale.class))) {
            return false;
        }
        return switch (call.getName()) {
            case "format", "formatted", "toLowerCase", "toUpperCase" ->
                Stream.of(String.class, PrintStream.class, PrintWriter.class).anyMatch(owner::isAssignableTo);
            case "printf" -> true;
            case "ofPattern", "ofLocalizedDate", "ofLocalizedTime", "ofLocalizedDateTime" ->
                owner.isEquivalentTo(DateTimeFormatter.class);
            case "toFormatter" -> owner.isEquivalentTo(DateTimeFormatterBuilder.class);
            case "getDefault" -> owner.isEquivalentTo(Locale.class);
            case "getInstance",
                    "getNumberInstance",
                    "getIntegerInstance",
                    "getPercentInstance",
                    "getCurrencyInstance" -> owner.isAssignableTo(Format.class);
            case "<init>" ->
                Stream.of(Formatter.class, Scanner.class).anyMatch(owner::isEquivalentTo)
                        || owner.isAssignableTo(Format.class);
            default -> false;
        };
    }

    private static ArchCondition<JavaClass> haveAtMostMethods(int limit) {
        return new ArchCondition<>("have at most " + limit + " methods") {
            @Override
            public void check(JavaClass port, ConditionEvents events) {
                long methods = port.getMethods().stream()
                        .filter(m -> !m.getModifiers().contains(JavaModifier.STATIC))
                        .count();
                events.add(new SimpleConditionEvent(
                        port, methods <= limit, port.getName() + " has " + methods + " methods"));
            }
        };
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaMethodCall> ofSystem(String... names) {
        return describe(
                "System." + String.join(", ", names),
                call -> type(System.class).test(call.getTargetOwner())
                        && List.of(names).contains(call.getTarget().getName()));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
