package se.malmo.meet;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.malmo.meet.about.AboutRoutes;
import se.malmo.meet.about.ApiRoutes;
import se.malmo.meet.alliance.AllianceApi;
import se.malmo.meet.alliance.AllianceRoutes;
import se.malmo.meet.alliance.Alliances;
import se.malmo.meet.alliance.JointStore;
import se.malmo.meet.alliance.JointWork;
import se.malmo.meet.contact.ContactRoutes;
import se.malmo.meet.contact.Letters;
import se.malmo.meet.explorer.Answers;
import se.malmo.meet.explorer.ChipViews;
import se.malmo.meet.explorer.Explorer;
import se.malmo.meet.explorer.ExplorerApi;
import se.malmo.meet.explorer.ExplorerRoutes;
import se.malmo.meet.explorer.QuestionReader;
import se.malmo.meet.explorer.Views;
import se.malmo.meet.forvaltning.ForvaltningApi;
import se.malmo.meet.forvaltning.ForvaltningRoutes;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Projection;
import se.malmo.meet.neighbours.NeighbourStore;
import se.malmo.meet.neighbours.Neighbours;
import se.malmo.meet.notice.FeedRoutes;
import se.malmo.meet.organisation.OrganisationApi;
import se.malmo.meet.organisation.OrganisationRoutes;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.showcase.ProjectApi;
import se.malmo.meet.showcase.ProjectRoutes;
import se.malmo.meet.showcase.ProjectStore;
import se.malmo.meet.showcase.Projects;
import se.malmo.meet.showcase.Theme;
import se.malmo.meet.showcase.ThemeApi;
import se.malmo.meet.showcase.ThemeRoutes;
import se.malmo.meet.showcase.ThemeStore;
import se.malmo.meet.showcase.Themes;
import se.malmo.meet.sitemap.SitemapRoutes;
import se.malmo.meet.sitemap.SitemapStore;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.web.Route;

/** What everybody may look at: projects, themes, organisations, förvaltningar, alliances, the graph, and what the service tells of itself. */
final class PublicSide {
  private final Graph graph;
  private final Vocabulary vocabulary;
  private final QuestionReader questions;
  private final Letters letters;
  private final Supplier<Set<String>> bookable;
  private final Clock clock;
  private final Ids ids;

  /** @param bookable the förvaltningar where a meeting can be booked, by id */
  PublicSide(Graph graph, Vocabulary vocabulary, QuestionReader questions, Letters letters, Supplier<Set<String>> bookable, Clock clock, Ids ids) {
    this.bookable = bookable;
    this.graph = graph;
    this.vocabulary = vocabulary;
    this.questions = questions;
    this.letters = letters;
    this.clock = clock;
    this.ids = ids;
  }

  List<Route> routes(Organisations organisations, Forvaltningar forvaltningar, Initiatives initiatives, Alliances alliances, Matcher matcher, Projection projection) {
    Neighbours neighbours = new Neighbours(new NeighbourStore(graph));
    Themes themes = new Themes(vocabulary, new ThemeStore(graph));
    Projects projects = new Projects(new ProjectStore(graph), themes, matcher);
    Explorer explorer = new Explorer(graph, clock);
    Answers answers = new Answers(graph, themes);
    return Stream.of(
        new ProjectApi(projects, themes, initiatives).routes(),
        new ThemeApi(themes, projects).routes(),
        new OrganisationApi(organisations).routes(),
        new ForvaltningApi(forvaltningar, initiatives).routes(),
        new AllianceApi(alliances).routes(),
        new ProjectRoutes(projects, themes, initiatives, forvaltningar, neighbours).routes(),
        new ThemeRoutes(themes, projects, neighbours).routes(),
        new OrganisationRoutes(organisations, neighbours).routes(),
        new ForvaltningRoutes(forvaltningar, initiatives, vocabulary, neighbours, bookable).routes(),
        new AllianceRoutes(alliances, vocabulary, neighbours, new JointWork(new JointStore(graph), vocabulary, clock)).routes(),
        new AboutRoutes(matcher, projection).routes(),
        new ApiRoutes().routes(),
        new ContactRoutes(letters, ids).routes(),
        new ExplorerApi(explorer).routes(),
        new ExplorerRoutes(explorer, new Views(explorer, answers), questions, new ChipViews(vocabulary, answers, explorer)).routes(),
        new FeedRoutes(projects, themes, forvaltningar).routes(),
        new SitemapRoutes(new SitemapStore(graph), themes.leading().stream().map(Theme::slug).toList()).routes()).flatMap(List::stream).toList();
  }
}
