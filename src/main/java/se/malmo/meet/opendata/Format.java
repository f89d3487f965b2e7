package se.malmo.meet.opendata;

/** A form in which a dataset is handed out. */
enum Format {
  CSV("csv", "text/csv"),
  JSON_LD("jsonld", "application/ld+json"),
  TURTLE("ttl", "text/turtle"),
  RDF_XML("rdf", "application/rdf+xml"),
  GEXF("gexf", "application/gexf+xml"),
  GRAPHML("graphml", "application/graphml+xml");

  private final String ending;
  private final String mediaType;

  Format(String ending, String mediaType) {
    this.ending = ending;
    this.mediaType = mediaType;
  }

  String ending() {
    return ending;
  }

  String mediaType() {
    return mediaType;
  }

  /** As an answer says it: all our texts are UTF-8. */
  String contentType() {
    return this == CSV || this == TURTLE ? mediaType + "; charset=utf-8" : mediaType;
  }

  /** What a spreadsheet or a person calls it. */
  String label() {
    return switch (this) {
      case CSV -> "CSV";
      case JSON_LD -> "JSON-LD";
      case TURTLE -> "Turtle";
      case RDF_XML -> "RDF/XML";
      case GEXF -> "GEXF";
      case GRAPHML -> "GraphML";
    };
  }
}
