package io.streamobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.streamobs", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule core_knowsTheJdkSlf4jAndItself =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "javax.management..",
              "org.slf4j..",
              "org.jspecify..",
              "io.streamobs..");

  @ArchTest
  static final ArchRule encoderAndRedactor_doNoInputOrOutput =
      noClasses()
          .that()
          .resideInAnyPackage("..internal.encode..", "..internal.redact..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..");

  @ArchTest
  static final ArchRule redactor_knowsNothingOfThePipeline =
      noClasses()
          .that()
          .resideInAPackage("..internal.redact..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..internal.pipeline..", "..spi..");

  @ArchTest
  static final ArchRule pipeline_knowsNoScopes =
      noClasses()
          .that()
          .resideInAPackage("..internal.pipeline..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Scope.class);

  @ArchTest
  static final ArchRule noFieldOfTheHotPath_isALock =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage("..internal.pipeline..", "io.streamobs")
          .should()
          .haveRawType(java.util.concurrent.locks.Lock.class);

  @ArchTest
  static final ArchRule retention_knowsNoKindOfThing =
      noClasses()
          .that()
          .resideInAPackage("..internal.retention..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..internal.files..", "..internal.pipeline..", "java.nio.file..");

  @ArchTest
  static final ArchRule logFiles_areWrittenThroughTheSpiOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages("..internal.files..", "io.streamobs")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..internal.files..");

  @ArchTest
  static final ArchRule logFiles_knowNothingOfThePipeline =
      noClasses()
          .that()
          .resideInAPackage("..internal.files..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..internal.pipeline..");
}
