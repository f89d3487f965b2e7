package se.malmo.meet;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.malmo.meet.alliance.Alliances;
import se.malmo.meet.embed.EmbedRoutes;
import se.malmo.meet.explorer.WholeGraph;
import se.malmo.meet.explorer.WholeStore;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.opendata.OpenDataRoutes;
import se.malmo.meet.opendata.OpenDataStore;
import se.malmo.meet.opendata.PublicThings;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.platform.StartFailure;
import se.malmo.meet.reconciliation.ReconcileRoutes;
import se.malmo.meet.reconciliation.ReconcileStore;
import se.malmo.meet.showcase.ProjectStore;
import se.malmo.meet.showcase.Projects;
import se.malmo.meet.showcase.ThemeStore;
import se.malmo.meet.showcase.Themes;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.EmbedSites;
import se.malmo.meet.web.Route;

/** What other sites and programs take of what everybody may see: open data, reconciliation, pages in frames. */
final class OpenSide {
  private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{3,250}");
  /** The city's own published address, for who does not name another. */
  private static final String CITY_EMAIL = "malmostad@malmo.se";

  private final Graph graph;
  private final Vocabulary vocabulary;
  private final WholeGraph whole;
  private final Optional<String> publicUrl;
  private final String email;
  private final EmbedSites framers;
  private final Clock clock;

  /** @throws StartFailure where a setting cannot be read */
  OpenSide(Graph graph, EventLog log, Settings settings, Vocabulary vocabulary, Clock clock) {
    this.graph = graph;
    this.vocabulary = vocabulary;
    this.clock = clock;
    whole = new WholeGraph(new WholeStore(graph), log);
    publicUrl = MailSettings.of(settings.services()).publicUrl();
    framers = EmbedSites.of(settings.service("MEET_EMBED_SITES").orElse(""));
    email = settings.service("MEET_CONTACT_EMAIL").orElse(CITY_EMAIL);
    if (!EMAIL.matcher(email).matches()) {
      throw new StartFailure("MEET_CONTACT_EMAIL is '" + email + "'.", "Set it to the address that answers questions about open data, like oppnadata@malmo.se.");
    }
  }

  /** Who may show our pages in a frame. */
  EmbedSites framers() {
    return framers;
  }

  List<Route> routes(Organisations organisations, Forvaltningar forvaltningar, Alliances alliances, Matcher matcher) {
    Themes themes = new Themes(vocabulary, new ThemeStore(graph));
    PublicThings things = new PublicThings(new OpenDataStore(graph), organisations, forvaltningar, alliances, vocabulary);
    return Stream.of(new OpenDataRoutes(things, whole, publicUrl, email, clock).routes(),
        new ReconcileRoutes(new ReconcileStore(graph), forvaltningar, vocabulary, publicUrl, !framers.isEmpty()).routes(),
        new EmbedRoutes(new Projects(new ProjectStore(graph), themes, matcher), themes, forvaltningar, framers, publicUrl).routes()).flatMap(List::stream).toList();
  }
}
