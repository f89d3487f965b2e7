package se.malmo.meet.convening;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.convening.Seating.Room;
import se.malmo.meet.convening.TablesView.Effect;
import se.malmo.meet.convening.TablesView.Moving;
import se.malmo.meet.convening.TablesView.Seat;
import se.malmo.meet.convening.TablesView.TableView;
import se.malmo.meet.language.Language;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Page;

/** Says in a reader's language who sits where, what each table brings and which rule does not hold. */
final class TableWords {
  private final Page page;
  private final Room room;
  private final Vocabulary vocabulary;

  TableWords(Page page, Room room, Vocabulary vocabulary) {
    this.page = page;
    this.room = room;
    this.vocabulary = vocabulary;
  }

  /** @param moving the guest who is about to be moved, by id */
  TablesView view(Optional<String> moving) {
    List<TableView> tables = room.outcome().taken().stream().map(this::table).toList();
    double chance = room.assembly().tally().byChance();
    String brings = tables.isEmpty() ? "" : page.count("plan.ties", room.outcome().ties());
    return new TablesView(tables, brings, tables.isEmpty() ? "" : chance(chance), room.breaches().stream().map(this::said).toList(), room.breaches().stream().noneMatch(Breach::canBeMended),
        tables.isEmpty() ? List.of() : room.outcome().unseated().stream().map(id -> seat(id, false)).toList(), moving.filter(room.guests()::containsKey).map(this::moving));
  }

  private String chance(double chance) {
    String number = String.format(page.messages().locale(), "%.1f", chance);
    if (chance < 0.05) return page.text("plan.chance.none");
    long more = Math.round(100 * (room.outcome().ties() / chance - 1));
    return more < 0 ? page.text("plan.chance.less", number, -more) : page.text("plan.chance.more", number, more);
  }

  private TableView table(Outcome.Table table) {
    List<Rule> broken = Breaches.at(table.number(), room.breaches());
    List<Seat> seats = table.attendees().stream().map(one -> seat(one.id(), one.isLocked())).sorted(Comparator.comparing(Seat::name)).toList();
    return new TableView(table.number(), brings(table), themes(table), broken.isEmpty() ? "" : page.messages().list(broken.stream().map(rule -> page.text("plan.lacks." + rule.code())).toList()), seats);
  }

  private Seat seat(String id, boolean isLocked) {
    Guest guest = room.guests().get(id);
    return new Seat(id, guest.name(), from(page, guest), isLocked);
  }

  /** "Ugnslampan Bageri AB, företag". */
  static String from(Page page, Guest guest) {
    String sector = page.text("sector." + guest.sector().code());
    if (!guest.unit().isKnown()) return sector;
    return guest.unit().isForvaltning() ? guest.unit().name(page.language()) : guest.unit().name(page.language()) + " · " + sector;
  }

  /** "3 sektorer, 11 nya band, mandat: Miljöförvaltningen". */
  private String brings(Outcome.Table table) {
    List<String> parts = new ArrayList<>(List.of(page.count("plan.sectors", table.sectors().size()), page.count("plan.new", table.ties())));
    if (table.hasMandate()) parts.add(page.text("plan.mandate", page.messages().list(table.mandates().stream().map(this::unit).toList())));
    return String.join(", ", parts);
  }

  private String themes(Outcome.Table table) {
    Language language = page.messages().isEnglish() ? Language.ENGLISH : Language.SWEDISH;
    List<String> themes = table.themes().stream().flatMap(id -> vocabulary.byId(id).stream()).map(theme -> theme.label(language)).toList();
    return themes.isEmpty() ? "" : page.text("plan.themes", page.messages().list(themes));
  }

  private String unit(String id) {
    return room.guests().values().stream().filter(guest -> guest.unit().id().equals(id)).map(guest -> guest.unit().name(page.language())).findFirst().orElse(id);
  }

  private String name(String id) {
    return room.guests().containsKey(id) ? room.guests().get(id).name() : unit(id);
  }

  private String said(Breach breach) {
    List<Object> arguments = new ArrayList<>(List.of(page.messages().list(breach.tables().stream().map(String::valueOf).toList())));
    arguments.addAll(breach.numbers());
    breach.who().forEach(id -> arguments.add(name(id)));
    return page.text("plan.breach." + breach.rule().code() + "." + breach.why(), arguments.toArray());
  }

  private Moving moving(String guest) {
    int now = room.guests().get(guest).table();
    List<Effect> effects = Seating.elsewhere(room, guest).entrySet().stream().map(other -> effect(other.getKey(), other.getValue()))
        .sorted(Comparator.comparing((Effect effect) -> -effect.ties()).thenComparing(Effect::table)).toList();
    return new Moving(guest, room.guests().get(guest).name(), now, effects);
  }

  private Effect effect(int table, Room then) {
    int ties = then.outcome().ties() - room.outcome().ties();
    Set<String> before = keys(room);
    Set<String> after = keys(then);
    List<String> rules = Stream.concat(after.stream().filter(key -> !before.contains(key)).map(key -> rule("plan.breaks", key)),
        before.stream().filter(key -> !after.contains(key)).map(key -> rule("plan.mends", key))).toList();
    String said = ties == 0 ? page.text("plan.effect.same") : page.count(ties > 0 ? "plan.effect.more" : "plan.effect.fewer", Math.abs(ties));
    int size = then.outcome().table(table).map(one -> one.attendees().size()).orElse(0);
    return new Effect(table, size, ties, said, String.join(" ", rules));
  }

  private String rule(String key, String broken) {
    String[] parts = broken.split(" ");
    String rule = page.text("plan.lacks." + parts[0]);
    boolean isBroken = key.equals("plan.breaks");
    if (parts.length == 1) return isBroken ? page.text("plan.breaks.room", rule) : page.text("plan.mends.room", rule);
    return isBroken ? page.text("plan.breaks.table", parts[1], rule) : page.text("plan.mends.table", parts[1], rule);
  }

  /** Each rule with each table where it does not hold: "sectors 3". */
  private static Set<String> keys(Room room) {
    return room.breaches().stream().flatMap(breach -> breach.tables().isEmpty() ? Stream.of(breach.rule().code()) : breach.tables().stream().map(table -> breach.rule().code() + " " + table))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
