package se.malmo.meet.opendata;

import java.util.List;

/** What is handed out as open data: nothing that the public's pages do not show. */
enum Dataset {
  PROJECTS("projekt", "projects", 1_000, List.of("GOVE", "ECON", "SOCI"), Format.CSV, Format.JSON_LD),
  ORGANISATIONS("organisationer", "organisations", 1_000, List.of("ECON"), Format.CSV, Format.JSON_LD),
  FORVALTNINGAR("forvaltningar", "forvaltningar", 1_000, List.of("GOVE"), Format.CSV, Format.JSON_LD),
  ALLIANCES("allianser", "alliances", 1_000, List.of("GOVE", "ECON"), Format.CSV, Format.JSON_LD),
  COMPETENCES("kompetenser", "competences", 5_000, List.of("ECON", "EDUC"), Format.CSV, Format.TURTLE, Format.JSON_LD),
  GRAPH("graf", "graph", 1, List.of("GOVE", "ECON"), Format.GEXF, Format.GRAPHML);

  private final String slug;
  private final String key;
  private final int pageSize;
  private final List<String> themes;
  private final List<Format> formats;

  Dataset(String slug, String key, int pageSize, List<String> themes, Format... formats) {
    this.slug = slug;
    this.key = key;
    this.pageSize = pageSize;
    this.themes = themes;
    this.formats = List.of(formats);
  }

  /** Its part of addresses. */
  String slug() {
    return slug;
  }

  /** The message key of what it is called. */
  String title() {
    return "opendata." + key + ".title";
  }

  /** The message key of what it holds. */
  String description() {
    return "opendata." + key + ".description";
  }

  /** The message key of the words that it is found by, with commas between. */
  String words() {
    return "opendata." + key + ".words";
  }

  /** How many of its things a file has at most; more stand in further files. */
  int pageSize() {
    return pageSize;
  }

  /** Its themes in the EU's list (data-theme). */
  List<String> themes() {
    return themes;
  }

  List<Format> formats() {
    return formats;
  }

  String path(Format format) {
    return "/data/" + slug + "." + format.ending();
  }

  /** The address of a file from the first, which has no number. */
  String path(Format format, int page) {
    return page == 1 ? path(format) : path(format) + "?page=" + page;
  }

  /** How many files it takes for so many things; never none. */
  int pages(long things) {
    return this == GRAPH ? 1 : (int) Math.max(1, (things + pageSize - 1) / pageSize);
  }
}
