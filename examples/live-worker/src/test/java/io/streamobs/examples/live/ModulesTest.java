package io.streamobs.examples.live;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The directions between modules: the core knows nobody, and plug-ins do not know each other. */
@AnalyzeClasses(packages = "io.streamobs", importOptions = DoNotIncludeTests.class)
class ModulesTest {

  static final String LOGBACK = "io.streamobs.logback..";
  static final String ASSETS = "io.streamobs.assets..";
  static final String RETENTION = "io.streamobs.retention..";
  static final String TESTKIT = "io.streamobs.testkit..";
  static final String EXAMPLES = "io.streamobs.examples..";

  @ArchTest
  static final ArchRule core_knowsNoPlugin =
      noClasses()
          .that(not(resideInAnyPackage(LOGBACK, ASSETS, RETENTION, TESTKIT, EXAMPLES)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LOGBACK, ASSETS, RETENTION, TESTKIT, EXAMPLES);

  @ArchTest
  static final ArchRule logback_knowsTheCoreOnly =
      noClasses()
          .that(resideInAPackage(LOGBACK))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ASSETS, RETENTION, TESTKIT, EXAMPLES);

  @ArchTest
  static final ArchRule assets_knowTheCoreOnly =
      noClasses()
          .that(resideInAPackage(ASSETS))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LOGBACK, RETENTION, TESTKIT, EXAMPLES);

  @ArchTest
  static final ArchRule retention_knowsTheCoreOnly =
      noClasses()
          .that(resideInAPackage(RETENTION))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LOGBACK, ASSETS, TESTKIT, EXAMPLES);

  @ArchTest
  static final ArchRule testkit_knowsTheCoreOnly =
      noClasses()
          .that(resideInAPackage(TESTKIT))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LOGBACK, ASSETS, RETENTION, EXAMPLES);

  @ArchTest
  static final ArchRule nobodyOutsideTheCore_usesItsInternals =
      noClasses()
          .that(resideInAnyPackage(LOGBACK, ASSETS, RETENTION, TESTKIT, EXAMPLES))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.streamobs.internal..");
}
