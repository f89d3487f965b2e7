package se.malmo.meet.insight;

import java.util.List;
import java.util.Set;

/** A place where business and city should meet and do not. */
public sealed interface Gap {
  /** What is surer than one in a hundred is shown as a gap. */
  double THRESHOLD = 2;

  /** The same at each counting, for as long as the gap is there. */
  String id();

  String kind();

  /** Id of the competence that it is about; "" where the vocabulary has none for it. */
  String theme();

  /** -log10 of the chance that any of all that was looked at would look so without a reason; above {@link #THRESHOLD} it is a gap. */
  double score();

  /** What it was counted from, newest first. */
  List<Snapshot.Initiative> evidence();

  /**
   * Much asked for, little offered.
   *
   * @param asked initiatives that need it
   * @param unmet of them those for which no partner was surely found
   * @param offered organisations that offer it or something narrower
   * @param expected organisations, where what is asked for is offered as it usually is
   */
  record Demand(String theme, int asked, int unmet, int offered, double expected, double score, List<Snapshot.Initiative> evidence) implements Gap {
    @Override
    public String id() {
      return "gap-demand-" + theme;
    }

    @Override
    public String kind() {
      return "demand";
    }
  }

  /**
   * A sector and a förvaltning that meet more seldom than chance would have it.
   *
   * @param theme that they meet too seldom about, or the one in which most is missing where it is about all
   * @param isOfAllThemes whether it was counted over all themes
   * @param joint initiatives in which both take part
   * @param expected initiatives, were sectors spread over förvaltningar by chance
   * @param evidence initiatives of the förvaltning in which the sector is missing
   */
  record MissingTies(String sector, String forvaltning, String theme, boolean isOfAllThemes, int joint, double expected, double score,
      List<Snapshot.Initiative> evidence) implements Gap {
    @Override
    public String id() {
      return "gap-ties-" + sector + "-" + forvaltning + (isOfAllThemes ? "" : "-" + theme);
    }

    @Override
    public String kind() {
      return "missing-ties";
    }
  }

  /**
   * Something about which the city meets others through one organisation alone.
   *
   * @param organisation id of the one that takes part in all
   * @param ties joint initiatives about it
   * @param others ids of those that meet in them, organisations and förvaltningar, without the one
   */
  record SingleCarrier(String theme, String organisation, int ties, Set<String> others, double score, List<Snapshot.Initiative> evidence) implements Gap {
    @Override
    public String id() {
      return "gap-carrier-" + theme;
    }

    @Override
    public String kind() {
      return "single-carrier";
    }
  }
}
