package se.malmo.meet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.malmo.meet.language.ModelTrainer;
import se.malmo.meet.matching.Projection;
import se.malmo.meet.notice.Postman;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.web.RouteTable;

/** Who may know whom. */
class HouseTest {
  private static final String OURS = "se.malmo.meet..";
  private static final List<String> FEATURES = List.of("organisation", "initiative", "forvaltning", "alliance", "vocabulary", "identity", "feedback",
      "showcase", "neighbours", "contact", "sitemap", "attachment", "draft", "interest", "insight", "explorer", "notice", "privacy", "scanning",
      "ambassador", "convening", "event", "webhook", "exchange", "opendata", "reconciliation", "embed");
  private static final JavaClasses MAIN = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("se.malmo.meet");

  @Test
  void language_knows_nothing_else_of_ours() {
    noClasses().that().resideInAPackage("se.malmo.meet.language..")
        .should().dependOnClassesThat(resideInAPackage(OURS).and(resideOutsideOfPackage("se.malmo.meet.language.."))).check(MAIN);
  }

  @Test
  void platform_knows_nothing_of_the_domain() {
    noClasses().that().resideInAPackage("se.malmo.meet.platform..")
        .should().dependOnClassesThat(resideInAPackage(OURS).and(resideOutsideOfPackage("se.malmo.meet.platform.."))).check(MAIN);
  }

  @Test
  void matching_and_language_know_no_web() {
    noClasses().that().resideInAnyPackage("se.malmo.meet.matching..", "se.malmo.meet.language..", "se.malmo.meet.vocabulary..")
        .should().dependOnClassesThat(resideInAnyPackage("se.malmo.meet.web..", "io.vertx..")).check(MAIN);
  }

  @Test
  void a_feature_keeps_its_store_to_itself() {
    for (String feature : FEATURES) {
      String itself = "se.malmo.meet." + feature + "..";
      noClasses().that().resideOutsideOfPackage(itself).and(describe("do not put the program together", HouseTest::isNotPuttingTogether))
          .should().dependOnClassesThat(resideInAPackage(itself).and(describe("are a store", HouseTest::isStore))).check(MAIN);
    }
  }

  /** App, and its parts: CaseSide, GapSide, PublicSide. */
  private static boolean isNotPuttingTogether(JavaClass type) {
    return !type.getPackageName().equals(App.class.getPackageName()) || !type.getSimpleName().equals("App") && !type.getSimpleName().endsWith("Side");
  }

  private static boolean isStore(JavaClass type) {
    return type.getSimpleName().endsWith("Store") || type.getEnclosingClass().filter(HouseTest::isStore).isPresent();
  }

  @Test
  void features_and_what_they_stand_on_form_no_circle() {
    slices().matching("se.malmo.meet.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void only_the_table_of_routes_mounts_a_route() {
    noClasses().that().doNotHaveFullyQualifiedName(RouteTable.class.getName()).should()
        .callMethodWhere(describe("is one of Router", (JavaMethodCall call) -> call.getTargetOwner().isAssignableTo(Router.class))).check(MAIN);
  }

  @Test
  void there_is_one_log() {
    noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..").check(MAIN);
  }

  @Test
  void nothing_prints_past_the_log_but_the_answer_of_suggest_and_the_tool_that_trains_models() {
    for (String stream : List.of("out", "err")) {
      noClasses().that().doNotBelongToAnyOf(SuggestCommand.class, ModelTrainer.class).should().accessField(System.class, stream).check(MAIN);
    }
  }

  /** Of two requests on one verticle the second would stop all others at the lock, also the first, which has it and waits for the graph. */
  @Test
  void nobody_asks_the_graph_under_a_lock_but_what_has_a_thread_of_its_own() {
    noMethods().that().areDeclaredInClassesThat(describe("have to do with the graph", (JavaClass type) -> type.getAllFields().stream()
            .anyMatch(field -> field.getRawType().isEquivalentTo(Graph.class) || isStore(field.getRawType()))))
        .and().areDeclaredInClassesThat().doNotBelongToAnyOf(Projection.class, Postman.class)
        .should().haveModifier(JavaModifier.SYNCHRONIZED).check(MAIN);
  }

  @Test
  void nobody_sleeps() {
    noClasses().should()
        .callMethodWhere(describe("is Thread.sleep", (JavaMethodCall call) -> call.getTargetOwner().isEquivalentTo(Thread.class) && call.getName().equals("sleep")))
        .check(MAIN);
  }

  /** A machine, and a clock by its own zone, count days which near midnight are not Sweden's; what is said there and here would differ twice a day. */
  @Test
  void nobody_asks_the_machine_which_day_it_is() {
    noClasses().should().callMethod(LocalDate.class, "now").orShould().callMethod(LocalDate.class, "now", Clock.class)
        .check(new ClassFileImporter().importPackages("se.malmo.meet"));
  }
}
