package se.malmo.meet.explorer;

import java.util.List;
import java.util.Map;
import se.malmo.meet.platform.Graph;

/** A small city that a test draws itself, beside what is in the graph already. */
final class City {
  private final Graph graph;

  City(Graph graph) {
    this.graph = graph;
  }

  City organisation(String id, String sector) {
    graph.write("MERGE (o:Organisation {id: $id}) SET o.name = 'Namn ' + $id, o.sector = $sector, o.source = 'test', o.sourceId = $id, o.nameKey = $id, "
        + "o.description = '', o.offers = [], o.seeks = [], o.roles = [], o.claimed = true", Map.of("id", id, "sector", sector));
    return this;
  }

  /** A published project with those who take part, from this day on. */
  City project(String id, String day, String... participants) {
    return initiative(id, day, true, "running", participants);
  }

  City initiative(String id, String day, boolean published, String status, String... participants) {
    graph.write("MERGE (i:Initiative {id: $id}) SET i.reference = 'MM-T-' + $id, i.title = 'Projekt ' + $id, i.text = 'Text', i.language = 'sv', i.source = 'test', "
            + "i.sourceId = $id, i.status = $status, i.published = $published, i.date = datetime($day + 'T12:00:00Z') "
            + "WITH i UNWIND $who AS who MATCH (o:Organisation {id: who}) MERGE (o)-[e:PARTICIPATES_IN]->(i) SET e.since = date($day), e.source = 'test', e.role = ''",
        Map.of("id", id, "day", day, "published", published, "status", status, "who", List.of(participants)));
    return this;
  }

  City routed(String initiative, String forvaltning) {
    graph.write("MATCH (i:Initiative {id: $initiative}), (f:Forvaltning {id: $forvaltning}) MERGE (i)-[e:ROUTED_TO]->(f) SET e.at = i.date, e.by = 'someone', e.reason = 'x'",
        Map.of("initiative", initiative, "forvaltning", forvaltning));
    return this;
  }

  City competence(String id) {
    graph.write("MERGE (c:Competence {id: $id}) SET c.labelSv = $id, c.labelEn = $id, c.alternativesSv = [], c.alternativesEn = []", Map.of("id", id));
    return this;
  }

  City offers(String organisation, String competence) {
    graph.write("MATCH (o:Organisation {id: $organisation}), (c:Competence {id: $competence}) MERGE (o)-[e:OFFERS]->(c) "
        + "SET e.since = date('2025-01-01'), e.source = 'test', e.strength = 1.0", Map.of("organisation", organisation, "competence", competence));
    return this;
  }

  City needs(String initiative, String competence) {
    graph.write("MATCH (i:Initiative {id: $initiative}), (c:Competence {id: $competence}) MERGE (i)-[e:NEEDS]->(c) SET e.weight = 1.0, e.source = 'test'",
        Map.of("initiative", initiative, "competence", competence));
    return this;
  }
}
