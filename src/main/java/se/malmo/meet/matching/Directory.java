package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Organisations and förvaltningar by name, as the index has them. */
public final class Directory {
  private final Projection projection;

  public Directory(Projection projection) {
    this.projection = projection;
  }

  /** Somebody by both names; an organisation has the same in both languages. */
  public record Entry(String id, Kind kind, String name, String nameEn) {
    public String name(String language) {
      return "en".equals(language) ? nameEn : name;
    }
  }

  /** Who has this id. */
  public Optional<Entry> byId(String id) {
    ProfileIndex index = projection.state().index();
    int place = index.place(id);
    return place < 0 ? Optional.empty() : entry(index, place);
  }

  /** Those whose names hold these words, first those whose names begin so; förvaltningar before organisations, the shorter names before the longer. */
  public List<Entry> find(String words, String language, int most) {
    String asked = lower(words);
    if (asked.isEmpty()) return List.of();
    ProfileIndex index = projection.state().index();
    List<Entry> found = new ArrayList<>();
    for (Kind kind : List.of(Kind.FORVALTNING, Kind.ORGANISATION)) {
      IntStream.of(index.places(kind)).mapToObj(place -> entry(index, place)).flatMap(Optional::stream)
          .filter(entry -> lower(entry.name(language)).contains(asked)).forEach(found::add);
    }
    return found.stream().sorted(Comparator.<Entry>comparingInt(entry -> lower(entry.name(language)).startsWith(asked) ? 0 : 1).thenComparing(Entry::kind, Comparator.reverseOrder())
        .thenComparingInt(entry -> entry.name(language).length()).thenComparing(Entry::id)).limit(most).toList();
  }

  /** Those whose names are most like a name that nobody has: it was misspelt, or half remembered. Likeness is that of {@link Alike}. */
  public List<Entry> near(String words, String language, int most) {
    Alike alike = new Alike(lower(words));
    ProfileIndex index = projection.state().index();
    return Stream.of(Kind.FORVALTNING, Kind.ORGANISATION).flatMap(kind -> IntStream.of(index.places(kind)).mapToObj(place -> entry(index, place)).flatMap(Optional::stream))
        .map(entry -> Map.entry(entry, alike.to(lower(entry.name(language))))).filter(one -> one.getValue() >= Alike.LEAST)
        .sorted(Map.Entry.<Entry, Double>comparingByValue().reversed().thenComparing(one -> one.getKey().id())).limit(most).map(Map.Entry::getKey).toList();
  }

  private static Optional<Entry> entry(ProfileIndex index, int place) {
    if (index.isGone(place)) return Optional.empty();
    Document document = index.document(place);
    return switch (document.known()) {
      case Document.Partner partner -> Optional.of(new Entry(document.id(), Kind.ORGANISATION, partner.partner().name(), partner.partner().name()));
      case Document.Department it -> Optional.of(new Entry(document.id(), Kind.FORVALTNING, it.department().name(), it.department().nameEn()));
      case Document.Initiative initiative -> Optional.empty();
      case Document.Moved moved -> Optional.empty();
    };
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
  }
}
