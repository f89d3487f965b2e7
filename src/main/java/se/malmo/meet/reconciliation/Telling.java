package se.malmo.meet.reconciliation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.reconciliation.ReconcileStore.Known;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Links;

/** Tells what the public may know of things by their ids (data extension, Reconciliation Service API 0.2, section 7). */
final class Telling {
  private final ReconcileStore store;
  private final Forvaltningar forvaltningar;
  private final Vocabulary vocabulary;

  Telling(ReconcileStore store, Forvaltningar forvaltningar, Vocabulary vocabulary) {
    this.store = store;
    this.forvaltningar = forvaltningar;
    this.vocabulary = vocabulary;
  }

  /** A property as the head of a column; one whose values are things says of which type. */
  record Column(String id, String name, Candidate.TypeJson type) {}

  /** Columns, and for each id and each of them the values; an id that is nothing of ours has none. */
  record Told(List<Column> meta, Map<String, Map<String, List<Map<String, Object>>>> rows) {}

  /** @param base the beginning of our addresses */
  Told of(QueryReader.Wanted wanted, Messages messages, String base) {
    Map<String, Known> organisations = store.byIds(wanted.ids()).stream().collect(Collectors.toMap(Known::id, it -> it, (one, same) -> one));
    Map<String, Forvaltning> departments = forvaltningar.all().stream().collect(Collectors.toMap(Forvaltning::id, it -> it));
    Map<String, Map<String, List<Map<String, Object>>>> rows = new LinkedHashMap<>();
    for (String id : wanted.ids()) {
      Map<String, List<Map<String, Object>>> row = new HashMap<>();
      for (Property property : wanted.properties()) {
        List<Map<String, Object>> values = organisations.containsKey(id) ? organisation(organisations.get(id), property, base, messages)
            : departments.containsKey(id) ? forvaltning(departments.get(id), property, base, messages)
            : vocabulary.byId(id).map(it -> competence(it, property, base, messages)).orElse(List.of());
        row.put(property.id(), values);
      }
      rows.put(id, row);
    }
    return new Told(wanted.properties().stream().map(property -> column(property, messages)).toList(), rows);
  }

  static Column column(Property property, Messages messages) {
    boolean isThing = property == Property.BROADER || property == Property.RELATED;
    return new Column(property.id(), property.name(messages), isThing ? Candidates.type(EntityType.COMPETENCE, messages).getFirst() : null);
  }

  private static List<Map<String, Object>> texts(Stream<String> texts) {
    return texts.filter(text -> !text.isBlank()).map(text -> Map.<String, Object>of("str", text)).toList();
  }

  private static List<Map<String, Object>> organisation(Known it, Property property, String base, Messages messages) {
    return texts(switch (property) {
      case SECTOR -> it.sector().isEmpty() ? Stream.empty() : Stream.of(messages.get("sector." + it.sector()));
      case WEBSITE -> Stream.of(it.website());
      case DESCRIPTION -> Stream.of(it.description());
      case OFFERS -> it.offers().stream();
      case SEEKS -> it.seeks().stream();
      case PAGE -> Stream.of(base + Links.of(messages.language()).organisation(it.id()));
      case ORGANISATION_NUMBER, OTHER_NAMES, AMBASSADORS, NAME_SV, NAME_EN, BROADER, RELATED -> Stream.empty();
    });
  }

  private static List<Map<String, Object>> forvaltning(Forvaltning it, Property property, String base, Messages messages) {
    return texts(switch (property) {
      case DESCRIPTION -> Stream.of(it.description(messages.language()));
      case OTHER_NAMES -> it.aliases().stream();
      case AMBASSADORS -> it.ambassadors().stream().map(one -> one.name() + ", " + one.title());
      case NAME_SV -> Stream.of(it.name());
      case NAME_EN -> Stream.of(it.nameEn());
      case PAGE -> Stream.of(base + Links.of(messages.language()).forvaltning(it.id()));
      case ORGANISATION_NUMBER, SECTOR, WEBSITE, OFFERS, SEEKS, BROADER, RELATED -> Stream.empty();
    });
  }

  private List<Map<String, Object>> competence(Competence it, Property property, String base, Messages messages) {
    return switch (property) {
      case BROADER -> things(it.broader(), messages);
      case RELATED -> things(it.related(), messages);
      case OTHER_NAMES -> texts(Stream.concat(it.alternativesSv().stream(), it.alternativesEn().stream()));
      case NAME_SV -> texts(it.isNamedIn(Language.SWEDISH) ? Stream.of(it.labelSv()) : Stream.empty());
      case NAME_EN -> texts(it.isNamedIn(Language.ENGLISH) ? Stream.of(it.labelEn()) : Stream.empty());
      case PAGE -> texts(Stream.of(base + Links.of(messages.language()).theme(it.id())));
      case ORGANISATION_NUMBER, SECTOR, WEBSITE, DESCRIPTION, OFFERS, SEEKS, AMBASSADORS -> List.of();
    };
  }

  private List<Map<String, Object>> things(List<String> ids, Messages messages) {
    return ids.stream().flatMap(id -> vocabulary.byId(id).stream()).map(it -> Map.<String, Object>of("id", it.id(), "name", it.label(Candidates.language(messages)))).toList();
  }
}
