package se.malmo.meet;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import se.malmo.meet.alliance.Alliance;
import se.malmo.meet.alliance.Alliances;
import se.malmo.meet.exchange.Export;
import se.malmo.meet.forvaltning.Appointments;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.language.Language;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;

/** What can be taken out as files, and out of which feature; organisations, initiatives, ambassadors and the vocabulary have the columns that an import reads. */
record Exporting(Organisations organisations, Initiatives initiatives, Appointments appointments, Vocabulary vocabulary) {

  /**
   * All of it, in the order of the page.
   *
   * @param alliances once they are there
   * @param cases hands over the register of cases
   */
  List<Export> all(Supplier<Alliances> alliances, Consumer<Consumer<Map<String, Object>>> cases) {
    return List.of(
        new Export("organisations", List.of("id", "name", "sector", "language", "description", "offers", "seeks", "roles", "organisationNumber", "website"), organisations::exported),
        new Export("initiatives", List.of("id", "title", "text", "language", "date", "participants", "status", "forvaltningar", "needs", "outcome", "lesson"), initiatives::exported),
        new Export("alliances", List.of("id", "name", "nameEn", "description", "theme", "members", "since"), reader -> alliances.get().all().forEach(one -> reader.accept(alliance(one)))),
        new Export("vocabulary", List.of("slug", "label_sv", "label_en", "alt_sv", "alt_en", "broader", "related"), reader -> vocabulary.all().forEach(one -> reader.accept(competence(one)))),
        new Export("ambassadors", List.of("name", "title", "forvaltning", "from", "to"), appointments::exported),
        new Export("cases", List.of("reference", "day", "sender", "title", "status", "marked"), cases));
  }

  private static Map<String, Object> alliance(Alliance one) {
    Map<String, Object> row = new HashMap<>(Map.of("id", one.id(), "name", one.name(), "nameEn", one.nameEn(), "description", one.description(), "theme", one.theme(),
        "members", one.members().stream().map(Alliance.Member::name).toList()));
    one.members().stream().map(Alliance.Member::since).min(Comparator.naturalOrder()).map(LocalDate::toString).ifPresent(day -> row.put("since", day));
    return row;
  }

  /** A label that is lent from the other language is none of its own. */
  private static Map<String, Object> competence(Competence one) {
    return Map.of("slug", one.id(), "label_sv", one.missing().filter(Language.SWEDISH::equals).isPresent() ? "" : one.labelSv(),
        "label_en", one.missing().filter(Language.ENGLISH::equals).isPresent() ? "" : one.labelEn(), "alt_sv", one.alternativesSv(), "alt_en", one.alternativesEn(), "broader", one.broader(),
        "related", one.related());
  }
}
