package se.malmo.meet.opendata;

import java.util.List;
import java.util.stream.Collectors;
import se.malmo.meet.opendata.OpenDataStore.Named;
import se.malmo.meet.opendata.OpenDataStore.PublishedProject;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.SpreadsheetText;

/** Datasets as tables; several values in a cell have a bar between them, and the columns of organisations are those that an import takes. */
final class Tables {
  private final PublicThings things;

  Tables(PublicThings things) {
    this.things = things;
  }

  String of(Dataset dataset, int page) {
    SpreadsheetText table = new SpreadsheetText();
    switch (dataset) {
      case PROJECTS -> projects(table, page);
      case ORGANISATIONS -> organisations(table, page);
      case FORVALTNINGAR -> forvaltningar(table, page);
      case ALLIANCES -> alliances(table, page);
      case COMPETENCES -> competences(table, page);
      case GRAPH -> throw new IllegalArgumentException("The graph is no table");
    }
    return table.toString();
  }

  private void projects(SpreadsheetText table, int page) {
    table.row(List.of("reference", "title", "text", "language", "status", "date", "participants", "forvaltningar", "competences", "outcome", "lesson"));
    for (PublishedProject it : things.projects(page)) {
      table.row(List.of(it.reference(), it.title(), it.text(), it.language(), it.status(), it.date().toString(), names(it.partners()), names(it.forvaltningar()),
          joined(it.competences()), it.outcome(), it.lesson()));
    }
  }

  private void organisations(SpreadsheetText table, int page) {
    table.row(List.of("id", "name", "sector", "language", "description", "offers", "seeks", "roles", "website"));
    things.organisations(page).forEach(it -> table.row(List.of(it.id(), it.name(), it.sector().map(Sector::code).orElse(""), it.language().code(), it.description(), joined(it.offers()),
        joined(it.seeks()), joined(it.roles()), it.website().orElse(""))));
  }

  private void forvaltningar(SpreadsheetText table, int page) {
    table.row(List.of("id", "name_sv", "name_en", "aliases", "description_sv", "description_en", "ambassadors", "ambassador_titles", "valid_from", "valid_until"));
    things.forvaltningar(page).forEach(it -> table.row(List.of(it.id(), it.name(), it.nameEn(), joined(it.aliases()), it.descriptionSv(), it.descriptionEn(),
        joined(it.ambassadors().stream().map(one -> one.name()).toList()), joined(it.ambassadors().stream().map(one -> one.title()).toList()),
        it.standing().from().map(Object::toString).orElse(""), it.standing().until().map(Object::toString).orElse(""))));
  }

  private void alliances(SpreadsheetText table, int page) {
    table.row(List.of("id", "name_sv", "name_en", "description", "theme", "members", "member_ids"));
    things.alliances(page).forEach(it -> table.row(List.of(it.id(), it.name(), it.nameEn(), it.description(), joined(it.theme()),
        joined(it.members().stream().map(one -> one.name()).toList()), joined(it.members().stream().map(one -> one.id()).toList()))));
  }

  private void competences(SpreadsheetText table, int page) {
    table.row(List.of("slug", "label_sv", "label_en", "alt_sv", "alt_en", "broader", "related"));
    things.competences(page).forEach(it -> table.row(List.of(it.id(), it.labelSv(), it.labelEn(), joined(it.alternativesSv()), joined(it.alternativesEn()), joined(it.broader()),
        joined(it.related()))));
  }

  private static String names(List<Named> named) {
    return joined(named.stream().map(Named::name).toList());
  }

  private static String joined(List<String> values) {
    return values.stream().map(value -> value.replace('|', '/')).collect(Collectors.joining("|"));
  }
}
